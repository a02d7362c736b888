import type { ExitCode } from '@flatnet-maint/core';
import { MaintError } from '@flatnet-maint/core';
import type { RunReport, StatusReport } from 'flatnet';
import { describe, expect, test } from 'vitest';
import { cli, plays, proposal, report } from './support/fake-world.ts';
import * as seen from './support/found.ts';
import { committed, refused, rolledBack, stuck } from './support/recorded.ts';

const upgrade = ['upgrade', 'gateway', '--to', '1.26.3'];
const error = { code: 'E_PROBE_FAILED', message: 'api failed twice.', next: 'flatnet-maint show x' };
const applying = (end: RunReport, entries = committed) => ({
  house: { planUpgrade: async () => proposal, planVerify: async () => proposal, apply: plays(entries, end) },
});

describe('the exit code tells how the system is', () => {
  const table: readonly (readonly [RunReport['outcome'], ExitCode])[] = [
    ['committed', 0],
    ['refused', 3],
    ['rolled-back', 4],
    ['stuck', 5],
    ['superseded', 6],
    ['waiting', 7],
  ];
  test.each(table)('an upgrade that ended %s is %i', async (outcome, code) => {
    expect((await cli(upgrade, applying(report(outcome)))).exit).toBe(code);
  });

  test('verify is 8 when a probe did not pass, and 0 when all did', async () => {
    const unhealthy = report('refused', {
      command: 'verify',
      probes: [{ id: 'site', severity: 'outage', verdict: 'unknown', detail: 'could not ask' }],
    });
    expect((await cli(['verify'], applying(unhealthy))).exit).toBe(8);
    expect((await cli(['verify', 'gateway'], applying(report('committed', { command: 'verify' })))).exit).toBe(0);
    expect((await cli(['verify'], applying(report('refused', { command: 'verify' })))).exit).toBe(3);
  });

  test('an error of the library brings its own code; anything else is a bug, with its stack', async () => {
    const open = new MaintError('E_RUN_OPEN', 'Run x is open.', 'flatnet-maint resume', { exit: 6 });
    const ran = await cli(upgrade, { house: { planUpgrade: () => Promise.reject(open) } });
    expect(ran).toEqual({
      exit: 6,
      out: '',
      err: 'E_RUN_OPEN: Run x is open.\nNow:  Another run is open, or took this one over.\nNext: flatnet-maint resume\n',
    });
    const bug = await cli(upgrade, { house: { planUpgrade: () => Promise.reject(new Error('oops')) } });
    expect(bug.exit).toBe(1);
    expect(bug.err).toMatch(/^E_INTERNAL: oops\n[\s\S]* at /);
  });
});

describe('--json', () => {
  test('is the report of the run and nothing else on stdout; progress goes to stderr', async () => {
    const end = report('rolled-back', { error });
    const ran = await cli([...upgrade, '--json'], applying(end, rolledBack));
    expect(JSON.parse(ran.out)).toEqual(end);
    expect(ran.out.trim().split('\n')).toHaveLength(1);
    expect(ran.err).toContain('FAILED E_PROBE_FAILED: api failed twice');
  });

  test('with --quiet leaves stderr empty', async () => {
    const ran = await cli([...upgrade, '--json', '--quiet'], applying(report('stuck', { error }), stuck));
    expect(JSON.parse(ran.out).outcome).toBe('stuck');
    expect(ran.err).toBe('');
  });

  test('is one document for an error too', async () => {
    const blocked = new MaintError('E_PREFLIGHT', 'No space.', 'Free 1 GiB.');
    const ran = await cli([...upgrade, '--json'], { house: { planUpgrade: () => Promise.reject(blocked) } });
    expect(JSON.parse(ran.out)).toEqual({
      error: { code: 'E_PREFLIGHT', message: 'No space.', next: 'Free 1 GiB.' },
      exit: 3,
    });
    expect(ran.exit).toBe(3);
  });
});

test('people read the outcome on stdout, and on stderr what happened, what is true now, and what is next', async () => {
  const end = report('refused', { error, leftovers: ['gateway.unpack: folder in use'] });
  const ran = await cli([...upgrade, '--quiet'], applying(end, refused));
  expect(ran.out).toMatchInlineSnapshot(`
    "refused: upgrade gateway 1.25.3 → 1.26.3; dark for 0 ms
      run 20260102-030405-abcd
      left over  gateway.unpack: folder in use
      journal /state/runs/x/journal
    "
  `);
  expect(ran.err).toMatchInlineSnapshot(`
    "E_PROBE_FAILED: api failed twice.
    Now:  Refused; nothing live was changed.
    Next: flatnet-maint show x
    "
  `);
});

describe('plan', () => {
  const blocks = { id: 'E_SPACE', blocks: true, message: 'No space.', next: 'Free 1 GiB.', waivable: true };

  test('prints every item, how exactly it is undone, its limits, and the promises', async () => {
    const ran = await cli(['plan', 'upgrade', 'gateway', '--to', '1.26.3'], {
      house: { planUpgrade: async () => ({ ...proposal, rights: ['write in /srv/flatnet'] }) },
    });
    expect(ran.exit).toBe(0);
    expect(ran.out).toMatchInlineSnapshot(`
      "upgrade gateway 1.25.3 → 1.26.3
        expected dark time   0 ms
        worst-case way back  35 s
        soak                 30 s
        note                 routes are carried by the boot file
        needs the right      write in /srv/flatnet

      prepare: nothing live changes
        guard.arm       arm the dead-man             undone exactly   limit 10 s, undo 5 s
        gateway.unpack  unpack 1.26.3                undone exactly   limit 10 s, undo 5 s
        gateway.test    nginx -t with the new build  changes nothing  1 in a row within 10 s

      around: undone at every end
        gateway.drain  let long requests end  undone exactly  limit 10 s, undo 5 s

      backup
        gateway.backup  keep configuration and routes  kept, never undone  limit 10 s

      cutover: the live system changes
        gateway.swap   point live at 1.26.3  undone exactly  limit 10 s, undo 5 s
        gateway.start  start the new master  undone exactly  limit 10 s, undo 5 s

      verify
        site  probe (outage), 3 in a row   changes nothing  every 500 ms, all within 1 min
        api   probe (partial), 3 in a row  changes nothing  every 500 ms, all within 1 min

      cleanup: after commit
        gateway.retire  end the old master  never undone  limit 10 s
      "
    `);
  });

  test('is 3 when a finding blocks, after everything was printed', async () => {
    const notice = { id: 'E_OLD', blocks: false, message: 'Old.', next: 'Nothing.' };
    const house = { planUpgrade: async () => ({ ...proposal, findings: [notice, blocks] }) };
    const ran = await cli(['plan', 'upgrade', 'gateway', '--to', '1'], { house });
    expect(ran.exit).toBe(3);
    expect(ran.out).toContain(
      [
        'findings',
        '  BLOCKS  E_SPACE: No space.',
        '          next: Free 1 GiB., or --accept E_SPACE --reason TEXT',
        '  notice  E_OLD: Old.',
      ].join('\n'),
    );
    expect(ran.err).toContain('E_PREFLIGHT: E_SPACE blocks: No space.');
    const json = await cli(['plan', 'upgrade', 'gateway', '--to', '1', '--json'], { house });
    expect(JSON.parse(json.out)).toMatchObject({ command: 'plan upgrade', error: { code: 'E_PREFLIGHT' } });
    expect(json.exit).toBe(3);
  });

  test('is 0 when what blocks was accepted', async () => {
    const accepted = { ...proposal.plan, accepted: [{ id: 'E_SPACE', reason: 'why' }] };
    const house = { planRollback: async () => ({ ...proposal, plan: accepted, findings: [blocks] }) };
    expect((await cli(['plan', 'rollback', 'gateway'], { house })).exit).toBe(0);
  });
});

const old = '/srv/flatnet/openresty-old';

describe('status', () => {
  const around = { remarks: [], drift: null, found: null, next: null };
  const well: StatusReport = {
    site: '/etc/flatnet.yaml',
    siteProblem: null,
    open: null,
    last: null,
    found: null,
    components: [
      {
        id: 'gateway',
        version: '1.26.3',
        generation: null,
        healthy: true,
        probes: [],
        problem: null,
        damaged: [],
        ...around,
      },
    ],
  };
  const left = {
    run: 'r1',
    command: 'upgrade',
    component: 'gateway',
    from: '1.25.3',
    to: '1.26.3',
    outcome: 'open',
    damage: null,
    open: true,
    owner: { pid: 7, alive: false, since: '' },
    startedAt: '2026-01-02T03:04:05.000Z',
    endedAt: null,
  } as const;
  const asks = async (status: StatusReport) => cli(['status'], { house: { status: async () => status } });

  test('is 0 only when every component was seen healthy', async () => {
    expect((await asks(well)).exit).toBe(0);
    for (const healthy of [false, null]) {
      const components = well.components.map((component) => ({ ...component, healthy }));
      expect((await asks({ ...well, components })).exit).toBe(8);
    }
  });

  test('is 8 while an open run is left alone, and says what to type', async () => {
    const ran = await asks({ ...well, open: left });
    expect(ran.exit).toBe(8);
    expect(ran.out).toContain('next: flatnet-maint resume');
    const worked = { ...left, owner: { ...left.owner, alive: true } };
    expect((await asks({ ...well, open: worked })).exit).toBe(0);
  });

  test.each([
    ['waiting', null, 0, 'next: flatnet-maint confirm, or flatnet-maint abort'],
    [
      'stuck',
      null,
      8,
      'next: flatnet-maint show r1, then flatnet-maint resume, or flatnet-maint rollback gateway --emergency',
    ],
    [
      'damaged',
      'line 7 is cut',
      8,
      'its journal is damaged: line 7 is cut; nothing is done on its word\n  next: flatnet-maint rollback gateway --emergency',
    ],
  ] as const)('of a run that is %s says so and what to type', async (outcome, damage, exit, line) => {
    const ran = await asks({ ...well, open: { ...left, outcome, damage } });
    expect(ran.exit).toBe(exit);
    expect(ran.out).toContain(line);
  });

  test('of a site file that cannot be used still shows the open run', async () => {
    const siteProblem = { code: 'E_SITE_SYNTAX', message: 'flatnet.yaml:2:1: no.', next: 'Correct it.' };
    const ran = await asks({ ...well, site: null, siteProblem, components: [], open: left });
    expect(ran.exit).toBe(8);
    expect(ran.out).toContain('E_SITE_SYNTAX: flatnet.yaml:2:1: no.');
    expect(ran.out).toContain('OPEN RUN  r1');
  });

  test('names the generation that is live, and when it was made where that is known', async () => {
    const dated = async (made: string) => {
      const generation = { id: '1.26.3-x', made } as never;
      return (await asks({ ...well, components: well.components.map((one) => ({ ...one, generation })) })).out;
    };
    expect(await dated('2026-01-02T03:04:05.000Z')).toContain('  generation 1.26.3-x, made 2026-01-02T03:04:05.000Z\n');
    expect(await dated('')).toContain('  generation 1.26.3-x\n');
  });

  test('names a record of the way back that cannot be used', async () => {
    const components = well.components.map((component) => ({ ...component, damaged: ['gateway.json is torn'] }));
    const ran = await asks({ ...well, components });
    expect(ran.exit).toBe(8);
    expect(ran.out).toContain('DAMAGED  gateway.json is torn\n  next: flatnet-maint backup gateway');
  });

  test('tells what hands left around it, what is adrift and what to type, and stays well', async () => {
    const drift = { generation: '1.25.3-x', lines: ['conf/nginx.conf: other content'], count: 4, problem: null };
    const remarks = [{ id: 'left-over', blocks: false, message: 'openresty-old lies beside it.', next: 'Leave it.' }];
    const more = { remarks, drift: { ...drift, next: 'flatnet-maint backup gateway' } };
    const ran = await asks({ ...well, components: well.components.map((one) => ({ ...one, ...more })) });
    expect(ran.exit).toBe(0);
    expect(ran.out).toContain(
      [
        '  differs from generation 1.25.3-x in 4 places',
        '    conf/nginx.conf: other content',
        '    … and 3 more',
        '  next: flatnet-maint backup gateway',
        '  remark  openresty-old lies beside it.',
        '          next: Leave it.',
      ].join('\n'),
    );
  });

  test('of a home that is gone shows the trees and the way on', async () => {
    const problem = {
      code: 'E_GATEWAY_ABSENT',
      message: 'It is gone.',
      next: `flatnet-maint adopt gateway --tree ${old} --start`,
    };
    const dead = seen.candidate({ running: false, trees: [seen.tree({ path: old, role: 'aside' })] });
    const more = { healthy: false, problem, found: seen.found([dead]), next: problem.next };
    const ran = await asks({ ...well, components: well.components.map((one) => ({ ...one, ...more })) });
    expect(ran.exit).toBe(8);
    expect(ran.out).toMatch(
      /E_GATEWAY_ABSENT: It is gone\..*openresty-old +aside +1\.25\.3 .* passes.*next: flatnet-maint adopt gateway --tree/s,
    );
  });

  describe('without a site file', () => {
    const unsited = { ...well, site: null };
    test.each([
      ['what may as well be somebody else’s', [seen.candidate({ sure: false })], null, 0],
      ['two that are certain', [seen.candidate(), seen.candidate({ path: '/opt/x' })], null, 8],
      ['one that did not answer', [], { code: 'E_FIND_LIMIT', message: 'It hangs.', next: 'Look.' }, 8],
    ])('beside what is well, %s counts as it should', async (_, candidates, problem, exit) => {
      const other = seen.component({
        id: 'cni',
        state: 'unsure',
        chosen: null,
        found: seen.found(candidates),
        problem,
      });
      expect((await asks({ ...unsited, found: seen.report(seen.component(), other) })).exit).toBe(exit);
    });

    test('is as well as what was found, and names the command that writes one', async () => {
      const ran = await asks({ ...unsited, found: seen.report(seen.component()) });
      expect(ran.exit).toBe(0);
      expect(ran.out).toContain('no site file: shown is what was found on this host');
      expect(ran.out).toContain('next: flatnet-maint init');
    });
    test.each([
      ['nothing was found', seen.component({ state: 'absent', chosen: null, found: seen.found([]) })],
      ['several may be it', seen.component({ state: 'unsure', chosen: null })],
    ])('is 8 when %s', async (_what, one) => {
      const ran = await asks({ ...unsited, components: [], found: seen.report(one) });
      expect(ran.exit).toBe(8);
      expect(ran.out).toMatch(/^gateway +(absent|unsure) /m);
    });
  });
});
