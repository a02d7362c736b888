import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { practiceContainers } from '../../src/containers/practice-containers.ts';
import { ask, type Machine, until } from '../../src/index.ts';
import { asset } from '../../src/machine/places.ts';
import { practiceRegistry } from '../../src/monitoring/registry.ts';
import {
  closed,
  lines,
  newestRun,
  phase,
  type Rescue,
  reached,
  rescue,
  serves,
  signalOwner,
  stopDeadMan,
} from '../rescue/support.ts';

/* Genuine Alertmanagers (0.25 and 0.28, side by side) and a genuine Prometheus, each in a container; the gateway is what is changed. */

interface Seen {
  readonly id: string;
  readonly createdBy: string;
  readonly endsAt: string;
  readonly status: { readonly state: string };
}
const lease = 10_000;
const newerPort = 9094;

async function active({ machine }: Rescue, port = 9093): Promise<readonly Seen[]> {
  const { status, body } = await ask(machine, `http://127.0.0.1:${port}/api/v2/silences`, { limit: 1_000 });
  if (status !== 200) throw new Error(`Alertmanager answers ${status}`);
  return (JSON.parse(body) as Seen[]).filter((one) => one.status.state !== 'expired');
}
const ours = (stage: Rescue) => ({ createdBy: `flatnet-maint/${newestRun(stage)}`, status: { state: 'active' } });

let up: Promise<void> | null = null;
const folder = '/srv/alarms';
const rules = `${folder}/alerts/other.yml`;

/** Of a stack only what an alarm needs, on the ports of this machine. */
async function alarms(machine: Machine): Promise<void> {
  const parts = machine.monitoring;
  if (parts === null) throw new Error('this machine was not made with monitoring: true');
  await practiceContainers(machine);
  await practiceRegistry(machine, parts.registry);
  const at = (path: string) => machine.path(`${folder}/${path}`);
  mkdirSync(at('alerts'), { recursive: true });
  cpSync(asset('monitoring/project/monitoring/prometheus/alerts'), at('alerts'), { recursive: true });
  const scraping =
    'global: { scrape_interval: 1s, evaluation_interval: 1s }\nrule_files: [/etc/prometheus/alerts/*.yml]\n';
  writeFileSync(at('prometheus.yml'), scraping);
  writeFileSync(at('alertmanager.yml'), 'route: { receiver: none }\nreceivers: [{ name: none }]\n');
  const [older, newer] = parts.images.filter(({ service, wrong }) => service === 'alertmanager' && wrong === undefined);
  const prometheus = parts.images.find(({ service }) => service === 'prometheus');
  expect([older?.version, newer?.version].map((version) => version?.slice(0, 4))).toEqual(['0.25', '0.28']);
  const run = async (name: string, image: string | undefined, ...words: readonly string[]) => {
    const shared = ['-v', `${folder}:/etc/${name.split('-')[0]}:ro`];
    const made = await machine.exec(
      ['podman', 'run', '-d', '--network', 'host', '--name', name, ...shared, image ?? '', ...words],
      { limit: 60_000 },
    );
    expect(made, made.stderr).toMatchObject({ code: 0 });
  };
  const kept = [
    '--config.file=/etc/alertmanager/alertmanager.yml',
    '--storage.path=/alertmanager',
    '--cluster.listen-address=',
  ];
  await run('alertmanager-older', older?.ref, ...kept);
  await run('alertmanager-newer', newer?.ref, ...kept, `--web.listen-address=:${newerPort}`);
  const stored = ['--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/prometheus'];
  await run('prometheus', prometheus?.ref, ...stored, '--web.enable-lifecycle');
  for (const port of [9090, 9093, newerPort]) {
    const isReady = async () =>
      (await ask(machine, `http://127.0.0.1:${port}/-/ready`, { limit: 1_000 })).status === 200;
    expect(await until(isReady, 20_000, 200), `${port}`).toBe(true);
  }
}

/** What the site file says of silences; the rest of it stays. */
async function site({ machine, gateway }: Rescue, how: { port?: number; matcher?: string } = {}): Promise<void> {
  up ??= alarms(machine);
  await up;
  const file = machine.path(gateway.siteFile);
  const [rest = ''] = readFileSync(file, 'utf8').split('silence:');
  const written = [
    'silence:',
    `  alertmanager: http://127.0.0.1:${how.port ?? 9093}`,
    '  prometheus: http://127.0.0.1:9090',
    '  need: required',
    `  lease: ${lease / 1_000}s`,
    `  matchers: { gateway: ['${how.matcher ?? 'component="gateway"'}'] }`,
    '',
  ];
  writeFileSync(file, `${rest}${written.join('\n')}`);
}

rescue('the silence of a run', { podman: true, monitoring: true }, [
  [
    'is there while the gateway is upgraded, is renewed, and is gone when the command ends',
    async (stage) => {
      await site(stage);
      const last = newestRun(stage);
      const { ended } = stage.start(...stage.upgrade, '--soak', '4s');
      await reached(stage, last, phase('check'));
      const [first, ...more] = await active(stage);
      expect(first).toMatchObject(ours(stage));
      expect(more).toEqual([]);
      expect(await until(async () => ((await active(stage))[0]?.endsAt ?? '') > (first?.endsAt ?? ''), 3_000)).toBe(
        true,
      );
      expect((await active(stage))[0]?.id).toBe(first?.id);
      expect(await ended).toMatchObject({ code: 0 });
      expect(await active(stage)).toEqual([]);
      await serves(stage, stage.newer);
    },
  ],
  [
    'is there again after Alertmanager lost it, and gone when the run is sent back',
    async (stage) => {
      const last = newestRun(stage);
      const { ended } = stage.start(...stage.rollback, '--soak', '60s');
      await reached(stage, last, phase('check'));
      expect(await active(stage)).toMatchObject([ours(stage)]);
      // What is not in its snapshot, which it writes every quarter of an hour, is lost.
      await stage.machine.exec(['podman', 'kill', '--signal', 'KILL', 'alertmanager-older']);
      await stage.machine.exec(['podman', 'start', 'alertmanager-older']);
      const isBack = async () => (await active(stage).catch(() => [])).length === 1;
      expect(await until(isBack, 8_000)).toBe(true);
      expect(await active(stage)).toMatchObject([ours(stage)]);
      expect(await stage.maint('abort')).toMatchObject({ code: 4 });
      expect(await active(stage)).toEqual([]);
      expect(await ended).toMatchObject({ code: 4 });
      expect((await stage.maint(...stage.rollback, '--soak', '500ms')).code).toBe(0);
      await serves(stage, stage.older);
    },
  ],
  [
    'dies by itself within its lease when the run and its dead-man are killed',
    async (stage) => {
      const last = newestRun(stage);
      const { ended } = stage.start(...stage.upgrade, '--soak', '60s');
      await reached(stage, last, phase('check'));
      await stopDeadMan(stage);
      expect(await active(stage)).toMatchObject([ours(stage)]);
      signalOwner(stage, 'SIGKILL');
      const killed = Date.now();
      expect(await until(async () => (await active(stage)).length === 0, lease + 3_000, 100)).toBe(true);
      expect(Date.now() - killed).toBeLessThan(lease + 1_000);
      await ended;
      expect(await stage.maint('resume')).toMatchObject({ code: 4 });
      expect(await active(stage)).toEqual([]);
      await serves(stage, stage.older);
    },
  ],
  [
    'is not made of the matcher of the documents: that is refused before anything begins',
    async (stage) => {
      await site(stage, { matcher: 'severity =~ ".*"' });
      const last = newestRun(stage);
      const end = await stage.maint(...stage.upgrade);
      expect(end).toMatchObject({ code: 3, document: { error: { code: 'E_SILENCE_MATCHER' } } });
      expect(newestRun(stage)).toBe(last);
      await site(stage, { matcher: 'severity="critical"' });
      expect(await stage.maint(...stage.upgrade)).toMatchObject({
        code: 3,
        document: { error: { code: 'E_PREFLIGHT_SILENCE_TOO_WIDE' } },
      });
      expect(await active(stage)).toEqual([]);
      await site(stage);
    },
  ],
  [
    'hides nothing else: an alarm of another part that begins to sound sends the run back',
    async (stage) => {
      const { machine } = stage;
      const last = newestRun(stage);
      const { ended } = stage.start(...stage.upgrade, '--soak', '60s');
      await reached(stage, last, phase('check'));
      const rule = `- { alert: OtherDown, expr: 'vector(1)', labels: { component: system } }`;
      writeFileSync(machine.path(rules), `groups:\n  - name: other\n    rules:\n      ${rule}\n`);
      expect((await ask(machine, 'http://127.0.0.1:9090/-/reload', { method: 'POST' })).status).toBe(200);
      const end = await ended;
      expect(end).toMatchObject({ code: 4, document: { outcome: 'rolled-back', error: { code: 'E_VERIFY_FAILED' } } });
      expect(end.document.error?.message).toContain('others-quiet');
      const seen = lines(stage).filter(({ type, id }) => type === 'verdict' && id === 'others-quiet');
      expect(seen.at(-1)).toMatchObject({
        verdict: 'fail',
        value: expect.arrayContaining(['OtherDown{component="system"}']),
      });
      expect(await active(stage)).toEqual([]);
      await closed(stage);
    },
  ],
  [
    'is the same with a newer Alertmanager',
    async (stage) => {
      await site(stage, { port: newerPort });
      const last = newestRun(stage);
      const { ended } = stage.start(...stage.upgrade, '--soak', '2s');
      await reached(stage, last, phase('check'));
      expect(await active(stage, newerPort)).toMatchObject([ours(stage)]);
      expect(await ended).toMatchObject({ code: 0 });
      expect(await active(stage, newerPort)).toEqual([]);
      const where = ['--site', stage.gateway.siteFile];
      const added = await stage.maint('silence', 'add', 'gateway', '--reason', 'x', ...where);
      expect(added).toMatchObject({ code: 0, document: { whose: 'hand' } });
      expect(await stage.maint('silence', 'end', '--mine', ...where)).toMatchObject({ code: 0 });
      expect(await active(stage, newerPort)).toEqual([]);
    },
  ],
]);
