import { expect } from 'vitest';
import {
  ask,
  type HandMade,
  lookAt,
  lostOf,
  type Machine,
  maint,
  type PreparedHost,
  type Seen,
  until,
  versionServed,
} from '../../src/index.ts';

/**
 * What is true, seen without the product: one version wholly, the container's route answers through it, nothing is left
 * over, and all that hands made is there byte for byte.
 */
export async function serves(host: PreparedHost, wanted: string, made: HandMade, what: string): Promise<void> {
  const { machine, root } = host;
  const { older, newer } = machine.parts;
  let seen: Seen | null = null;
  // A unit and the last worker of a build end a moment after the run does.
  const isClean = async () => {
    seen = await lookAt(machine, root);
    return seen.leftovers.length === 0;
  };
  await until(isClean, 8_000, 300);
  const now = seen ?? (await lookAt(machine, root));
  const app = await ask(machine, 'http://127.0.0.1/c/app/');
  const { version, why } = versionServed(now, [older.version, newer.version]);
  expect({ version, why, left: now.leftovers, app: app.body, lost: lostOf(made, host) }, what).toEqual({
    version: wanted,
    why: [],
    left: [],
    app: 'app\n',
    lost: [],
  });
}

/** Typed with `--yes`; it must end well. */
export async function good(machine: Machine, ...args: readonly string[]): Promise<Record<string, unknown>> {
  const end = await maint(machine, args);
  expect({ code: end.code, error: end.document.error }, `${args.join(' ')}: ${end.stderr}`).toEqual({
    code: 0,
    error: undefined,
  });
  return end.document;
}

export interface Kept {
  readonly id: string;
  readonly kind: string;
  readonly version: string;
  readonly adopted?: string;
  readonly lastGood: boolean;
}
/** What `snapshots` lists of generations. */
export async function generations(machine: Machine): Promise<readonly Kept[]> {
  const rows = (await good(machine, 'snapshots', 'gateway')) as unknown as readonly Kept[];
  return rows.filter(({ kind }) => kind === 'generation');
}

/** Both archives that lie on the host are taken in, so that an upgrade has where to go. */
export async function takeReleases(host: PreparedHost): Promise<void> {
  for (const file of Object.values(host.archives)) await good(host.machine, 'releases', 'add', 'gateway', file);
}
