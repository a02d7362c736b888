import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import {
  ask,
  lookAt,
  type Machine,
  maint,
  newestJournal,
  type PracticeGateway,
  practiceGateway,
  startMaint,
  until,
  versionServed,
} from '../../src/index.ts';
import { machineTest } from '../machine-test.ts';
import { processesOf, touchedBy, treeOf } from './seen.ts';

const cache = /^\/root(\/\.cache(\/flatnet-maint(\/node.*)?)?)?$/;
interface PlanDocument {
  readonly darkMs: number;
  readonly worstWayBackMs: number;
  readonly plan: {
    readonly [part: string]: unknown;
    readonly expects: { readonly notes: readonly string[] };
  };
}

machineTest(
  'commands that look change nothing, a bare site file is enough, and what hands change meanwhile is neither lost nor used',
  async (up) => {
    const machine = await up.machine();
    const gateway = await practiceGateway(machine);
    await gateway.start();
    await gateway.startContainer();
    const [older, newer] = [up.parts.older.version, up.parts.newer.version];
    const options = ['--site', gateway.siteFile, '--soak', '500ms', '--yes'];
    const upgrade = ['upgrade', 'gateway', '--to', '1.26', ...options];
    const serves = async (wanted: string) => {
      await until(async () => (await lookAt(machine)).leftovers.length === 0, 10_000, 300);
      const seen = await lookAt(machine);
      expect({ ...versionServed(seen, [older, newer]), left: seen.leftovers }).toEqual({
        version: wanted,
        why: [],
        left: [],
      });
      return seen;
    };

    await looks(machine, options);
    await bare(machine, gateway, serves, [older, newer]);

    // The configuration is changed while the new build is rehearsed: what was planned is not what would be replaced.
    const conf = readFileSync(machine.path(gateway.config), 'utf8');
    const began = startMaint(machine, upgrade);
    await doing(machine, 'gateway.rehearse');
    appendFileSync(machine.path(gateway.config), '# by hand\n');
    const changed = await began.ended;
    expect({ code: changed.code, outcome: changed.document.outcome }).toEqual({ code: 3, outcome: 'refused' });
    expect(changed.document.error).toMatchObject({
      code: 'E_FACTS_CHANGED',
      message: expect.stringMatching(/changed/),
    });
    expect(readFileSync(machine.path(gateway.config), 'utf8')).toBe(`${conf}# by hand\n`);
    await serves(older);

    // The site's own Lua, likewise: it was carried already.
    const lua = startMaint(machine, upgrade);
    await doing(machine, 'gateway.rehearse');
    appendFileSync(machine.path(`${gateway.tree}/lualib/flatnet/api.lua`), '-- by hand\n');
    expect((await lua.ended).document.error?.code).toBe('E_FACTS_CHANGED');
    await serves(older);

    // A folder where the pointer was, when the run goes back: kept aside, the pointer is there again, and it is said.
    const waits = startMaint(machine, [...upgrade, '--confirm-within', '2m']);
    await until(() => newestJournal(machine).entries.some((entry) => entry.type === 'waiting'), 60_000);
    rmSync(machine.path(gateway.home));
    mkdirSync(machine.path(gateway.home));
    writeFileSync(machine.path(`${gateway.home}/mine.txt`), 'mine');
    const aborted = await maint(machine, ['abort', '--yes']);
    const ended = await waits.ended;
    expect([aborted.code, ended.code]).toEqual([4, 4]);
    expect(treeOf(machine, `${gateway.home}.found-1`)).toHaveProperty('/mine.txt');
    expect(`${JSON.stringify(ended.document)} ${ended.stderr}`).toContain(`${gateway.home}.found-1`);
    await serves(older);

    await linked(machine, gateway, options, serves, newer);

    // The same when the run is long over: the plain way refuses and names the one that works, which keeps what it finds.
    rmSync(machine.path(gateway.home));
    mkdirSync(machine.path(gateway.home));
    writeFileSync(machine.path(`${gateway.home}/again.txt`), 'again');
    const plain = await maint(machine, ['rollback', 'gateway', ...options]);
    expect({ code: plain.code, next: plain.document.error?.next }).toEqual({
      code: 3,
      next: expect.stringContaining('rollback gateway --emergency'),
    });
    const emergency = await maint(machine, ['rollback', 'gateway', '--emergency', '--yes']);
    expect({ code: emergency.code, error: emergency.document.error }).toEqual({ code: 0, error: undefined });
    expect(treeOf(machine, `${gateway.home}.found-2`)).toHaveProperty('/again.txt');
    // What was good serves again; the pointer was away, so it was not left.
    await serves(newer);
  },
  400_000,
);

/** Before anything was ever run here, and by everything that only looks. */
async function looks(machine: Machine, options: readonly string[]): Promise<void> {
  const commands = [
    ['plan', 'upgrade', 'gateway', '--to', '1.26', ...options],
    ['status', ...options.slice(0, 2)],
    ['snapshots'],
    ['runs'],
  ];
  const before = processesOf(machine);
  for (const command of commands) {
    const { result, touched } = await touchedBy(machine, () => maint(machine, command));
    expect(result.code, `${command.join(' ')}: ${result.stderr}`).toBe(0);
    expect(
      touched.filter((path) => !cache.test(path)),
      command.join(' '),
    ).toEqual([]);
    if (command[0] !== 'plan') continue;
    const { darkMs, worstWayBackMs, plan } = result.document as unknown as PlanDocument;
    expect(darkMs).toBe(0);
    expect(worstWayBackMs).toBeGreaterThan(1_000);
    const parts = ['guard', 'prepare', 'around', 'backup', 'cutover', 'trial', 'cleanup'];
    const items = parts.flatMap((part) => plan[part] as { kind: string; id: string; title: string; undoes?: string }[]);
    expect(items.length).toBeGreaterThan(12);
    for (const item of items) {
      expect(item.title).not.toBe('');
      if (item.kind === 'step') expect(item.undoes, item.id).toMatch(/^(exactly|losing-later-data|never)$/);
    }
    for (const item of plan.cutover as { kind: string; undoes?: string }[])
      if (item.kind === 'step') expect(item.undoes).toBe('exactly');
    // Every item stands in what a person reads, with how it is undone.
    expect(plan.expects.notes).toEqual([
      expect.stringMatching(/^Nothing was kept here before: /),
      expect.stringMatching(/^No alarm is silenced: /),
    ]);
  }
  expect(processesOf(machine)).toEqual(before);
}

/** Without drain, routes and api the same works, and the plan says what that costs. */
async function bare(
  machine: Machine,
  gateway: PracticeGateway,
  serves: (wanted: string) => Promise<unknown>,
  [older, newer]: readonly [string, string] | string[],
): Promise<void> {
  const text = readFileSync(machine.path(gateway.siteFile), 'utf8')
    .replace(/, api: "[^"]*"/, '')
    .replace(/^ {2}(routes|drain):.*\n/gm, '');
  expect(text).not.toMatch(/api|drain|routes/);
  writeFileSync(machine.path('/etc/bare.yaml'), text);
  const options = ['--site', '/etc/bare.yaml', '--soak', '500ms', '--yes'];
  const { document } = await maint(machine, ['plan', 'upgrade', 'gateway', '--to', '1.26', ...options]);
  const { notes } = (document as unknown as PlanDocument).plan.expects;
  expect(notes.filter((note) => !note.startsWith('Nothing was kept here before'))).toEqual([
    expect.stringMatching(/no `drain` switch: about 1 in 1,000 requests/),
    expect.stringMatching(/container routes are unknown to the new build until they register again/),
    expect.stringMatching(/^No alarm is silenced: /),
  ]);
  expect((await maint(machine, ['upgrade', 'gateway', '--to', '1.26', ...options])).code).toBe(0);
  await serves(newer as string);
  expect((await maint(machine, ['rollback', 'gateway', ...options])).code).toBe(0);
  await serves(older as string);
  await ask(machine, 'http://10.100.1.1:8080/api/containers', {
    method: 'POST',
    body: { name: 'app', address: '127.0.0.1:9900' },
  });
}

/** Configuration that lies behind links stays as it is; the new generation has a copy of its own, and the plan names what is shared. */
async function linked(
  machine: Machine,
  gateway: PracticeGateway,
  options: readonly string[],
  serves: (wanted: string) => Promise<unknown>,
  newer: string,
): Promise<void> {
  const repository = '/etc/gateway-repository';
  await machine.exec(['mv', `${gateway.tree}/conf`, repository]);
  symlinkSync(repository, machine.path(`${gateway.tree}/conf`));
  mkdirSync(machine.path('/etc/gateway-shared'));
  writeFileSync(machine.path('/etc/gateway-shared/page.conf'), `# ${gateway.home}/html\n`);
  symlinkSync('/etc/gateway-shared', machine.path(`${repository}/shared`));
  const config = machine.path(`${repository}/nginx.conf`);
  const text = readFileSync(config, 'utf8');
  writeFileSync(
    config,
    text.replace('server_tokens', `include "${gateway.home}/conf/shared/*.conf";\n    server_tokens`),
  );
  const before = [treeOf(machine, repository), treeOf(machine, '/etc/gateway-shared')];
  const plan = await maint(machine, ['plan', 'upgrade', 'gateway', '--to', '1.26', ...options]);
  const { notes } = (plan.document as unknown as PlanDocument).plan.expects;
  expect(notes.join(' ')).toMatch(/neither copied nor taken back: .*\/etc\/gateway-shared\/page\.conf/);
  const end = await maint(machine, ['upgrade', 'gateway', '--to', '1.26', ...options]);
  expect({ code: end.code, error: end.document.error }).toEqual({ code: 0, error: undefined });
  expect([treeOf(machine, repository), treeOf(machine, '/etc/gateway-shared')]).toEqual(before);
  await serves(newer);
  expect(readdirSync(machine.path(`${gateway.home}/conf`))).toContain('shared');
}

async function doing(machine: Machine, id: string): Promise<void> {
  const seen = await until(() => {
    const last = newestJournal(machine).entries.at(-1);
    return last?.type === 'doing' && last.id === id;
  }, 60_000);
  expect(seen, `${id} was begun`).toBe(true);
}
