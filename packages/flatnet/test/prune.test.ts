import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as actions from '@flatnet-maint/actions';
import type { AnyAction, Component, Json, Step, WriteFiles } from '@flatnet-maint/core';
import { posixHosts } from '@flatnet-maint/host';
import { makeGeneration, protect, takeSnapshot } from '@flatnet-maint/store';
import { expect, onTestFinished, test } from 'vitest';
import type { Composing } from '../src/compose.ts';
import { composePrune } from '../src/prune.ts';
import { snapshotsOf } from '../src/snapshot-list.ts';
import { generation, record, toy } from './support/toy.ts';

const now = Date.parse('2026-06-01T00:00:00Z');
const ago = (days: number) => new Date(now - days * 86_400_000).toISOString();
const usual = { generations: 3, days: 30 };

/** A site with kept generations, each with one snapshot, all of so many days ago; the first is live, the second was before it. */
async function site(days: readonly number[], of: Readonly<Record<string, unknown>> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'prune-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const { host } = posixHosts({ ids: ['local'] }).lend('local', 600_000, 'test');
  const files: WriteFiles = host.files;
  const [state, base] = [join(root, 'state'), join(root, 'trees')];
  const made = async (id: string, age: number, tree = join(base, id)) => {
    mkdirSync(join(tree, 'conf'), { recursive: true });
    writeFileSync(join(tree, 'conf/x.conf'), id);
    mkdirSync(join(base, `${id}.config`));
    const besides = tree === join(base, id) ? [join(base, `${id}.config`)] : [];
    await makeGeneration(files, state, { ...generation(id), id, tree, besides, made: ago(age) });
    const parts = [{ name: 'conf', path: join(tree, 'conf') }];
    const of = { state, component: 'toy', id: `${id}-snap`, parts, note: '', made: ago(age), generation: id };
    await takeSnapshot(files, of);
  };
  for (const [n, age] of days.entries()) await made(`g${n}`, age);
  symlinkSync(join(base, 'g0'), join(root, 'live'));
  const component = {
    ...toy,
    live: () => ({ ...generation('g0'), id: 'g0', tree: join(base, 'g0') }),
    way: (_facts: unknown, to: unknown) => ({
      generation: to,
      cutover: [{ kind: 'step', args: { live: join(root, 'live') } }],
      probes: [],
    }),
    ...of,
  } as unknown as Component<never, Json>;
  const good = record('g0', 'g1');
  const idOf = (way: typeof good.good, id: string) => ({ ...way, generation: { ...way.generation, id } });
  const lastGood = { good: idOf(good.good, 'g0'), previous: idOf(good.good, 'g1') };
  const from: Composing = {
    component,
    facts: { host: 'local', generations: base },
    place: { id: 'run-1', state },
    tool: { version: '9', node: '/node', cli: '/cli' },
    lastGood,
    accepted: [],
  };
  const known = { record: lastGood, damaged: [] as readonly string[] };
  const prune = (settings = usual, at = now, ways = known) =>
    composePrune(from, { files, good: ways, settings, now: at });
  const doAll = async (steps: readonly { kind: string }[]) => {
    for (const item of steps as readonly Step[]) {
      const action = Object.values(actions).find((one) => (one as AnyAction).name === item.action) as AnyAction;
      await action.do(item.args, null, host);
      expect(await action.check(item.args, null, host), item.id).toBe('done');
    }
  };
  const list = () =>
    snapshotsOf({
      ...{ files, state, components: ['toy'], lastGood: async () => known, now },
      ...{ liveTree: async () => join(base, 'g0'), settings: async () => usual },
    });
  return { root, state, base, files, made, prune, doAll, known, list };
}

const goes = (rows: readonly { id: string; goes: boolean }[]) =>
  rows.flatMap((row) => (row.goes ? [row.id] : [])).sort();

test('what is old and not among the newest goes with its record, its folders and its snapshot; the rest stays whole', async () => {
  const { base, state, prune, doAll, list } = await site([90, 91, 92, 93, 94, 2]);
  const { plan, rows, findings } = await prune();
  expect(findings).toEqual([]);
  expect(goes(rows)).toEqual(['g2', 'g2-snap', 'g3', 'g3-snap', 'g4', 'g4-snap']);
  expect(goes(await list())).toEqual(goes(rows));
  expect(plan.cleanup.map(({ id }) => id)).toContain('toy.remove-generation-g3');
  // A plan reads only.
  expect(readdirSync(base)).toHaveLength(12);
  await doAll(plan.cleanup);
  expect(readdirSync(base).sort()).toEqual(['g0', 'g0.config', 'g1', 'g1.config', 'g5', 'g5.config']);
  expect(readdirSync(join(state, 'generations/toy')).sort()).toEqual(['g0.json', 'g1.json', 'g5.json']);
  expect(readdirSync(join(state, 'snapshots/toy')).sort()).toEqual(['g0-snap', 'g1-snap', 'g5-snap']);
  expect((await prune()).plan.cleanup).toEqual([]);
});

test('the list says of each why it stays', async () => {
  const { files, state, list } = await site([90, 91, 92, 93, 2, 3]);
  await protect(files, state, 'toy', { id: 'g3', reason: 'audit', since: ago(1) });
  const why = Object.fromEntries((await list()).map(({ id, keeps, ageMs }) => [id, [...keeps, ageMs]]));
  const day = 86_400_000;
  expect(why).toMatchObject({
    g0: ['live', 'last good', 'one of the newest 3', 90 * day],
    g1: ['previous good', 91 * day],
    g2: [92 * day],
    g3: ['protected: audit', 93 * day],
    g4: ['one of the newest 3', 'younger than 30 days', 2 * day],
    'g0-snap': ['belongs to generation g0', 'one of the newest 3', 90 * day],
    'g3-snap': ['belongs to generation g3', 93 * day],
  });
});

test('a clock that went back removes nothing, and one that ran ahead leaves the newest', async () => {
  const { prune } = await site([90, 91, 92, 93, 94]);
  expect((await prune(usual, Date.parse('2020-01-01T00:00:00Z'))).plan.cleanup).toEqual([]);
  const far = await prune(usual, Date.parse('2090-01-01T00:00:00Z'));
  expect(goes(far.rows)).toEqual(['g3', 'g3-snap', 'g4', 'g4-snap']);
});

test('what is damaged stays for a human to look at, and does not take a sound one’s place', async () => {
  const { base, state, prune } = await site([90, 91, 92, 93, 94, 95]);
  writeFileSync(join(base, 'g2/conf/x.conf'), 'rotten');
  writeFileSync(join(state, 'generations/toy/g5.json'), '{"form');
  const { rows } = await prune();
  expect(goes(rows)).toEqual(['g3-snap', 'g4', 'g4-snap', 'g5-snap']);
  expect(rows.find(({ id }) => id === 'g2')?.keeps).toEqual(['needs a look: it is not what was recorded']);
  expect(rows.find(({ id }) => id === 'g5')?.damage).toContain('not whole JSON');
});

test('a tree outside of the generations folder is not ours to remove, whatever a record says', async () => {
  const { root, prune, made } = await site([1, 2, 3]);
  await made('elsewhere', 99, join(root, 'opt/elsewhere'));
  const { rows } = await prune();
  expect(rows.find(({ id }) => id === 'elsewhere')?.keeps).toEqual([
    'needs a look: it lies outside of the generations folder',
  ]);
  expect(goes(rows)).toEqual(['elsewhere-snap']);
});

test('where nobody can say what is needed or wanted, nothing goes', async () => {
  const { prune, state, known } = await site([90, 91, 92, 93, 94]);
  const blind = await prune(usual, now, { ...known, damaged: ['it is torn'] });
  expect(blind.findings).toMatchObject([{ id: 'way-back-damaged', blocks: true }]);
  mkdirSync(join(state, 'protected'));
  writeFileSync(join(state, 'protected/toy.json'), '{"form');
  expect((await prune()).findings).toMatchObject([{ id: 'protections-damaged', blocks: true }]);
});

test('what a prune began and nobody finished is finished by the next one', async () => {
  const { base, state, files, prune, doAll } = await site([90, 91, 92, 93, 94]);
  // As a power cut leaves them: a record aside with half of its tree, and a snapshot under the name of what goes.
  await files.rename(join(state, 'generations/toy/g4.json'), join(state, 'generations/toy/g4.json.removing'));
  await files.rename(join(base, 'g4'), join(base, 'g4.removing'));
  rmSync(join(base, 'g4.removing/conf'), { recursive: true });
  await files.rename(join(state, 'snapshots/toy/g3-snap'), join(state, 'snapshots/toy/g3-snap.removing'));
  const { plan } = await prune();
  expect(plan.cleanup.map(({ id }) => id).sort()).toEqual([
    'toy.remove-generation-g3',
    'toy.remove-generation-g4',
    'toy.remove-snapshot-g3-snap',
    'toy.remove-snapshot-g4-snap',
  ]);
  await doAll(plan.cleanup);
  for (const name of ['g4', 'g4.removing', 'g4.config']) expect(existsSync(join(base, name)), name).toBe(false);
  expect(readdirSync(join(state, 'generations/toy')).sort()).toEqual(['g0.json', 'g1.json', 'g2.json']);
  expect(readdirSync(join(state, 'snapshots/toy')).sort()).toEqual(['g0-snap', 'g1-snap', 'g2-snap']);
});

test('a snapshot that a killed run never finished is removed by the next prune, and a sound one of that name is not', async () => {
  const { state, prune, doAll } = await site([1, 2]);
  mkdirSync(join(state, 'snapshots/toy/1.0-run-9.partial/parts/0'), { recursive: true });
  writeFileSync(join(state, 'snapshots/toy/1.0-run-9.partial/parts/0/tls.key'), 'KEY');
  const { plan } = await prune();
  expect(plan.cleanup.map(({ id }) => id)).toEqual(['toy.remove-snapshot-1.0-run-9']);
  await doAll(plan.cleanup);
  expect(readdirSync(join(state, 'snapshots/toy')).sort()).toEqual(['g0-snap', 'g1-snap']);
  mkdirSync(join(state, 'snapshots/toy/g0-snap.partial'));
  await expect(doAll((await prune()).plan.cleanup)).rejects.toMatchObject({ code: 'E_REMOVE_CHANGED' });
  expect(readdirSync(join(state, 'snapshots/toy'))).toContain('g0-snap');
});

test('where files are replaced, each that goes is held against what they hold, once more right before', async () => {
  const file = { path: '/opt/toy', from: '/kept/toy', sha256: 'f'.repeat(64), mode: 0o755, uid: 0, gid: 0, back: null };
  const way = (_facts: unknown, to: unknown) => ({
    generation: to,
    cutover: [{ kind: 'step', action: actions.replaceFile.name, args: file }],
    probes: [],
  });
  const { prune } = await site([90, 91, 92, 93, 94], { way });
  const [first] = (await prune()).plan.cleanup.filter(({ id }) => id.startsWith('toy.remove-generation-'));
  expect((first as Step).args).toMatchObject({ pointers: [], placed: [{ path: file.path, sha256: file.sha256 }] });
});
