import { readFileSync } from 'node:fs';
import type { Machine } from '../machine/machine.ts';
import type { Release } from '../parts/fetch-parts.ts';

/** A certificate authority of its own folder on one machine; its key never leaves it. */
export interface Authority {
  readonly certificate: Buffer;
  sign(host: { readonly name: string; readonly address: string; readonly duration?: string }): Promise<Signed>;
}

export interface Signed {
  readonly certificate: Buffer;
  readonly key: Buffer;
}

/** Makes an authority by that release's `nebula-cert`. `duration` as it takes it: `720h`, `2s`. */
export async function authority(
  machine: Machine,
  release: Pick<Release, 'folder'>,
  folder: string,
  { duration = '8760h' }: { readonly duration?: string } = {},
): Promise<Authority> {
  const run = async (...argv: readonly string[]) => {
    const got = await machine.exec(argv);
    if (got.code !== 0) throw new Error(`${argv.join(' ')}: ${got.stderr.trim()}${got.stdout.trim()}`);
  };
  const at = (name: string) => `${folder}/${name}`;
  const read = (name: string) => readFileSync(machine.path(at(name)));
  const program = `${release.folder}/nebula-cert`;
  await run('mkdir', '-p', '-m', '700', folder);
  const ca = ['-out-crt', at('ca.crt'), '-out-key', at('ca.key')];
  await run(program, 'ca', '-name', 'Flatnet', '-duration', duration, ...ca);
  let count = 0;
  return {
    certificate: read('ca.crt'),
    sign: async (host) => {
      count += 1;
      const file = `${host.name}-${count}`;
      const by = ['-ca-crt', at('ca.crt'), '-ca-key', at('ca.key')];
      const out = ['-out-crt', at(`${file}.crt`), '-out-key', at(`${file}.key`)];
      const how = host.duration === undefined ? [] : ['-duration', host.duration];
      await run(program, 'sign', '-name', host.name, '-ip', host.address, ...how, ...by, ...out);
      return { certificate: read(`${file}.crt`), key: read(`${file}.key`) };
    },
  };
}
