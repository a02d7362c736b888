import { expect } from 'vitest';
import { listenersOf, type Machine, maintArgv, nginxesOf } from '../../src/index.ts';
import { differences, processesOf, touchedBy } from '../acceptance/seen.ts';
import { wholeDisk } from './whole-disk.ts';

/** Named in core as well; what is read here is what a program would read of the document. */
export interface FoundDocument {
  readonly id: string;
  readonly state: string;
  readonly chosen: string | null;
  readonly found: {
    readonly candidates: readonly CandidateDocument[];
    readonly remarks: readonly { readonly id: string; readonly message: string; readonly next: string }[];
    readonly rights: readonly string[];
  };
}
export interface CandidateDocument {
  readonly path: string;
  readonly running: boolean;
  readonly sure: boolean;
  readonly values: readonly { readonly key: readonly string[]; readonly value: unknown }[];
  readonly trees: readonly {
    readonly path: string;
    readonly role: string;
    readonly version: string | null;
    readonly test: { readonly ok: boolean | null; readonly said: string };
    readonly lastAccess: string | null;
  }[];
  readonly remarks: readonly { readonly id: string; readonly message: string; readonly next: string }[];
  readonly best: { readonly tree: string; readonly why: string } | null;
}
export interface InitDocument {
  readonly site: { readonly path: string; readonly written: boolean };
  readonly components: readonly FoundDocument[];
  readonly next: string;
  readonly error?: { readonly code: string; readonly message: string; readonly next: string };
}
export interface StatusDocument {
  readonly site: string | null;
  readonly found: { readonly components: readonly FoundDocument[] } | null;
  readonly components: readonly {
    readonly id: string;
    readonly version: string | null;
    readonly healthy: boolean | null;
    readonly probes: readonly { readonly id: string; readonly verdict: string; readonly detail: string }[];
    readonly problem: { readonly code: string; readonly message: string; readonly next: string } | null;
    readonly remarks: readonly { readonly id: string }[];
    readonly drift: { readonly next: string } | null;
  }[];
}

/** What the gateway writes itself when it is asked. */
const ours = /\/logs\/(access|error)\.log$/;
const places = ['/srv', '/opt', '/etc', '/var/lib', '/backup', '/usr/sbin', '/run/flatnet', '/run/flatnet2'];

/**
 * Types a command that only looks, and holds the host to it: within ten seconds, no process begun or ended, the same ports,
 * and no byte, mode, owner or name on the whole disk changed but what `mayCome` names.
 */
export async function looking<T>(
  machine: Machine,
  args: readonly string[],
  mayCome: readonly string[] = [],
  typed = maintArgv,
): Promise<{ code: number; document: T; stderr: string }> {
  const before = {
    disk: wholeDisk(machine),
    nginx: nginxesOf(machine),
    ports: listenersOf(machine),
    all: processesOf(machine),
  };
  let tookMs = 0;
  const deed = async () => {
    const began = performance.now();
    const end = await machine.exec(typed(...args, '--json'), { limit: 30_000 });
    tookMs = performance.now() - began;
    return end;
  };
  const { result, touched } = await touchedBy(machine, deed, places);
  const name = args.join(' ');
  const came = differences(before.disk, wholeDisk(machine)).map((line) => line.replace(/^\/(root|usr)-upper/, ''));
  const isNew = (line: string) => mayCome.some((path) => line.startsWith(`${path}: absent -> `));
  expect(
    came.filter((line) => !isNew(line)),
    `${name}: ${result.stderr}`,
  ).toEqual([]);
  const parents = mayCome.map((path) => path.slice(0, path.lastIndexOf('/')));
  const unexpected = touched.filter((path) => !ours.test(path) && !mayCome.includes(path) && !parents.includes(path));
  expect(unexpected, name).toEqual([]);
  expect({ nginx: nginxesOf(machine), ports: listenersOf(machine), all: processesOf(machine) }, name).toEqual({
    nginx: before.nginx,
    ports: before.ports,
    all: before.all,
  });
  expect(tookMs, name).toBeLessThan(10_000);
  expect(result.stdout, `${name}: ${result.code} ${result.stderr}`).not.toBe('');
  return { code: result.code, document: JSON.parse(result.stdout) as T, stderr: result.stderr };
}
