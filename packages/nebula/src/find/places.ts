import { dirname, join } from 'node:path/posix';
import type { Look } from '@flatnet-maint/actions';

/** Of the system: what lies there is of many things. */
export const programFolders = ['/usr/local/bin', '/usr/bin', '/usr/local/sbin', '/usr/sbin'];

/** Where the manual has the program, and where else it usually is. */
export const usualPrograms = [
  ...['/opt/flatnet/nebula', '/srv/flatnet/nebula', '/opt/nebula', '/opt/nebula/bin'],
  ...programFolders,
].map((folder) => join(folder, 'nebula'));

const configFolders = [
  ...['/etc/flatnet/nebula', '/opt/flatnet/config/nebula', '/srv/flatnet/config/nebula'],
  ...['/etc/nebula', '/opt/nebula'],
];

export const isYaml = (name: string): boolean => /\.ya?ml$/.test(name);

/** The configuration of a program that nobody passes one to: beside it, or in a usual place; null = none is seen. */
export async function usualConfig(look: Look, program: string): Promise<string | null> {
  const own = dirname(program);
  for (const folder of [...(programFolders.includes(own) ? [] : [own]), ...configFolders]) {
    const found = await configIn(look, folder);
    if (found !== null) return found;
  }
  return null;
}

/** The one that is named as usual, else the only one. */
export async function configIn(look: Look, folder: string): Promise<string | null> {
  const names = (await look.names(folder)).filter(isYaml);
  const usual = names.find((name) => /^config\.ya?ml$/.test(name)) ?? (names.length === 1 ? names[0] : undefined);
  return usual === undefined ? null : join(folder, usual);
}

/** Folders in which hands keep copies of this program and its configuration: beside either, or in one for backups. */
export function backupParents(program: string, config: string | null): readonly string[] {
  const home = dirname(program);
  const tops = programFolders.includes(home) ? ['/opt/flatnet'] : [dirname(home), '/opt/flatnet'];
  return [
    ...new Set([
      ...(programFolders.includes(home) ? [] : [dirname(home)]),
      ...(config === null ? [] : [dirname(dirname(config))]),
      ...tops.flatMap((top) => [join(top, 'backups'), join(top, 'backup')]),
      ...['/srv/flatnet/backups', '/var/backups', '/backup', '/backups', '/root'],
    ]),
  ];
}

/** Of the manual's backup script: one folder a day, and one for each part in it. */
export const daily = '/backup/flatnet';

/** Folders that hold what is live, which are no copies. */
export const homesOf = (program: string, config: string | null): readonly string[] => [
  dirname(program),
  ...(config === null ? [] : [config, dirname(config)]),
];
