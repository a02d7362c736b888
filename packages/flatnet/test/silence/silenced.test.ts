import * as actions from '@flatnet-maint/actions';
import { type Entry, foldRun, type Plan } from '@flatnet-maint/core';
import * as engine from '@flatnet-maint/engine';
import { FakeAlertmanager, type MemoryHosts, memoryHosts, RunLives } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { type Composing, composeBackup, composeChange } from '../../src/compose.ts';
import { withEndOfSilence } from '../../src/silence/end-of-silence.ts';
import { silenced } from '../../src/silence/silenced.ts';
import type { SiteSilence } from '../../src/site/site.ts';
import { generation, step, told, toy } from '../support/toy.ts';

const tool = { version: '9.9.9', node: '/node', cli: '/cli' };
const place = { id: 'run-1', state: '/var/lib/flatnet-maint' };
const facts = { host: 'local', live: '1.0' };
const from: Composing = { component: toy, facts, place, tool, lastGood: null, accepted: [] };
const want = { component: 'toy', version: '2.0', path: '/r/2.0.tar.gz', sha256: 'a'.repeat(64) };
const change = (command: 'upgrade' | 'rollback' = 'upgrade'): Plan =>
  composeChange(
    from,
    command === 'upgrade'
      ? toy.upgrade(facts as never, want, place)
      : toy.rollback(facts as never, generation('0.9'), place),
    { command, soak: 500, confirmWithin: null },
  );

const of = (...texts: string[]) => texts.map((text) => actions.parseMatcher(text) ?? expect.fail(text));
const usual: SiteSilence = {
  alertmanager: 'http://127.0.0.1:9093',
  prometheus: 'http://127.0.0.1:9090',
  need: 'best-effort',
  lease: 300_000,
  matchers: { toy: of('component="toy"'), cni: of('component="cni-plugin"') },
};
const path = '/etc/flatnet.yaml';
const rule = (name: string, component?: string) => ({
  type: 'alerting',
  name,
  labels: { severity: 'critical', ...(component === undefined ? {} : { component }) },
});
const rules = [rule('ToyDown', 'toy'), rule('FlatnetCniDown', 'cni-plugin'), rule('DiskFull')];

interface Scene {
  readonly alerts: FakeAlertmanager;
  readonly hosts: MemoryHosts;
}
function scene(loaded: readonly object[] | null = rules): Scene {
  const hosts = memoryHosts({ profile: 'posix' });
  const alerts = new FakeAlertmanager(hosts.world, { manners: '0.28' });
  if (loaded !== null)
    hosts.world.serve({
      port: 9090,
      answer({ url }) {
        const data = url.pathname.endsWith('rules') ? { groups: [{ rules: loaded }] } : { alerts: [] };
        return { status: 200, body: JSON.stringify({ status: 'success', data }) };
      },
    });
  return { alerts, hosts };
}
const look = (plan: Plan, more: Partial<SiteSilence> | null, { hosts } = scene()) =>
  silenced(plan, { path, silence: more === null ? null : { ...usual, ...more } }, hosts.view('local', 60_000));

describe('a plan that changes something', () => {
  test('is bracketed by the silence of what it touches, and watches everything else', async () => {
    const { plan, findings } = await look(change(), {});
    expect(findings).toEqual([]);
    expect(plan.around[0]).toMatchObject({
      id: 'run.silence',
      action: 'silence@1',
      renews: 30_000,
      undoes: 'exactly',
      args: {
        owner: 'flatnet-maint/run-1',
        comment: 'flatnet-maint upgrade toy 1.0 → 2.0',
        matchers: usual.matchers.toy,
        lease: 300_000,
        need: 'best-effort',
      },
    });
    expect(plan.around.map(({ id }) => id)).toEqual(['run.silence', 'toy.silence']);
    expect(plan.probes.forward.at(-1)).toMatchObject({ id: 'others-quiet', compare: { nothingNew: true }, fails: 2 });
    expect(plan.probes.back.map(({ id }) => id)).not.toContain('others-quiet');
    expect(plan.green).toContain('others-quiet');
    expect(told(plan)).toContain('Alarms are silenced meanwhile: component="toy"');
  });

  test('back to an older version, asks nobody to be quiet first', async () => {
    const { plan } = await look(change('rollback'), {});
    expect(plan.around[0]?.id).toBe('run.silence');
    expect(plan.green).toEqual([]);
  });

  test('renews a short lease ten times in its length', async () => {
    const { plan } = await look(change(), { lease: 20_000 });
    expect(plan.around[0]?.renews).toBe(2_000);
  });

  test('silences nothing where the site file names nothing, and says so', async () => {
    for (const silence of [null, { matchers: { cni: of('a="b"') } }]) {
      const { plan } = await look(change(), silence);
      expect(plan.around.map(({ id }) => id)).toEqual(['toy.silence']);
      expect(told(plan)).toMatch(/note +No alarm is silenced/);
    }
  });
});

test('a backup changes nothing and silences nothing', async () => {
  const plan = composeBackup(from);
  expect(await look(plan, {})).toEqual({ plan, findings: [] });
});

describe('matchers are refused before anything begins', () => {
  test.each([
    ['the documents’ own, which Alertmanager itself refuses', ['severity =~ ".*"'], /Alertmanager refuses/],
    ['several that all take the empty string', ['severity=~".*"', 'team!="x"'], /Alertmanager refuses/],
    ['any severity at all', ['severity=~".+"'], /alarms of everything else/],
    ['everything but one other', ['component!="cni-plugin"', 'severity!=""'], /alarms of everything else/],
  ])('%s', async (_, texts, why) => {
    const error = await look(change(), { matchers: { toy: of(...texts) } }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'E_SILENCE_MATCHER', exit: 3, message: expect.stringMatching(why) });
    expect((error as Error).message).toMatch(/Nothing was changed\.$/);
  });
});

describe('matchers held against the rules that are loaded', () => {
  test('that match none are told, and block nothing', async () => {
    const { findings } = await look(change(), { matchers: { toy: of('component="toyy"') } });
    expect(findings).toMatchObject([{ id: 'silence-matches-nothing', blocks: false }]);
  });

  test('may be of a label that comes with the series', async () => {
    expect((await look(change(), { matchers: { toy: of('job="toy"') } })).findings).toEqual([]);
  });

  test('that hide what is another component’s block, unless somebody bears it', async () => {
    const { findings } = await look(change(), {
      matchers: { ...usual.matchers, toy: of('alertname=~"ToyDown|Flatnet.+"') },
    });
    expect(findings).toMatchObject([{ id: 'silence-too-wide', blocks: true, waivable: true }]);
    expect(findings[0]?.message).toContain('FlatnetCniDown (cni)');
  });

  test('that hide alarms of several components block also where the site file does not name the others', async () => {
    const { findings } = await look(change(), { matchers: { toy: of('severity="critical"') } });
    expect(findings).toMatchObject([{ id: 'silence-too-wide', blocks: true, waivable: true }]);
  });

  test('are taken as they are, and nobody watches the others, where Prometheus does not answer or is not named', async () => {
    for (const [more, loaded] of [
      [{}, null],
      [{ prometheus: null }, rules],
    ] as const) {
      const { plan, findings } = await look(change(), more, scene(loaded));
      expect(findings).toMatchObject([{ id: 'alerts-unwatched', blocks: false }]);
      expect(plan.probes.forward.map(({ id }) => id)).not.toContain('others-quiet');
      expect(plan.around[0]?.id).toBe('run.silence');
    }
  });
});

test('an Alertmanager that is down blocks where the site file requires it, and is told where it does not', async () => {
  const dark = scene();
  dark.alerts.isDown = true;
  const required = await look(change(), { need: 'required' }, dark);
  expect(required.findings).toMatchObject([{ id: 'silence-unavailable', blocks: true }]);
  const best = await look(change(), {}, dark);
  expect(best.findings).toMatchObject([{ id: 'silence-unavailable', blocks: false }]);
});

describe('a run with a silence', () => {
  const bare = { guard: [], prepare: [], backup: [], cleanup: [], trial: [] };
  const swap = { ...step('toy.swap', 'swap'), action: 'swap@1' };
  const verb = (name: string, deed: () => Promise<void>) => ({
    name,
    touches: () => [],
    capture: async () => null,
    do: deed,
    undo: async () => {},
    check: async () => 'either' as const,
  });
  async function lives(fails: boolean, more: Partial<SiteSilence> = {}) {
    const { alerts, hosts } = scene();
    const { plan } = await look(change(), { lease: 20_000, ...more }, { alerts, hosts });
    const [around] = plan.around;
    const whole: Plan = {
      ...{ ...plan, ...bare, facts: 'facts', green: [], cutover: [swap], around: around === undefined ? [] : [around] },
      probes: { forward: plan.probes.forward.filter(({ id }) => id === 'others-quiet'), back: [] },
      soak: 5_000,
    };
    const seen: number[] = [];
    const acting = verb('swap@1', async () => {
      seen.push(alerts.active.length);
      if (fails) throw new Error('it cannot be done');
    });
    const running = (record: never) => ({
      record,
      hosts,
      registry: engine.registryOf([actions.silence, acting], [actions.othersQuiet]),
      clock: hosts.world.clock,
      facts: async () => 'facts',
      turn: new engine.Turn(),
      keepEvidence: async () => {},
      onEntry: (entry: Entry) => all.onEntry(entry),
      onTick: () => {},
    });
    const all = new RunLives(engine as never, hosts, whole, running as never);
    return { alerts, seen, lives: all };
  }

  test.each([
    [false, 'committed'],
    [true, 'rolled-back'],
  ])('has it while it works and ends it (fails: %s)', async (fails, outcome) => {
    const { alerts, seen, lives: all } = await lives(fails);
    expect(await all.live(null)).toBe(outcome);
    expect(seen).toEqual([1]);
    expect(alerts.active).toEqual([]);
  });

  test.each([false, true])(
    'killed at any point and taken over, leaves none behind (fails: %s)',
    async (fails) => {
      const first = await lives(fails);
      await first.lives.live(null);
      const points = first.lives.passed[0]?.length ?? 0;
      expect(points).toBeGreaterThan(20);
      for (let n = 1; n <= points; n += 1) {
        const { alerts, lives: all } = await lives(fails);
        await all.live(n);
        await all.live(null);
        expect(alerts.active, `killed at point ${n}`).toEqual([]);
      }
    },
    60_000,
  );

  test('begins before an Alertmanager that comes back later, and says what it had to do without', async () => {
    const { alerts, seen, lives: all } = await lives(false);
    alerts.isDown = true;
    expect(await all.live(null)).toBe('committed');
    expect(seen).toEqual([0]);
    expect(all.entries).toContainEqual(
      expect.objectContaining({
        type: 'note',
        told: true,
        text: expect.stringContaining('The alarms are not silenced'),
      }),
    );
  });

  test('changes nothing without one that is required', async () => {
    const { alerts, seen, lives: all } = await lives(false, { need: 'required' });
    alerts.isDown = true;
    expect(await all.live(null)).toBe('refused');
    expect(seen).toEqual([]);
  });

  test('that cannot end it says until when it holds, and is closed all the same', async () => {
    const { alerts, lives: all } = await lives(false);
    all.onEntry = ({ type }) => {
      if (type === 'committed') alerts.isDown = true;
    };
    expect(await all.live(null)).toBe('committed');
    expect([...all.leftovers.keys()]).toEqual(['run.silence']);
    expect(all.leftovers.get('run.silence')).toContain('ends by itself, at ');
  });

  test('that an emergency takes the place of has it ended as the last thing', async () => {
    const { alerts, lives: all } = await lives(false);
    const first = await lives(false);
    let verified = 0;
    first.lives.onEntry = ({ type }) => {
      if (type === 'verified') verified = first.lives.at;
    };
    await first.lives.live(null);
    expect(await all.live(verified)).toBe('killed');
    expect(alerts.active).toHaveLength(1);
    const emergency = { ...change(), command: 'emergency' as const, cleanup: [step('way', 'go there', 'never')] };
    const plan = withEndOfSilence(emergency, foldRun(all.entries));
    expect(plan.cleanup.map(({ id }) => id)).toEqual(['way', 'run.end-silences']);
    expect(plan.cleanup[1]).toMatchObject({
      action: 'end-silences@1',
      args: { owners: ['flatnet-maint/run-1'] },
      undoes: 'never',
    });
    expect(withEndOfSilence(emergency, null)).toBe(emergency);
    expect(withEndOfSilence(emergency, foldRun(first.lives.entries))).toBe(emergency);
  });
});
