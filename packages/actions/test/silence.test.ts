import { MaintError } from '@flatnet-maint/core';
import { actionSpec, FakeAlertmanager, memoryHosts, memoryKeep, type World } from '@flatnet-maint/testkit';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { endSilences, othersQuiet, parseMatcher, type SilenceArgs, silence } from '../src/index.ts';

const matchers = ['component="gateway"', 'alertname=~"Flatnet.+"'].flatMap((text) => parseMatcher(text) ?? []);
const args: SilenceArgs = {
  alertmanager: 'http://127.0.0.1:9093',
  owner: 'flatnet-maint/run-1',
  comment: 'upgrade gateway',
  matchers,
  lease: 300_000,
  need: 'required',
};
const own = { createdBy: args.owner };
const manners = ['0.25', '0.28'] as const;

for (const version of manners) {
  const setUp = (prepare: (alerts: FakeAlertmanager) => void) => (world: World) => {
    const alerts = new FakeAlertmanager(world, { manners: version });
    alerts.add('somebody', [{ name: 'job', value: 'node', isRegex: false }]);
    prepare(alerts);
    return args;
  };
  actionSpec(silence, { title: `on ${version}`, profiles: ['posix', 'windows'], setUp: setUp(() => {}) });
}

interface Stage {
  readonly alerts: FakeAlertmanager;
  readonly host: ReturnType<ReturnType<typeof memoryHosts>['lend']>['host'];
  readonly world: World;
}
function stage(version: (typeof manners)[number] = '0.28', now?: () => number): Stage {
  const hosts = memoryHosts({ profile: 'posix' });
  const alerts = new FakeAlertmanager(hosts.world, { manners: version, ...(now === undefined ? {} : { now }) });
  return { alerts, host: hosts.lend('local', 600_000, 'run').host, world: hosts.world };
}
const saved = { unasked: null };
const keep = memoryKeep();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-02T03:04:05.500Z') });
});
afterEach(() => {
  vi.useRealTimers();
});
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

describe.each(manners)('an Alertmanager %s', (version) => {
  test('holds one silence for the run, under the same id however often it is renewed', async () => {
    const { alerts, host } = stage(version);
    await silence.do(args, saved, host);
    const [first] = alerts.active;
    expect(first).toMatchObject({ createdBy: args.owner, comment: 'upgrade gateway', matchers });
    for (let n = 0; n < 20; n += 1) {
      later(60_000);
      await silence.renew?.(args, saved, host);
    }
    expect(alerts.active).toHaveLength(1);
    expect(alerts.active[0]?.id).toBe(first?.id);
    expect(await silence.check(args, saved, host)).toBe('done');
  });

  test('lets it end by itself when nobody renews it any more', async () => {
    const { alerts, host } = stage(version);
    await silence.do(args, saved, host);
    later(args.lease - 1_000);
    expect(alerts.active).toHaveLength(1);
    later(2_000);
    expect(alerts.active).toHaveLength(0);
    expect(await silence.check(args, saved, host)).toBe('undone');
  });

  test('that lost it in a restart gets it again with the next renewal', async () => {
    const { alerts, host } = stage(version);
    await silence.do(args, saved, host);
    alerts.forget();
    expect(await silence.check(args, saved, host)).toBe('undone');
    await silence.renew?.(args, saved, host);
    expect(alerts.active).toMatchObject([own]);
  });

  test('keeps one of several, and those of others stay', async () => {
    const { alerts, host } = stage(version);
    const foreign = alerts.add('somebody', [{ name: 'job', value: 'node', isRegex: false }]);
    for (let n = 0; n < 3; n += 1) alerts.add(args.owner, matchers);
    await silence.renew?.(args, saved, host);
    expect(alerts.active.filter(({ createdBy }) => createdBy === args.owner)).toHaveLength(1);
    await silence.undo?.(args, saved, host);
    expect(alerts.active.map(({ id }) => id)).toEqual([foreign]);
    expect(await silence.check(args, saved, host)).toBe('undone');
  });

  test('refuses the matcher of the documents, and that is no silence', async () => {
    const { alerts, host } = stage(version);
    const all = { ...args, matchers: [parseMatcher('severity =~ ".*"') ?? (undefined as never)] };
    await expect(Promise.resolve(silence.do(all, saved, host))).rejects.toThrow(/at least one matcher must not match/);
    expect(alerts.active).toEqual([]);
  });

  test('has a silence that ended meanwhile made anew', async () => {
    const { alerts, host } = stage(version);
    await silence.do(args, saved, host);
    const [first] = alerts.active;
    later(args.lease + 1);
    await silence.renew?.(args, saved, host);
    expect(alerts.active).toHaveLength(1);
    expect(alerts.active[0]?.id).not.toBe(first?.id);
  });
});

describe('an Alertmanager that does not answer', () => {
  test('refuses the run where it is required, before anything is changed', async () => {
    const { alerts, host } = stage();
    alerts.isDown = true;
    const before = await silence.capture(args, host, keep);
    await expect(Promise.resolve(silence.do(args, before, host))).rejects.toMatchObject({
      code: 'E_SILENCE',
      message: expect.stringMatching(/could not be asked.*Nothing was changed\.$/),
    });
  });

  test('is told and fails nothing where best effort is enough; when it comes back, it is silenced after all', async () => {
    const { alerts, host } = stage();
    const best = { ...args, need: 'best-effort' as const };
    alerts.isDown = true;
    const before = await silence.capture(best, host, keep);
    expect(await silence.do(best, before, host)).toMatch(/^The alarms are not silenced/);
    expect(await silence.check(best, before, host)).toBe('either');
    alerts.isDown = false;
    expect(await silence.check(best, before, host)).toBe('either');
    await silence.renew?.(best, before, host);
    expect(await silence.check(best, before, host)).toBe('done');
    await silence.undo?.(best, before, host);
    expect(alerts.active).toEqual([]);
  });

  test('at the end is no end: until when it holds is said, whatever was enough at the beginning', async () => {
    for (const need of ['required', 'best-effort'] as const) {
      const { alerts, host } = stage();
      const before = await silence.capture({ ...args, need }, host, keep);
      await silence.do({ ...args, need }, before, host);
      alerts.isDown = true;
      const problem = await silence.check({ ...args, need }, before, host).catch((error: unknown) => error);
      expect(problem).toBeInstanceOf(MaintError);
      expect((problem as Error).message).toContain('ends by itself, at 2026-01-02T03:09:05.500Z at the latest');
    }
  });
});

describe('a clock that differs', () => {
  test('a little behind, makes no silence that only waits', async () => {
    const { alerts, host } = stage('0.28', () => Date.now() - 60_000);
    await silence.do(args, saved, host);
    expect(alerts.active).toHaveLength(1);
  });

  test('by more than the lease, is said and not taken for a silence', async () => {
    const { host } = stage('0.28', () => Date.now() - 400_000);
    await expect(Promise.resolve(silence.do(args, saved, host))).rejects.toThrow(/is pending .* clock may differ/);
    const ahead = stage('0.28', () => Date.now() + 400_000);
    await expect(Promise.resolve(silence.do(args, saved, ahead.host))).rejects.toThrow(/end time can't be in the past/);
  });
});

test('what a run left that was taken over is ended by name; an Alertmanager that is down is told', async () => {
  const { alerts, host } = stage();
  const foreign = alerts.add('somebody', matchers);
  alerts.add('flatnet-maint/run-1', matchers);
  const ending = { alertmanager: args.alertmanager, owners: ['flatnet-maint/run-1'] };
  expect(await endSilences.do(ending, null, host)).toBeUndefined();
  expect(alerts.active.map(({ id }) => id)).toEqual([foreign]);
  alerts.isDown = true;
  expect(await endSilences.do(ending, null, host)).toMatch(/ends by itself/);
});

test('alerts of others are those that fire and that the run does not silence', async () => {
  const { host, world } = stage();
  const fires = (alertname: string, more: object = {}, state = 'firing') => ({ state, labels: { alertname, ...more } });
  const alerts = [
    fires('FlatnetGatewayDown', { component: 'gateway' }),
    fires('FlatnetCniDown', { component: 'cni-plugin', instance: '1' }),
    fires('FlatnetCniDown', { component: 'cni-plugin', instance: '2' }),
    fires('DiskFull'),
    fires('Coming', { component: 'cni-plugin' }, 'pending'),
  ];
  world.serve({
    port: 9090,
    answer: () => ({ status: 200, body: JSON.stringify({ status: 'success', data: { alerts } }) }),
  });
  const asked = { prometheus: 'http://127.0.0.1:9090/', matchers };
  expect(await othersQuiet.ask(asked, host)).toMatchObject({
    ok: true,
    value: ['DiskFull', 'FlatnetCniDown{component="cni-plugin"}'],
  });
  world.serve({ port: 9090, answer: () => ({ status: 200, body: '{"status":"success","da' }) });
  await expect(othersQuiet.ask(asked, host)).rejects.toMatchObject({ code: 'E_PROMETHEUS' });
});
