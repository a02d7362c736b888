import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Machine } from '../../src/index.ts';
import type { CandidateDocument, FoundDocument } from './first-look.ts';

export const plugin = '/opt/cni/bin/flatnet';
export const conflist = '/etc/cni/net.d/10-flatnet.conflist';

export const sh = async (machine: Machine, script: string): Promise<string> => {
  const got = await machine.exec(['bash', '-ec', script]);
  if (got.code !== 0) throw new Error(`${script}: ${got.stderr}`);
  return got.stdout;
};

/** What the manual's chapter leaves when its last backup was taken after the bad copy: one good backup, and one that is the bad one. */
export const breakPlugin = (machine: Machine): Promise<string> =>
  sh(
    machine,
    `cp -p ${plugin} ${plugin}.bak.20261001; head -c 900000 /usr/lib/cni/bridge > ${plugin}; cp -p ${plugin} ${plugin}.bak.20261101`,
  );

/** Of each file of the folders that hands work in, the hash of what it holds. */
export function bytesIn(machine: Machine): Record<string, string> {
  const folders = ['/opt/cni/bin', '/etc/cni/net.d'];
  return Object.fromEntries(
    folders.flatMap((folder) =>
      readdirSync(machine.path(folder), { withFileTypes: true })
        .filter((one) => one.isFile() && one.name !== 'cni.lock')
        .map(({ name }) => {
          const path = `${folder}/${name}`;
          return [
            path,
            createHash('sha256')
              .update(readFileSync(machine.path(path)))
              .digest('hex'),
          ];
        }),
    ),
  );
}

/** What was there, and is there no more: neither under its name nor under one that says that it was set aside. */
export const lostOf = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.entries(before).flatMap(([path, hash]) => {
    const places = Object.entries(after).filter(([name]) => name === path || name.startsWith(`${path}.aside-`));
    return places.some(([, own]) => own === hash) ? [] : [path];
  });

export function cniOf(components: readonly FoundDocument[] | undefined): FoundDocument & { one: CandidateDocument } {
  const found = components?.find(({ id }) => id === 'cni');
  const [one] = found?.found.candidates ?? [];
  if (found === undefined || one === undefined) throw new Error('nothing is said of the plugin');
  return { ...found, one };
}

export const shown = ({ state, one, found }: ReturnType<typeof cniOf>) => ({
  is: `${state}, ${one.running ? 'running' : 'not running'}`,
  trees: one.trees.map(({ path, role, test }) => `${role} ${path} ${test.ok}`),
  best: one.best?.tree ?? null,
  remarks: [...one.remarks, ...found.remarks].map(({ id }) => id),
  rights: found.rights.length,
});
