import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { configValid } from '../src/inquiries/config-valid.ts';
import { logSigns } from '../src/inquiries/log-signs.ts';
import { configLoaded, rulesLoaded, targetsUp } from '../src/inquiries/prometheus.ts';
import { serviceUp } from '../src/inquiries/service-up.ts';
import { loadYaml } from '../src/lazy-yaml.ts';
import { readStack } from './support/read-stack.ts';
import { createdFor, project } from './support/toy-stack.ts';

await loadYaml();

beforeAll(() => void vi.spyOn(process, 'getuid').mockReturnValue(0));
afterAll(() => void vi.restoreAllMocks());

const address = 'http://127.0.0.1:9090';

describe('a service is up', () => {
  async function begun(how: Partial<Parameters<typeof serviceUp.ask>[0]> = {}) {
    const stack = await readStack();
    const one = stack.podman.named('flatnet-prometheus');
    if (one === undefined) throw new Error('no container');
    const { id } = stack.image('prometheus');
    const base = { service: 'prometheus', container: one.name, image: id, kind: 'prometheus', address } as const;
    const args = { ...base, tag: 'v2.42.0', steady: 0, isNew: true, ...how };
    return { ...stack, one, ask: () => serviceUp.ask(args, stack.host) };
  }

  test('when it runs the right image, is ready, and reports its version', async () => {
    const { ask } = await begun();
    expect(await ask()).toMatchObject({ ok: true });
  });

  test('not when it runs another image, though that is well', async () => {
    const { ask } = await begun({ image: 'f'.repeat(64) });
    expect(await ask()).toMatchObject({ ok: false, detail: expect.stringContaining('and not image ffffffffffff') });
  });

  test('not when it reports another version than its tag says', async () => {
    const { ask } = await begun({ tag: 'v2.53.3' });
    expect(await ask()).toMatchObject({ ok: false, detail: expect.stringContaining('2.42.0') });
  });

  test('not when it is not there, or answers nothing', async () => {
    expect(await (await begun({ container: 'gone' })).ask()).toMatchObject({ ok: false });
    expect(await (await begun({ address: 'http://127.0.0.1:1' })).ask()).toMatchObject({ ok: false });
  });

  test('not before it has run for as long as it is to be steady', async () => {
    const { ask, one } = await begun({ steady: 5_000 });
    one.started = Date.now() - 1_000;
    expect(await ask()).toMatchObject({ ok: false, detail: expect.stringContaining('of 5 s') });
    one.started = Date.now() - 5_100;
    expect(await ask()).toMatchObject({ ok: true });
  });

  test('never when it crashes again and again, though Podman calls it up half of the time', async () => {
    const { ask, one, podman, host } = await begun();
    Object.assign(one, { exitCode: 1, log: 'level=error msg="no space"\n' });
    const answers = [];
    const seen = new Set<string>();
    for (let n = 0; n < 12; n += 1) {
      answers.push(await ask());
      seen.add(podman.named('flatnet-prometheus')?.status ?? '');
      await host.sleep(250);
    }
    expect(seen).toEqual(new Set(['running', 'exited']));
    expect(answers.filter(({ ok }) => ok)).toEqual([]);
    // Asking again will not help, and its last words tell why.
    expect(answers.at(-1)).toMatchObject({ final: true, detail: expect.stringContaining('no space') });
  });

  test('not when it ended for good, which is known at once', async () => {
    const { ask, one } = await begun();
    Object.assign(one, { status: 'exited', exitCode: 2, restart: 'no' });
    expect(await ask()).toMatchObject({ ok: false, final: true });
  });

  test('also when it was started again long ago, where it is not new', async () => {
    const { ask, one } = await begun({ isNew: false });
    one.restarts = 3;
    expect(await ask()).toMatchObject({ ok: true, value: 3 });
  });

  test('without an address when its container is', async () => {
    expect(await (await begun({ address: null, tag: 'v9' })).ask()).toMatchObject({ ok: true });
  });
});

describe('signs of errors', () => {
  const signsOf = async (log: string) => {
    const { podman, host } = await readStack();
    Object.assign(podman.named('flatnet-prometheus') ?? {}, { log });
    return (await logSigns.ask({ container: 'flatnet-prometheus' }, host)).value;
  };

  test('are the same whatever the time, the number and the address', async () => {
    const line = (ts: string, port: number, id: string) =>
      `ts=${ts} caller=main.go:12 level=error msg="dial tcp 10.0.0.1:${port}: refused" trace=${id}\n`;
    const signs = await signsOf(
      line('2026-01-01T00:00:00Z', 9100, 'deadbeef01') + line('2026-01-02', 9093, 'cafebabe02'),
    );
    expect(signs).toHaveLength(1);
  });

  test.each([
    ['level=error msg=x', 1],
    ['lvl=eror msg=x', 1],
    ['{"level":"error","msg":"x"}', 1],
    ['panic: runtime error', 1],
    ['level=info msg="no error at all"', 0],
    ['level=warn msg="error rate is low"', 0],
    ['logger=x level=critical msg=y', 1],
  ])('%s', async (line, count) => {
    expect(await signsOf(`${line}\n`)).toHaveLength(count);
  });

  test('of a container that is gone are not "none"', async () => {
    const { host } = await readStack();
    await expect(logSigns.ask({ container: 'gone' }, host)).rejects.toMatchObject({ code: 'E_CONTAINER_GONE' });
  });
});

describe('a configuration is tested by the image that is to use it', () => {
  const args = (image: string, source = `${project}/prometheus/prometheus.yml`) => ({
    ...{ service: 'prometheus', image, run: 'run-1' },
    validate: ['promtool', 'check', 'config', '/etc/prometheus/prometheus.yml'],
    mounts: [{ source, target: '/etc/prometheus/prometheus.yml' }],
  });

  test('which accepts it, and leaves nothing behind', async () => {
    const { host, image, podman } = await readStack();
    const before = podman.told(() => true);
    expect(await configValid.ask(args(image('prometheus').id), host)).toMatchObject({ ok: true });
    expect(podman.told(() => true)).toEqual(before);
  });

  test('which refuses what is wrong in its words, once and for all', async () => {
    const { host, image, world } = await readStack();
    world.file('/new.yml', 'bogus_key: 1');
    expect(await configValid.ask(args(image('prometheus').id, '/new.yml'), host)).toMatchObject({
      ok: false,
      final: true,
      detail: expect.stringContaining('field bogus_key not found'),
    });
  });

  test('which sees no network, no data, and nothing that it could write', async () => {
    const { host, image, podman } = await readStack();
    await configValid.ask(args(image('prometheus').id), host);
    const argv = podman.argvs.findLast(([, verb]) => verb === 'run') ?? [];
    expect(argv.join(' ')).toContain('--network none --pull never --read-only');
    expect(argv.filter((_, at) => argv[at - 1] === '--volume').every((said) => said.endsWith(':ro'))).toBe(true);
  });

  test('also where one of the same name was left over', async () => {
    const { host, image, podman } = await readStack();
    podman.make(
      createdFor('prometheus').map((word) =>
        word.startsWith('--name=') ? '--name=flatnet-check-run-1-prometheus' : word,
      ),
    );
    expect(await configValid.ask(args(image('prometheus').id), host)).toMatchObject({ ok: true });
  });
});

describe('Prometheus tells', () => {
  test('its targets and its rules by their names', async () => {
    const { host } = await readStack();
    const least = 1;
    expect(await targetsUp.ask({ address, least }, host)).toMatchObject({
      ok: true,
      value: ['node/node-exporter:9100'],
    });
    expect(await rulesLoaded.ask({ address, least }, host)).toMatchObject({ ok: true, value: ['system/HighCPUUsage'] });
    expect(await targetsUp.ask({ address, least: 2 }, host)).toMatchObject({ ok: false });
    expect(await rulesLoaded.ask({ address, least: 2 }, host)).toMatchObject({ ok: false });
  });

  test('that it goes on with an older configuration than its file', async () => {
    const { host, podman } = await readStack();
    const args = { service: 'prometheus', metrics: `${address}/metrics`, prefix: 'prometheus' };
    expect(await configLoaded.ask(args, host)).toMatchObject({ ok: true });
    const one = podman.named('flatnet-prometheus');
    Object.assign(one?.loaded ?? {}, { ok: false });
    expect(await configLoaded.ask(args, host)).toMatchObject({ ok: false });
  });

  test('nothing where it cannot be asked, and that is no "none"', async () => {
    const { host, podman } = await readStack();
    const one = podman.named('flatnet-prometheus');
    if (one !== undefined) podman.stop(one);
    await expect(targetsUp.ask({ address, least: 0 }, host)).rejects.toThrow();
    await expect(rulesLoaded.ask({ address, least: 0 }, host)).rejects.toThrow();
  });
});
