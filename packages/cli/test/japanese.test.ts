import { PassThrough } from 'node:stream';
import { coreTexts, MaintError } from '@flatnet-maint/core';
import { engineTexts } from '@flatnet-maint/engine';
import { monitoringTexts } from '@flatnet-maint/monitoring';
import { rehearsalTexts } from '@flatnet-maint/rehearsal';
import {
  type FoundReport,
  flatnetTexts,
  type House,
  type InitReport,
  type RunReport,
  type RunSummary,
  type StatusReport,
} from 'flatnet';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { commands } from '../src/commands/commands.ts';
import { table } from '../src/render/table.ts';
import { sayIn } from '../src/say.ts';
import { screen } from '../src/screen.ts';
import { listView } from '../src/view/list-view.ts';
import type { World } from '../src/world.ts';
import { cli, plays, report } from './support/fake-world.ts';
import * as seen from './support/found.ts';
import { englishIn, plan, reworded } from './support/in-japanese.ts';
import * as recorded from './support/recorded.ts';
import { terminal } from './support/terminal.ts';

const flat = flatnetTexts.en;
const whys = [flat('why-live'), flat('why-newest', { count: 3 }), flat('why-protected', { reason: '監査' })];
const committed = reworded(recorded.committed);
const rolledBack = reworded(recorded.rolledBack);
const refused = reworded(recorded.refused);
const stuck = reworded(recorded.stuck);

const open: RunSummary = {
  run: plan.id,
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
};
const unknown = { ...open, command: 'unknown', component: 'unknown', from: null, damage: flat('journal-set-aside') };
const error = {
  code: 'E_PROBE_FAILED',
  message: flat('could-not-ask', { why: 'ECONNREFUSED' }),
  next: flat('stuck-next', { run: 'r1', component: 'gateway' }),
};
const probes = (['pass', 'fail', 'unknown'] as const).map((verdict) => ({
  id: 'site',
  severity: 'partial' as const,
  verdict,
  detail: flat('could-not-ask', { why: 'ECONNREFUSED' }),
}));
const besides = [
  flat('beside-probe', { component: 'cni', probe: 'containers', why: flat('no-answer') }),
  flat('beside-container', { container: 'web', image: 'localhost/app:1' }),
];
const worse = [
  flat('beside-worse', { component: 'gateway', worse: besides.join('; ') }),
  flat('beside-next', { commands: 'flatnet-maint verify cni, `podman start web`' }),
].join(' ');
const ended = (outcome: RunReport['outcome'], more: Partial<RunReport> = {}) =>
  report(outcome, { probes, rollbackMs: 1_500, leftovers: [`gateway.unpack: ${flat('a-signal')}`], ...more });
const proposal = {
  plan: {
    ...plan,
    confirmWithin: 3_725_000,
    confirmedBy: plan.probes.forward.slice(0, 1),
    accepted: [{ id: 'disk', reason: '了解済み', finding: 'x' }],
  },
  findings: [
    {
      id: 'probe-red-site',
      blocks: true,
      waivable: true,
      message: flat('probe-red', { probe: 'site', why: flat('could-not-ask', { why: 'ECONNREFUSED' }) }),
      next: flat('probe-red-next'),
    },
    { id: 'accept', blocks: false, message: flat('accept-idle', { id: 'disk' }), next: flat('accept-next') },
  ],
  rights: [flat('right-root')],
  worstWayBack: 65_000,
};
const free = { ...proposal, findings: proposal.findings.slice(1) };
const well: StatusReport = {
  site: '/etc/flatnet.yaml',
  siteProblem: null,
  open: null,
  last: { ...open, outcome: 'rolled-back', open: false, owner: null },
  found: null,
  components: [
    {
      id: 'gateway',
      version: null,
      generation: { id: '1.26.3-ab12', made: '2026-01-02T03:04:05.000Z' } as never,
      healthy: false,
      probes,
      problem: {
        code: 'E_RUN_OPEN',
        message: flat('changed-by-run', { run: 'r1', why: 'EIO' }),
        next: flat('see-open-run'),
      },
      damaged: [flat('last-good-absent', { component: 'gateway', state: '/srv/state' })],
      remarks: [],
      drift: null,
      found: null,
      next: null,
    },
  ],
};
const siteProblem = {
  code: 'E_SITE_KEY',
  message: `${flat('site-key-guess', { where: '/a.yaml:3:1', key: 'prbes', guess: 'probes', listed: '`home`, `probes`' })} ${flat('site-more', { count: 2 })} ${flat('nothing-started')}`,
  next: flat('site-correct', { where: '/a.yaml:3:1' }),
};
const status = (how: Partial<StatusReport>): Partial<House> => ({ status: async () => ({ ...well, ...how }) });
const old = seen.tree({
  path: `${seen.home}-old`,
  role: 'aside',
  test: { ok: false, said: flat('could-not-ask', { why: 'EIO' }) },
});
const remarks = [{ id: 'x', blocks: false, message: flat('not-seen', { what: '/root' }), next: flat('run-with-sudo') }];
const whole = seen.candidate({
  trees: [seen.tree(), old, { ...old, role: 'backup', test: { ...old.test, ok: null } }],
  remarks,
});
const others = [whole, seen.candidate({ path: '/opt/x', running: false })];
const one = seen.component({ found: seen.found([whole], { rights: [flat('could-not-ask', { why: 'EACCES' })] }) });
const several = seen.component({ state: 'unsure', chosen: null, found: seen.found(others) });
const none = seen.component({ state: 'absent', chosen: null, found: seen.found([]) });
const silent = {
  code: 'E_FIND_LIMIT',
  message: flat('find-limit', { component: 'gateway', limit: 9 }),
  next: flat('see-status-again'),
};
const noAnswer = seen.component({ state: 'unsure', chosen: null, found: null, problem: silent });
const initing = (found: FoundReport, more: Partial<InitReport> = {}): Partial<House> => ({
  find: async () => found,
  init: async (chosen) => seen.initReport(chosen, more),
  installSelf: () =>
    Promise.reject(
      new MaintError('E_INSTALL_RUN', flat('install-run', { node: '/n', said: 'x' }), flat('install-run-next')),
    ),
});
const drift = { generation: '1.26.3-ab12', lines: [], count: 0, problem: null, next: null };
const drifts = [
  drift,
  { ...drift, generation: null, next: 'flatnet-maint adopt gateway' },
  { ...drift, lines: [`conf/x.conf: ${flat('none')}`], count: 9, next: 'flatnet-maint backup gateway' },
  { ...drift, problem: error },
];
const notWritten = { path: '/etc/f.yaml', written: false, differences: null };
const shows = (entries: typeof committed, damage: string | null = null): Partial<House> => ({
  show: async () => ({ summary: open, entries, damage }),
});
const upgrading = (end: RunReport, entries: typeof committed): Partial<House> => ({
  planUpgrade: async () => free,
  apply: plays(entries, end),
});
const throwing = (thrown: Error): Partial<House> => ({ status: () => Promise.reject(thrown) });
const rehearsing: Partial<World> = {
  openRehearsal: async () => ({
    texts: rehearsalTexts,
    async rehearse({ onLine }) {
      const { en } = rehearsalTexts;
      onLine(en('setting-up'));
      onLine(en('playing', { title: en('scene-caught', { fault: 'lua-dead' }) }));
      const passed = [en('passed', { name: 'x', outcome: 'committed' }), en('requests', { requests: 9, lost: 0 })];
      const lines = [...passed, en('gap', { time: 3 }), en('tree-left')].join('; ');
      const reason = en('stopped-by-operator');
      return {
        exit: 8,
        lines: [lines, en('not-run', { name: 'y', reason }), en('not-all-passed')],
        document: { reason },
      };
    },
  }),
};

const dashboard = {
  ...{ path: '/x.json', uid: 'net', title: '回線', is: 'new' as const, besides: ['refresh'], provisionedBy: null },
  ...{ panels: { added: ['遅延'], removed: ['損失'], changed: ['帯域'] }, folder: { now: null, wanted: '' } },
};
const rows = [
  dashboard,
  { ...dashboard, is: 'same' as const },
  { ...dashboard, is: 'differs' as const, folder: { now: '', wanted: 'ops' } },
  { ...dashboard, is: 'provisioned' as const, provisionedBy: '/srv/d/net.json' },
  { ...dashboard, is: 'provisioned' as const, provisionedBy: '' },
];
const grafana = monitoringTexts.en;
const exported = { uid: 'net', title: '回線', file: '/x/net.json', provisioned: null };
const imports = (...parts: typeof rows): Partial<House> => ({
  planDashboards: async () => ({
    ...{ rows: parts, rights: [], worstWayBack: 65_000 },
    plan: { ...plan, command: 'dashboards', component: 'monitoring', from: null, to: null },
    findings: [
      {
        ...{ id: 'provisioned-net', blocks: true, next: grafana('provisioned-next', { file: '/srv/d/net.json' }) },
        message: grafana('provisioned', { title: '回線', uid: 'net', file: grafana('some-file') }),
      },
      { id: 'x', blocks: false, message: grafana('secret-here-only'), next: grafana('secret-here-only-next') },
    ],
  }),
  apply: () =>
    Promise.reject(
      new MaintError('E_DASHBOARD_CHANGED', grafana('dashboard-changed', { uid: 'net' }), grafana('import-again')),
    ),
});

interface Case {
  readonly line: string;
  readonly house?: Partial<House>;
  readonly world?: Partial<World>;
}
const upgrade = 'upgrade gateway --to 1.26.3';
const snapshot = { component: 'gateway', id: 'x', version: '1.26.3', made: '2026-01-02', bytes: 9, damage: null };
const evidence = (count: number) => ({
  ...{ file: '/srv/x.tar', checksums: '/srv/x.tar.sha256', bytes: 9, sha256: 'ab12', pieces: 3, masked: 2 },
  absent: Array.from({ length: count }, () => ({ path: '/etc/x.key', why: flat('evidence-key') })),
});
const silences = (['run', 'hand', 'foreign'] as const).map((whose) => ({
  ...{ id: '4f0c2a71-5b0e', whose, by: 'r1', comment: '工事', matchers: ['component="gateway"'] },
  state: whose === 'run' ? ('pending' as const) : ('active' as const),
  until: '2026-01-02T03:04:05.000Z',
}));
const noSilence = new MaintError(
  'E_SILENCE_UNSET',
  `${flat('silence-unset')} ${flat('nothing-changed')}`,
  flat('silence-set', { path: '/etc/flatnet.yaml' }),
  { exit: 2 },
);
const age = 'age1c562yu7whyqg8v2u7e6xhqkncgcqpxuc0m89azy8ukea7tvfe5tq8usgty';
const openedPart = { name: 'pki', path: '/etc/pki', into: '/o/pki', files: 5, bytes: 9, sealed: true, keys: true };
/** What the commands say of keys. */
const sealedCases: readonly Case[] = [
  {
    line: 'snapshots',
    house: {
      snapshots: async () => [
        {
          ...{ ...snapshot, kind: 'snapshot', lastGood: false, ageMs: 1, keeps: [], goes: false },
          keys: [
            { part: 'pki', sealed: true, recipient: age },
            { part: 'pki', sealed: true, recipient: null },
            { part: 'pki', sealed: false, recipient: null },
          ],
        },
      ],
    },
  },
  {
    line: 'snapshots verify',
    house: {
      verifySnapshots: async () => [
        { component: 'gateway', id: '1.0-x', kind: 'snapshot', bytes: 1, damage: [], sealed: ['pki'] },
      ],
    },
  },
  {
    line: 'snapshots open gateway --into /o --without data',
    house: {
      openSnapshot: async () => ({
        ...{ component: 'gateway', id: '1.0-x', made: '2026-01-02', into: '/o', without: ['data'] },
        parts: [openedPart],
      }),
    },
  },
  { line: 'snapshots open --into /o', house: {} },
  { line: 'snapshots open gateway --from a.tar --into /o', house: {} },
  { line: 'snapshots open gateway --into /o --passphrase 合言葉', house: {} },
];

const cases: readonly Case[] = [
  { line: 'status', house: status({}) },
  { line: 'status', house: status({ site: null, components: [], found: seen.report(several) }) },
  { line: 'status', house: status({ site: null, found: seen.report(one) }) },
  ...drifts.map((one) => ({
    line: 'status',
    house: status({
      components: well.components.map((own) => ({
        ...own,
        remarks,
        drift: one,
        found: seen.found([whole]),
        next: 'flatnet-maint adopt gateway --start',
      })),
    }),
  })),
  { line: 'status --watch soon', house: {} },
  { line: 'init', house: initing(seen.report(one)) },
  {
    line: 'init',
    house: initing(seen.report(one), {
      pinned: '/var/lib/flatnet-maint/bin/flatnet-maint',
      next: flat('run-with-sudo'),
    }),
  },
  {
    line: 'init',
    house: initing(seen.report(one), {
      site: { ...notWritten, differences: [{ key: 'gateway.home', file: null, found: '/srv/x' }] },
    }),
  },
  { line: 'init', house: initing(seen.report(one), { site: { ...notWritten, differences: [] } }) },
  ...[
    [
      several,
      'E_INIT_AMBIGUOUS',
      flat('init-ambiguous', { count: 2, component: 'gateway', flags: '--use /a, --use /b' }),
    ],
    [
      several,
      'E_INIT_AMBIGUOUS',
      flat('init-unsure', { path: '/a', component: 'gateway', why: whole.why, flags: '--use /a' }),
    ],
    [none, 'E_INIT_NOTHING', flat('init-nothing')],
    [none, 'E_INIT_RIGHTS', flat('init-rights', { what: '/root' })],
    [one, 'E_INIT_INCOMPLETE', flat('init-incomplete', { keys: '`gateway.home`' })],
    [noAnswer, silent.code, silent.message],
  ].map(([found, code, message]) => {
    const next = flat('init-use-next', { more: '' });
    const refused = { code: code as string, message: message as string, next };
    const more = { site: notWritten, next, exit: 3 as const, error: refused };
    return { line: 'init', house: initing(seen.report(found as typeof one), more) };
  }),
  {
    line: 'init --use /x',
    house: {
      find: () => Promise.reject(new MaintError('E_X', flat('use-nothing', { path: '/x' }), flat('use-nothing-next'))),
    },
  },
  { line: 'status', house: status({ components: [], open: { ...unknown, outcome: 'damaged' } }) },
  ...(['open', 'waiting', 'stuck'] as const).map((outcome) => ({
    line: 'status',
    house: status({ open: { ...open, outcome } }),
  })),
  { line: 'status', house: status({ site: null, siteProblem, components: [] }) },
  { line: 'plan upgrade gateway --to 1.26.3', house: { planUpgrade: async () => proposal } },
  { line: 'plan rollback gateway', house: { planRollback: async () => free } },
  { line: 'plan config gateway --from conf', house: { planConfig: async () => proposal } },
  { line: 'config gateway', house: {} },
  {
    line: `${upgrade} --quiet`,
    house: upgrading(ended('committed', { leftovers: [`run.beside: ${worse}`] }), committed),
  },
  { line: upgrade, house: upgrading(ended('committed'), committed) },
  { line: upgrade, house: upgrading(ended('rolled-back', { error }), rolledBack) },
  { line: upgrade, house: upgrading(ended('refused', { error }), refused) },
  { line: upgrade, house: upgrading(ended('stuck', { error }), stuck) },
  { line: `${upgrade} --quiet`, house: upgrading(ended('waiting'), committed) },
  { line: `${upgrade} --quiet`, house: upgrading(ended('superseded'), committed) },
  {
    line: 'verify',
    house: { planVerify: async () => free, apply: plays(committed, ended('committed', { command: 'verify' })) },
  },
  {
    line: 'runs',
    house: { runs: async () => [open, { ...open, owner: { pid: 1, alive: true, since: '' } }, unknown] },
  },
  { line: 'runs', house: { runs: async () => [] } },
  ...[null, 'flatnet-maint-r1'].map((unit) => ({
    line: `${upgrade} --detach`,
    house: {
      planUpgrade: async () => ({ ...free, plan: { ...free.plan, confirmWithin: 120_000 } }),
      detach: async () => ({ run: 'r1', unit, pid: 7 }),
    },
  })),
  {
    line: `${upgrade} --detach`,
    house: {
      planUpgrade: async () => free,
      detach: () =>
        Promise.reject(
          new MaintError(
            'E_DETACH_LOST',
            flat('detach-lost', { run: 'r1' }),
            flat('detach-look', { unit: 'flatnet-maint-r1' }),
          ),
        ),
    },
  },
  { line: 'attach r1', house: { watch: plays(rolledBack, ended('rolled-back', { error })) } },
  { line: 'attach r1', house: { watch: async () => null } },
  { line: 'attach', house: { runs: async () => [] } },
  { line: 'show', house: { ...shows(rolledBack), runs: async () => [{ ...open, why: flat('a-signal') }] } },
  ...[committed, rolledBack, refused, stuck].map((entries) => ({ line: 'show r1', house: shows(entries) })),
  { line: 'show r1', house: shows(rolledBack.slice(3), flat('journal-set-aside')) },
  {
    line: 'show r1',
    house: shows(
      recorded.stamped([
        { type: 'resumed', by: 'dead-man', reason: flat('a-signal') },
        { type: 'waiting', until: '2026-01-02T03:04:05.000Z' },
        { type: 'ordered', order: 'abort', by: 'SIGINT' },
        { type: 'ordered', order: 'confirm', by: engineTexts.en('confirmed-by', { probe: 'site', why: flat('none') }) },
        { type: 'leftover', id: 'gateway.x', message: flat('could-not-ask', { why: 'EIO' }) },
        { type: 'note', text: coreTexts.en('notice-none') },
        { type: 'closed', outcome: 'superseded' },
      ]),
    ),
  },
  {
    line: 'snapshots',
    house: {
      snapshots: async () => [
        { ...snapshot, kind: 'generation', lastGood: true, ageMs: 3_600_000, keeps: whys, goes: false },
        { ...snapshot, kind: 'snapshot', lastGood: false, ageMs: 60_000, keeps: [], goes: true },
        { ...snapshot, kind: 'snapshot', lastGood: false, ageMs: -1, keeps: [], goes: true },
        {
          ...{ ...snapshot, kind: 'last-good', lastGood: false, ageMs: null, keeps: [], goes: false },
          damage: flat('journal-set-aside'),
        },
      ],
    },
  },
  { line: 'snapshots', house: { snapshots: async () => [] } },
  {
    line: 'snapshots verify',
    house: {
      verifySnapshots: async () => [
        { component: 'gateway', id: '1.0-x', kind: 'generation', bytes: 1, damage: [] },
        { component: 'gateway', id: '2.0-x', kind: 'snapshot', bytes: null, damage: [flat('journal-set-aside')] },
      ],
    },
  },
  ...sealedCases,
  { line: 'snapshots protect gateway 1.0-x --reason 監査', house: { protect: async () => undefined } },
  { line: 'snapshots unprotect gateway 1.0-x', house: { unprotect: async () => undefined } },
  { line: 'snapshots prune --keep soon', house: {} },
  ...(['made', 'repaired', 'sound'] as const).map((how) => ({
    line: 'install-self',
    house: {
      installSelf: async () => ({
        ...{ version: '1.0.0', how, folder: '/s/tool/x', node: '/s/node', cli: '/s/main.js' },
        ...{ launcher: '/s/bin/flatnet-maint', removed: ['0.9.0-ab12cd34'] },
      }),
    },
  })),
  { line: 'silence', house: { silences: async () => silences } },
  { line: 'silence', house: { silences: async () => [] } },
  { line: 'silence add gateway --reason 工事', house: { addSilence: async () => silences[0] as never } },
  { line: 'silence add gateway --reason 工事', house: { addSilence: () => Promise.reject(noSilence) } },
  { line: 'silence end', house: {} },
  { line: 'silence end --mine', house: { endSilences: async () => [] } },
  { line: 'silence end abcdef', house: { endSilences: async () => silences.slice(0, 1) } },
  { line: 'evidence', house: { evidence: async () => evidence(25) } },
  { line: 'evidence gateway --to /mnt/x.tar', house: { evidence: async () => evidence(0) } },
  {
    line: 'dashboards export',
    house: {
      exportDashboards: async () => ({
        to: '/x',
        files: [
          { ...exported, how: 'written' },
          { ...exported, how: 'same', provisioned: 'net.json' },
          { ...exported, how: 'beside', provisioned: '' },
        ],
        failed: [
          {
            uid: 'gone',
            title: '回線',
            message: flat('dashboard-gone', { uid: 'gone' }),
            next: flat('dashboard-gone-next'),
          },
        ],
      }),
    },
  },
  { line: 'dashboards export', house: { exportDashboards: async () => ({ to: '/x', files: [], failed: [] }) } },
  { line: 'dashboards compare x.json', house: { compareDashboards: async () => ({ rows }) } },
  { line: 'dashboards import x.json --folder ops', house: imports(...rows) },
  {
    line: 'dashboards import x.json',
    house: {
      planDashboards: () =>
        Promise.reject(
          new MaintError(
            'E_DASHBOARD_FILE',
            grafana('dashboard-file', { path: '/x.json', why: grafana('has-no-uid') }),
            grafana('dashboard-file-next', { path: '/x.json' }),
            { exit: 2 },
          ),
        ),
    },
  },
  { line: 'resume', house: { runs: async () => [], resume: async () => null } },
  { line: 'abort', house: { runs: async () => [] } },
  { line: 'confirm', house: { runs: async () => [open], ...shows(committed), order: async () => null } },
  { line: 'rehearse', world: rehearsing },
  ...([1, 2, 3, 4, 5, 6, 7, 8] as const).map((exit) => ({
    line: 'status',
    house: throwing(
      new MaintError('E_X', flat('run-unknown', { run: 'r1', state: '/s' }), flat('run-with-sudo'), { exit }),
    ),
  })),
  ...[
    '',
    'upgrad gateway',
    'upgrade gateway',
    'upgrade gateway --to',
    'upgrade gateway --to=',
    `${upgrade} --to 2`,
    `${upgrade} --frob`,
    'upgrade',
    'plan',
    'plan upgrade',
    'status extra more',
    `${upgrade} --soak 5`,
    `${upgrade} --confirm-within 0s`,
    `${upgrade} --accept E_X`,
    `${upgrade} --reason why`,
    'rollback gateway --emergency --to 1',
    'upgrade dns --to 1',
    'rollback gateway --restart-containers',
    'dashboards',
    'dashboards import',
  ].map((line) => ({ line })),
  { line: 'backup', house: { components: async () => ['gateway', 'cni'] } },
  { line: 'adopt', house: { components: async () => [] } },
  {
    line: 'rollback gateway --emergency',
    house: {
      emergencyRollback: () => {
        const values = { run: 'r1', component: 'cni', wanted: 'gateway' };
        const next = flat('other-component-open-next', values);
        return Promise.reject(new MaintError('E_RUN_OPEN', flat('other-component-open', values), next, { exit: 6 }));
      },
    },
  },
  {
    line: `${upgrade} --restart-containers`,
    house: {
      planUpgrade: () => {
        const values = { component: 'gateway', components: 'cni' };
        const next = flat('restarts-unknown-next');
        return Promise.reject(
          new MaintError('E_RESTARTS_UNKNOWN', flat('restarts-unknown', values), next, { exit: 2 }),
        );
      },
    },
  },
];
const types = ({ line, house = {}, world = {} }: Case, ...more: string[]) =>
  cli([...line.split(' ').filter(Boolean), ...more], { house, world });

describe('with --lang ja', () => {
  test.each(cases)('no English is left of: $line', async (one) => {
    const { out, err } = await types(one, '--lang', 'ja');
    // The stack of a bug is for those who mend it.
    const text = `${out}${err.replace(/^\w*Error: .*$|^ +at .*$/gm, '')}`;
    expect(text).toMatch(/[ぁ-んァ-ヶ一-龠]/);
    expect(englishIn(text)).toEqual([]);
  });

  test.each(['', 'plan', ...commands.map(({ usage, under }) => `${under ?? ''} ${usage.split(' ')[0]}`.trim())])(
    'no English is left in the help of: %s',
    async (words) => {
      const { out, exit } = await cli([...words.split(' ').filter(Boolean), '--help', '--lang', 'ja']);
      expect(exit).toBe(0);
      expect(englishIn(out)).toEqual([]);
    },
  );

  test.each(cases)('JSON is what it is in English: $line', async (one) => {
    const [english, japanese] = [await types(one, '--json'), await types(one, '--json', '--lang', 'ja')];
    expect(japanese.exit).toBe(english.exit);
    expect(japanese.out).toBe(english.out);
    expect(() => JSON.parse(english.out)).not.toThrow();
  });
});

test('what is looked for as English is found', () => {
  expect(englishIn('検証: site は not healthy')).toEqual(['not healthy']);
  expect(englishIn('flatnet-maint show r1, or flatnet-maint abort')).toEqual([]);
  expect(englishIn('flatnet-maint show r1 then look at it')).toEqual(['then look at it']);
  expect(englishIn('upgrade gateway now?')).toEqual(['upgrade gateway now?']);
  expect(englishIn('upgrade gateway 1.25.3 → 1.26.3')).toEqual([]);
});

test('columns stand under each other, a Japanese letter being two wide', () => {
  const text = table([
    ['予想停止時間', '1', 'x'],
    ['soak', '観察', 'x'],
    ['a', '', 'x'],
  ]);
  expect(text.split('\n').map((line) => stringWidth(line.slice(0, line.indexOf('x'))))).toEqual([20, 20, 20]);
});

test('each text of the screen names the same values in both languages', () => {
  const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  const differing = Object.entries(screen.texts).filter(
    ([, { en, ja }]) => ja.trim() === '' || names(en).join() !== names(ja).join(),
  );
  expect(differing).toEqual([]);
});

test('the tree on a terminal is whole', async () => {
  const shown = terminal();
  const say = sayIn('ja');
  await say.learn(async () => [flatnetTexts]);
  const view = listView(shown.stream, terminal().stream, say);
  for (const entry of rolledBack) {
    view.entry(entry);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await view.end();
  expect(englishIn(shown.lastFrame())).toEqual([]);
  expect(
    Math.max(
      ...shown
        .lastFrame()
        .split('\n')
        .map((line) => stringWidth(line)),
    ),
  ).toBeLessThanOrEqual(100);
  expect(shown.lastFrame()).toMatchInlineSnapshot(`
    "✔ 準備
      ✔ デッドマン (サービス flatnet-maint-guard) を設置:
        このプロセスが終了したときや停電後にも実行を元に戻し、実行が終わると自動で解除 (120 ミリ秒)
      ✔ 世代 1.26.3-ab12 を記録 (120 ミリ秒)
      ✔ 1.26.3-ab12 へすぐに戻れる手順を記録 (確認できませんでした: EAGAIN、40 ミリ秒)
    ✔ 前後の処置
      ✔ ホストは計画を立てたときのままです
      ✔ 世代 1.25.3-cd34 を記録 (120 ミリ秒)
    ✔ バックアップ
      ✔ 1.25.3-cd34 へすぐに戻れる手順を記録 (120 ミリ秒)
      ✔ 変更前にすべてのプローブを確認
    ✔ 切り替え
      ✔ 1.26.3 へすぐに戻れる手順を記録 (120 ミリ秒)
      ✔ 世代 1.26.3 を記録 (120 ミリ秒)
    ⚠ 検証
      ✔ site (1.26.3)
      ✖ api
        › 不合格: 確認できませんでした: ECONNREFUSED
    ↓ 確定 (未到達)
    ✔ 元に戻しています
      ✔ 取り消し: 世代 1.26.3 を記録 (80 ミリ秒)
      ✔ 取り消し: 1.26.3 へすぐに戻れる手順を記録 (80 ミリ秒)
      ✔ 旧バージョンの応答を確認
      ✔ 取り消し: 世代 1.25.3-cd34 を記録 (80 ミリ秒)
      ✔ 取り消し: 世代 1.26.3-ab12 を記録 (80 ミリ秒)
      ✔ 取り消し: デッドマン (サービス flatnet-maint-guard) を設置:
        このプロセスが終了したときや停電後にも実行を元に戻し、実行が終わると自動で解除 (80 ミリ秒)"
  `);
});

test('what is asked at the terminal by init is asked in Japanese', async () => {
  const stdin = new PassThrough();
  stdin.write('9\n');
  const world: Partial<World> = { stdin, tty: { in: true, out: true } };
  const { out, err, exit } = await cli(['init', '--lang', 'ja'], { house: initing(seen.report(several)), world });
  expect(exit).toBe(3);
  expect(out).toContain('番号を入力してください');
  expect(englishIn(`${out}${err}`)).toEqual([]);
});
