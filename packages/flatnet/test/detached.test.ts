import * as fs from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import type { Argv, Entry, Hosts, Plan } from '@flatnet-maint/core';
import { MaintError } from '@flatnet-maint/core';
import { posixHosts } from '@flatnet-maint/host';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { detachRun } from '../src/detached/detach-run.ts';
import { runHanded } from '../src/detached/run-handed.ts';
import type { RunOptions, RunReport } from '../src/house.ts';

const plan = { id: '20260102-030405-abcdef', command: 'upgrade', component: 'toy', cutover: ['x'.repeat(300_000)] };
const tool = { version: '9.9.9', node: '/node', cli: '/my $tools/cli' };
const opened = { type: 'opened' } as Entry;
const report = { outcome: 'committed' } as RunReport;

interface Started {
  readonly argv: Argv;
  readonly env: Readonly<Record<string, string>>;
  readonly leaves: string | undefined;
}

/** A host on which whatever is started is told to `owner`, with the place where the plan lies. */
function hostsWith(manager: 'systemd' | 'none', owner: (from: string) => unknown, code = 0) {
  const real = posixHosts({ ids: ['local'] });
  const started: Started[] = [];
  const run = async (argv: Argv, how: { env?: Record<string, string>; leaves?: string } = {}) => {
    started.push({ argv, env: how.env ?? {}, leaves: how.leaves });
    if (code === 0) owner(argv.at(-1) ?? '');
    return { code, stdout: '', stderr: 'Access denied', signal: null, cut: false, took: 0 };
  };
  const lent = { host: { run, services: { manager: async () => manager } }, release: async () => {} };
  return { hosts: { ...real, view: real.view.bind(real), lend: () => lent } as unknown as Hosts, started };
}

/** Gives the plan to an owner in this very process. */
function given(
  start: (plan: Plan, how: RunOptions) => Promise<RunReport>,
  { manager = 'systemd' as 'systemd' | 'none', site = null as string | null } = {},
) {
  const owners: Promise<unknown>[] = [];
  const { hosts, started } = hostsWith(manager, (from) => {
    owners.push(runHanded(from, start, {}).catch((error) => error));
  });
  const detached = detachRun({ hosts, state: '/state', tool, site }, plan as never);
  return { detached, started, owners };
}

const opens =
  (got: (plan: Plan) => void = () => {}) =>
  async (plan: Plan, how: RunOptions) => {
    got(plan);
    how.onEntry?.(opened);
    return report;
  };

describe('a plan that is given away', () => {
  test('is run as it was, and the answer comes once the run is open', async () => {
    const order: string[] = [];
    const { detached } = given(async (got, how) => {
      expect(got).toEqual(plan);
      await new Promise((resolve) => setTimeout(resolve, 100));
      order.push('opened');
      how.onEntry?.(opened);
      return report;
    });
    const answer = await detached.then((value) => {
      order.push('answered');
      return value;
    });
    expect(order).toEqual(['opened', 'answered']);
    expect(answer).toEqual({ run: plan.id, unit: `flatnet-maint-${plan.id}`, pid: process.pid });
  });

  test('is given in no folder with so long a name that its socket would lie elsewhere', async () => {
    const long = `${fs.mkdtempSync(`${tmpdir()}/detached-`)}/${'長'.repeat(30)}`;
    fs.mkdirSync(long);
    vi.stubEnv('TMPDIR', long);
    onTestFinished(() => {
      vi.unstubAllEnvs();
      fs.rmSync(dirname(long), { recursive: true });
    });
    const { detached, started } = given(opens());
    await expect(detached).rejects.toMatchObject({ code: 'E_DETACH_PLACE', exit: 3 });
    expect([started, fs.readdirSync(dirname(long)), fs.readdirSync(long)]).toEqual([[], [long.split('/').at(-1)], []]);
  });

  test('goes to a unit whose end ends nothing that the run started, and that no shutdown begins a way back in', async () => {
    const { detached, started } = given(opens(), { site: '/etc/flatnet.yaml' });
    await detached;
    const argv: readonly string[] = started[0]?.argv ?? [];
    expect(argv).toEqual(
      expect.arrayContaining(['--collect', '--property=KillMode=process', '--property=KillSignal=SIGKILL']),
    );
    // A `$` would be taken for a variable of the service manager.
    expect(argv.slice(argv.indexOf('--') + 1, -1)).toEqual([
      ...['/node', '/my $$tools/cli', 'detached', '--state', '/state', '--site', '/etc/flatnet.yaml'],
    ]);
  });

  test('goes to a session of its own where no service manager is', async () => {
    const { detached, started } = given(opens(), { manager: 'none' });
    expect((await detached).unit).toBeNull();
    expect(started[0]?.argv.slice(0, 5)).toEqual(['setsid', '--fork', '/node', '/my $tools/cli', 'detached']);
    expect(started[0]?.leaves).toBe('daemon');
  });

  test('takes the environment along, secrets too, and none of it is in an argument or a file', async () => {
    vi.stubEnv('GRAFANA_TOKEN', 'glsa_s3cret');
    vi.stubEnv('NODE_EXTRA_CA_CERTS', '/etc/own-ca.pem');
    onTestFinished(() => void vi.unstubAllEnvs());
    let found = '';
    let handed: { env?: Record<string, string>; cwd?: string } = {};
    const { hosts, started } = hostsWith('systemd', (from) => {
      found = fs.readdirSync(dirname(from)).join();
      expect(fs.statSync(dirname(from)).mode & 0o777).toBe(0o700);
      expect(fs.statSync(from).isSocket()).toBe(true);
      const socket = connect(from);
      let got = '';
      socket.on('data', (piece) => {
        got += piece;
        if (!got.endsWith('\n')) return;
        handed = JSON.parse(got);
        socket.write('{"pid":4711}\n');
      });
    });
    const answer = await detachRun({ hosts, state: '/state', tool, site: null }, plan as never);
    expect(answer.pid).toBe(4711);
    expect(handed).toMatchObject({ env: { GRAFANA_TOKEN: 'glsa_s3cret' }, cwd: process.cwd() });
    expect(found).toBe('plan');
    expect(JSON.stringify(started)).not.toContain('s3cret');
    expect(started[0]?.argv).toContain('--setenv=NODE_EXTRA_CA_CERTS=/etc/own-ca.pem');
  });

  test('that may not be run is refused with what the owner said', async () => {
    const { detached } = given(async () => {
      throw new MaintError('E_RUN_OPEN', 'Run r1 is open.', 'flatnet-maint show r1', { exit: 6 });
    });
    await expect(detached).rejects.toMatchObject({ code: 'E_RUN_OPEN', message: 'Run r1 is open.', exit: 6 });
  });

  test('for which no process can be started is refused, and nothing was changed', async () => {
    const { hosts } = hostsWith('systemd', () => {}, 1);
    const detached = detachRun({ hosts, state: '/state', tool, site: null }, plan as never);
    await expect(detached).rejects.toMatchObject({
      ...{ code: 'E_DETACH_REFUSED', exit: 3 },
      message: expect.stringMatching(/Access denied.*Nothing was changed\.$/),
    });
  });

  test('whose owner dies before the run is open is called off, and says where to look', async () => {
    const { hosts } = hostsWith('systemd', (from) => {
      const socket = connect(from, () => socket.destroy());
    });
    const detached = detachRun({ hosts, state: '/state', tool, site: null }, plan as never);
    await expect(detached).rejects.toMatchObject({
      ...{ code: 'E_DETACH_LOST', exit: 3 },
      next: expect.stringContaining(`journalctl -u flatnet-maint-${plan.id}`),
    });
  });

  test('leaves nothing among the temporary files', async () => {
    const own = () => fs.readdirSync(tmpdir()).filter((name) => name.startsWith('flatnet-maint-'));
    let place = '';
    const { hosts } = hostsWith('none', (from) => {
      place = dirname(from);
      void runHanded(from, opens(), {});
    });
    await detachRun({ hosts, state: '/state', tool, site: null }, plan as never);
    expect(place).not.toBe('');
    expect(own().map((name) => `${tmpdir()}/${name}`)).not.toContain(place);
  });
});

/** Where somebody hands something over to whoever comes. */
async function giver(give: (socket: Socket) => void): Promise<string> {
  const folder = fs.mkdtempSync(`${tmpdir()}/detached-test-`);
  const server = createServer((socket) => {
    socket.on('error', () => {});
    give(socket);
  });
  onTestFinished(() => {
    server.close();
    fs.rmSync(folder, { recursive: true });
  });
  await new Promise<void>((resolve) => server.listen(`${folder}/plan`, resolve));
  return `${folder}/plan`;
}

describe('an owner', () => {
  test('runs the plan in the environment and the folder of whoever planned it', async () => {
    const before = process.cwd();
    onTestFinished(() => {
      process.chdir(before);
      delete process.env.HANDED_TO_THE_OWNER;
    });
    const place = await giver((socket) => {
      socket.write(`${JSON.stringify({ plan, env: { HANDED_TO_THE_OWNER: 'yes' }, cwd: '/usr' })}\n`);
    });
    const seen: unknown[] = [];
    await runHanded(
      place,
      async () => {
        seen.push(process.env.HANDED_TO_THE_OWNER, process.cwd());
        return report;
      },
      {},
    );
    expect(seen).toEqual(['yes', '/usr']);
  });

  test('goes on where it stands when the folder of whoever planned is gone', async () => {
    const place = await giver((socket) => {
      socket.write(`${JSON.stringify({ plan, env: {}, cwd: '/no/such/folder' })}\n`);
    });
    expect(await runHanded(place, async () => report, {})).toBe(report);
  });

  test('sends the run back when whoever gave it died before it was open', async () => {
    const place = await giver((socket) => {
      socket.write(`${JSON.stringify({ plan, env: {}, cwd: process.cwd() })}\n`, () => socket.destroy());
    });
    let reason: unknown = null;
    await runHanded(
      place,
      async (_, { signal }) => {
        await new Promise((resolve) => signal?.addEventListener('abort', resolve));
        reason = signal?.reason;
        return report;
      },
      {},
    );
    expect(reason).toBe('the end of the command that gave the plan away');
  });

  test('hears nothing of the giver once the run is open', async () => {
    let isAborted: boolean | undefined;
    const { detached, owners } = given(async (_, how) => {
      how.onEntry?.(opened);
      await new Promise((resolve) => setTimeout(resolve, 100));
      isAborted = how.signal?.aborted;
      return report;
    });
    await detached;
    expect(await Promise.all(owners)).toEqual([report]);
    expect(isAborted).toBe(false);
  });

  test('that finds nobody begins nothing', async () => {
    const start = vi.fn();
    const empty = runHanded('/nowhere/plan', start, {});
    await expect(empty).rejects.toMatchObject({ code: 'E_DETACH_EMPTY', exit: 3 });
    expect(start).not.toHaveBeenCalled();
  });

  test('that got half of a plan begins nothing', async () => {
    const start = vi.fn();
    const place = await giver((socket) => socket.end('{"plan":{"id":'));
    await expect(runHanded(place, start, {})).rejects.toMatchObject({ code: 'E_DETACH_EMPTY' });
    expect(start).not.toHaveBeenCalled();
  });
});
