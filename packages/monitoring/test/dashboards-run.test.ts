import { digestOf, foldRun, type Json, type Plan } from '@flatnet-maint/core';
import * as engine from '@flatnet-maint/engine';
import { deathsOf, memoryHosts, RunLives, snapshot } from '@flatnet-maint/testkit';
import { type Composing, composeDashboards, dashboardFiles } from 'flatnet';
import { describe, expect, test } from 'vitest';
import { grafanaActions, grafanaInquiries, importOf, lookAtGrafana } from '../src/index.ts';
import { loadYaml } from '../src/lazy-yaml.ts';
import { canary, dashboard, FakeGrafana, place, secretFile } from './support/fake-grafana.ts';

await loadYaml();

const facts = { host: 'local' };
const run = { id: 'run-1', state: '/var/lib/flatnet-maint' };
const kept = `${run.state}/dashboards/${run.id}`;

class Lives extends RunLives {
  grafana!: FakeGrafana;
}

/** An import of three files: one dashboard is new, one is there otherwise, one is there just so. */
async function importing(arrange: (grafana: FakeGrafana) => void = () => {}): Promise<Lives> {
  const hosts = memoryHosts({ profile: 'posix' });
  const { world } = hosts;
  const grafana = new FakeGrafana(world);
  for (const uid of ['changes', 'same', 'other']) grafana.put(uid);
  arrange(grafana);
  world.folder(run.state, 0o700);
  world.file('/home/new.json', JSON.stringify({ dashboard: dashboard('new'), meta: { folderUid: 'ops' } }));
  world.file('/home/changes.json', JSON.stringify(dashboard('changes', { title: 'Changed', refresh: '5s' })));
  world.file('/home/same.json', JSON.stringify({ ...dashboard('same'), id: 99, version: 4 }));
  const view = hosts.view('local', 60_000);
  const wanted = await dashboardFiles(view.files, ['/home']);
  const uids = wanted.map(({ file }) => file.uid);
  const seen = await lookAtGrafana(view, place, { uids, folders: ['ops'], files: [] });
  const change = importOf(seen, wanted, null, run);
  expect(change.findings).toEqual([]);
  const from = {
    ...{ component: { id: 'monitoring' }, facts, place: run, lastGood: null, accepted: [] },
    tool: { version: '0', node: 'node', cli: 'cli' },
  } as unknown as Composing;
  const plan: Plan = { ...composeDashboards(from, change), guard: [] };
  const lives: Lives = new Lives(engine, hosts, plan, (record) => ({
    ...{ record, hosts, clock: world.clock, turn: new engine.Turn() },
    registry: engine.registryOf(grafanaActions, grafanaInquiries),
    facts: async () => digestOf(facts as Json),
    keepEvidence: async () => {},
    onEntry: (entry) => lives.onEntry(entry),
    onTick: () => {},
  }));
  lives.grafana = grafana;
  return lives;
}
const titles = ({ grafana }: Lives) =>
  Object.fromEntries([...grafana.kept].map(([uid, one]) => [uid, `${String(one.dashboard.title)} in ${one.folder}`]));
const before = { changes: 'Title-changes in ', same: 'Title-same in ', other: 'Title-other in ' };
const after = { ...before, changes: 'Changed in ', new: 'Title-new in ops' };

/** Everything that a run leaves where somebody could read it, without the secret’s own file. */
function written({ world, disk, grafana, plan }: Lives): string {
  const { [secretFile]: _own, ...files } = snapshot(world).files;
  const journal = new TextDecoder().decode(disk.bytes);
  return [JSON.stringify(files), journal, JSON.stringify(plan), ...grafana.heard.map(withoutLogin)].join('\n');
}
const login = Buffer.from(`admin:${canary}`).toString('base64');
const withoutLogin = (text: string): string => text.replace(`"authorization":"Basic ${login}"`, '');

test('an import saves what differs, makes what is new, leaves the rest alone, and keeps what was', async () => {
  const lives = await importing();
  expect(await lives.live(null)).toBe('committed');
  expect(titles(lives)).toEqual(after);
  expect(lives.grafana.kept.get('same')?.version).toBe(1);
  expect(lives.plan.cutover.map(({ id }) => id)).toEqual(['dashboards.import-changes', 'dashboards.import-new']);
  expect(lives.world.text(`${kept}/before/changes.json`)).toContain('"title": "Title-changes"');
  expect(lives.plan.expects.notes.join(' ')).toContain('“Title-same” (same) is there as its file says');
});

test('the password is in no file, journal, plan, address or body of a run', async () => {
  for (const stop of [null, 'dashboards.import-new']) {
    const lives = await importing();
    lives.onEntry = (entry) => {
      if (entry.type === 'doing' && entry.id === stop) lives.grafana.folders.clear();
    };
    await lives.live(null);
    const all = written(lives);
    expect(all).toContain(secretFile);
    expect(all).not.toContain(canary);
    expect(all).not.toContain(login);
  }
});

describe('goes back', () => {
  test('when Grafana refuses the second one: the first is as it was', async () => {
    const lives = await importing();
    lives.onEntry = (entry) => {
      if (entry.type === 'doing' && entry.id === 'dashboards.import-new') lives.grafana.folders.clear();
    };
    expect(await lives.live(null)).toBe('rolled-back');
    expect(titles(lives)).toEqual(before);
    expect(foldRun(lives.entries).failure?.code).toBe('E_DASHBOARD_REFUSED');
  });

  test('when somebody saves one of them after the plan, and that save stays', async () => {
    const lives = await importing();
    lives.onEntry = (entry) => {
      if (entry.type === 'done' && entry.id === 'dashboards.keep') lives.grafana.put('changes', { title: 'Theirs' });
    };
    expect(await lives.live(null)).not.toBe('committed');
    expect(titles(lives)).toEqual({ ...before, changes: 'Theirs in ' });
  });

  test('when a data source is missing after it', async () => {
    const lives = await importing();
    lives.onEntry = (entry) => {
      if (entry.type === 'done' && entry.id === 'dashboards.import-new') lives.grafana.sources = ['Loki'];
      if (entry.type === 'undoing') lives.grafana.sources = ['Prometheus', 'Loki'];
    };
    expect(await lives.live(null)).toBe('rolled-back');
    expect(titles(lives)).toEqual(before);
  });

  test('when what was imported is taken away again before it is committed', async () => {
    const lives = await importing();
    lives.onEntry = (entry) => {
      if (entry.type === 'phase' && entry.phase === 'check') lives.grafana.put('changes', { title: 'Theirs' });
    };
    expect(await lives.live(null)).toBe('rolled-back');
    expect(titles(lives)).toEqual(before);
    expect(lives.world.text(`${kept}/found-changes-1.json`)).toContain('"title": "Theirs"');
  });
});

test('begins on nothing that it cannot ask: a dead login is refused before any change', async () => {
  const lives = await importing();
  lives.grafana.password = 'another';
  expect(await lives.live(null)).toBe('refused');
  expect(titles(lives)).toEqual(before);
});

test('killed anywhere, and once more on the way back, Grafana is exactly as before or exactly as wanted', async () => {
  const report = await deathsOf(
    {
      name: 'import',
      begin: () => importing(),
      problem(lives, ended) {
        const now = JSON.stringify(titles(lives));
        const wanted = ended === 'committed' ? after : before;
        const isSo = Object.entries(wanted).every(([uid, title]) => titles(lives)[uid] === title);
        if (!isSo || Object.keys(titles(lives)).length !== Object.keys(wanted).length) return `${ended} with ${now}`;
        return written(lives).includes(canary) ? 'the secret is written' : null;
      },
    },
    { share: 0.002, seed: 1 },
  );
  expect(report.problems).toEqual([]);
  expect(report.runs).toBeGreaterThan(50);
}, 60_000);
