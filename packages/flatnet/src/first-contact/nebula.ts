import { basename } from 'node:path/posix';
import { t } from '../texts.ts';
import type { Reader } from './beside.ts';
import { namesIn } from './names-in.ts';

const unitFolders = ['/etc/systemd/system', '/usr/lib/systemd/system', '/lib/systemd/system'];

/** The overlay network: the program that runs, and the units that would start it. */
export const nebula: Reader = async (host) => {
  const running = (await host.processes.list())
    .filter(({ exe, argv, zombie }) => !zombie && basename(exe ?? argv[0] ?? '') === 'nebula')
    .map(({ pid, exe, argv }) => ({ where: exe ?? argv[0] ?? '?', what: t('nebula-runs', { pid }), sure: true }));
  const units = new Map<string, string>();
  const hidden: string[] = [];
  for (const folder of unitFolders) {
    const seen = await namesIn(host, folder);
    hidden.push(...seen.hidden);
    for (const name of seen.names)
      if (/nebula[^/]*\.service$/.test(name) && !units.has(name)) units.set(name, `${folder}/${name}`);
  }
  const written = [...units.values()].map((where) => ({ where, what: t('nebula-unit'), sure: true }));
  return { things: [...running, ...written], hidden };
};
