import { sha256Of } from '../cni/cni-release.ts';
import { killGroup } from '../machine/inside.ts';
import { entry } from '../machine/places.ts';
import type { NebulaHost } from './nebula-host.ts';

/** What a build meets when it is live, and not before. */
export type Meddling =
  /** A firewall drops UDP 4242 as long as the build is in place. */
  | { readonly how: 'drop-udp' }
  /** Each of its processes is ended by a signal so long after its start. */
  | { readonly how: 'kill'; readonly afterMs: number };

export interface Meddler {
  /** Ends it, and tells how often the build met it. */
  end(): Promise<number>;
}

/** Begins to watch for that build on a host. */
export async function meddle(
  { machine, program }: Pick<NebulaHost, 'machine' | 'program'>,
  build: Buffer,
  meddling: Meddling,
): Promise<Meddler> {
  const words = meddling.how === 'kill' ? ['kill', String(meddling.afterMs)] : ['drop', '0'];
  const [what = '', ms = ''] = words;
  const child = machine.spawn([process.execPath, entry('meddler'), what, program, sha256Of(build), ms]);
  let said = '';
  let wrong = '';
  child.stderr?.setEncoding('utf8').on('data', (part: string) => (wrong += part));
  const over = new Promise<void>((resolve) => child.on('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      said += part;
      if (said.includes('ready')) resolve();
    });
    child.on('close', () => reject(new Error(`nobody meddles: ${wrong}`)));
  });
  return {
    end: async () => {
      child.stdin?.end();
      const timer = setTimeout(() => killGroup(child), 5_000);
      await over;
      clearTimeout(timer);
      if (wrong !== '') throw new Error(`the meddler failed: ${wrong}`);
      return said.split('met').length - 1;
    },
  };
}
