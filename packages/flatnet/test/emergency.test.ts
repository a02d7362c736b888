import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EntryBody, foldRun, type RunState, type Step, sha256, type Way } from '@flatnet-maint/core';
import { createRun } from '@flatnet-maint/engine';
import { memoryHosts } from '@flatnet-maint/testkit';
import { describe, expect, onTestFinished, test } from 'vitest';
import { composeBackup, composeChange, composeEmergency, type LastGood } from '../src/compose.ts';
import { emergencyTarget, goneOf, openOf } from '../src/emergency.ts';
import { generation, record, stamped, toy } from './support/toy.ts';

const tool = { version: '9.9.9', node: '/node', cli: '/cli' };
const place = { id: 'run-1', state: '/state' };

/** A run from 1.0 to 2.0 (an upgrade) or from 2.0 to 1.0 (the others), cut off after these lines. */
function open(command: 'upgrade' | 'rollback' | 'emergency' | 'backup', ...bodies: readonly EntryBody[]): RunState {
  const [live, to] = command === 'upgrade' ? ['1.0', '2.0'] : ['2.0', '1.0'];
  const facts = { host: 'local', live };
  const from = { component: toy, facts, place, tool, lastGood: record('2.0', '1.0'), accepted: [] };
  const plan =
    command === 'emergency'
      ? composeEmergency('toy', record(to, null).good, tool, place, record(to, null))
      : command === 'backup'
        ? composeBackup(from)
        : composeChange({ ...from, lastGood: null }, toy.rollback(facts as never, generation(to), place), {
            command,
            soak: 0,
            confirmWithin: null,
          });
  return foldRun(stamped([{ type: 'opened', plan, tool: '9', node: '/node', cli: '/cli' }, ...bodies]));
}

const committed: EntryBody = { type: 'committed' };
const resumed: EntryBody = { type: 'resumed', by: 'dead-man', reason: 'killed' };
const failed: EntryBody = { type: 'failed', code: 'E_VERIFY_FAILED', message: '', next: '', id: null, failing: '' };
const upgraded = record('2.0', '1.0');
const old = '/srv/toy/1.0';
const young = '/srv/toy/2.0';

const table: readonly (readonly [
  string,
  LastGood | null,
  RunState | 'unreadable' | null,
  string | null,
  string | undefined,
])[] = [
  ['after an upgrade: the version before it', upgraded, null, young, '1.0'],
  ['after that once more: where the first one went', record('1.0', null), null, old, '1.0'],
  ['after a rollback: what it went back to', record('1.0', null), null, old, '1.0'],
  ['when something else is live: the last good one', upgraded, null, '/srv/toy/other', '2.0'],
  ['in an upgrade before the swap: what it was leaving', record('1.0', '0.9'), open('upgrade'), old, '1.0'],
  ['in an upgrade after the swap: what it was leaving', record('1.0', '0.9'), open('upgrade'), young, '1.0'],
  ['in an upgrade that has committed', upgraded, open('upgrade', committed), young, '1.0'],
  ['in an upgrade, with a record that is older than it', record('0.9', '0.8'), open('upgrade'), young, '1.0'],
  ['in an upgrade, with no record at all', null, open('upgrade'), young, '1.0'],
  ['in a rollback: where it was going', upgraded, open('rollback'), young, '1.0'],
  ['in a rollback that somebody killed', upgraded, open('rollback', resumed), young, '1.0'],
  ['in a rollback that has committed', upgraded, open('rollback', committed), old, '1.0'],
  ['in a rollback whose target failed: what it was leaving', upgraded, open('rollback', failed), old, '2.0'],
  ['in an emergency that was cut short: where it was going', upgraded, open('emergency', committed), young, '1.0'],
  ['in a backup of a version that is bad: the one before it', upgraded, open('backup'), young, '1.0'],
  ['in a run that nobody can read: the last good one', upgraded, 'unreadable', young, '2.0'],
  ['with nothing known', null, null, null, undefined],
];

test.each(table)('an emergency goes %s', (_, known, run, live, wanted) => {
  expect(emergencyTarget({ record: known, outdated: false, open: run, live })?.good.generation.version).toBe(wanted);
});

test('with a record from before the last one, what is live is what the emergency is called against', () => {
  const target = emergencyTarget({ record: upgraded, outdated: true, open: 'unreadable', live: young });
  expect(target?.good.generation.version).toBe('1.0');
});

test('nothing is stopped for a way that leads to nothing; a folder that becomes a pointer is where it is', async () => {
  const hosts = memoryHosts({ profile: 'posix' });
  const { world } = hosts;
  const way = (to: string, aside: string) => {
    const [first] = record('1.0', null).good.cutover;
    const args = { live: '/srv/home', to, aside };
    return { ...record('1.0', null).good, cutover: [{ ...(first as Step), action: 'swap-pointer@1', args }] };
  };
  world.file('/srv/home/sbin/nginx', 'ELF');
  world.file('/srv/gen/2/sbin/nginx', 'ELF');
  expect(await goneOf(hosts, way('/srv/gen/2', '/srv/gen/1'))).toBeNull();
  expect(await goneOf(hosts, way('/srv/gen/1', '/srv/gen/1'))).toBeNull();
  expect(await goneOf(hosts, way('/srv/gen/3', '/srv/gen/1'))).toBe('/srv/gen/3');
  world.remove('/srv/home');
  world.link('/srv/home', '/srv/gen/2');
  expect(await goneOf(hosts, way('/srv/gen/1', '/srv/gen/1'))).toBe('/srv/gen/1');
});

test('a kept file that is no more what it was is no way to go, unless the live one is as it is to be', async () => {
  const hosts = memoryHosts({ profile: 'posix' });
  const { world } = hosts;
  const [path, from] = ['/opt/bin/plugin', '/srv/kept/plugin'];
  const put: Step = {
    ...{ kind: 'step', id: 'toy.put', title: '', host: 'local', action: 'replace-file@1', undoes: 'never' },
    limits: { capture: 1, do: 1, undo: 1 },
    args: { path, from, sha256: sha256('good'), mode: 0o755, uid: 0, gid: 0, back: null },
  };
  const way: Way = { generation: generation('1.0'), cutover: [put], probes: [] };
  world.file(path, 'bad');
  expect(await goneOf(hosts, way)).toBe(from);
  world.file(from, 'spoiled');
  expect(await goneOf(hosts, way)).toBe(from);
  world.file(from, 'good');
  expect(await goneOf(hosts, way)).toBeNull();
  world.file(from, 'spoiled');
  world.file(path, 'good');
  expect(await goneOf(hosts, way)).toBeNull();
});

describe('an open run of another component', () => {
  /** A state folder whose open run is one of the toy's, with these lines after its opening. */
  function stateWith(command: 'upgrade' | 'rollback' | 'emergency' | 'backup', ...bodies: readonly EntryBody[]) {
    const state = fs.mkdtempSync(join(tmpdir(), 'emergency-'));
    onTestFinished(() => fs.rmSync(state, { recursive: true }));
    const record = createRun(state, place.id, { pid: 1, started: '1', boot: 'b' }, 'test');
    const { plan } = open(command);
    for (const body of [{ type: 'opened', plan, tool: '9', node: '/node', cli: '/cli' } as const, ...bodies])
      record.append(body);
    return { state, journal: join(state, 'runs', place.id, 'journal.jsonl') };
  }
  const stuck: EntryBody = { type: 'closed', outcome: 'stuck' };

  test.each(['upgrade', 'rollback', 'emergency'] as const)(
    'that changes something live (%s) comes first',
    (command) => {
      const { state } = stateWith(command);
      expect(() => openOf(state, 'lamp')).toThrow(
        expect.objectContaining({
          code: 'E_RUN_OPEN',
          exit: 6,
          message: expect.stringMatching(
            /^Run run-1 of toy is open, .* would leave toy half-way\. Nothing was changed\.$/,
          ),
          next: expect.stringContaining('flatnet-maint rollback toy --emergency'),
        }),
      );
      expect(openOf(state, 'toy')).toMatchObject({ plan: { command } });
    },
  );

  test('that changes nothing live, is stuck, or cannot be believed tells nothing of where to go, and is no reason to wait', () => {
    expect(openOf(stateWith('backup').state, 'lamp')).toBeNull();
    expect(openOf(stateWith('upgrade', failed, failed, stuck).state, 'lamp')).toBeNull();
    const damaged = stateWith('upgrade', resumed);
    fs.appendFileSync(damaged.journal, 'x\ny\n');
    expect(openOf(damaged.state, 'lamp')).toBeNull();
    fs.writeFileSync(damaged.journal, 'x\n');
    expect(openOf(damaged.state, 'lamp')).toBe('unreadable');
  });
});
