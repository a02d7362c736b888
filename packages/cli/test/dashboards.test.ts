import type { DashboardsProposal, ExportedDashboards } from 'flatnet';
import { expect, test } from 'vitest';
import { cli, proposal, report } from './support/fake-world.ts';
import { plan } from './support/recorded.ts';

const row = {
  ...{ path: '/work-folder/net.json', uid: 'net', title: 'Network', is: 'differs' as const, provisionedBy: null },
  ...{ panels: { added: ['loss'], removed: [], changed: ['load', 'rtt'] }, besides: ['refresh'] },
  folder: { now: '', wanted: 'ops' },
};
const rows = [
  row,
  { ...row, uid: 'new', title: 'New', is: 'new' as const, folder: { now: null, wanted: 'ops' } },
  { ...row, uid: 'same', title: 'Same', is: 'same' as const, folder: { now: '', wanted: '' } },
  {
    ...row,
    uid: 'prov',
    is: 'provisioned' as const,
    provisionedBy: '/srv/d/net.json',
    folder: { now: '', wanted: '' },
  },
];

test('a comparison is one line for each file: panels, what else, folder, and which file to edit', async () => {
  const asked: unknown[] = [];
  const ran = await cli(['dashboards', 'compare', 'net.json', '/d', '--folder', 'ops'], {
    house: {
      async compareDashboards(...how) {
        asked.push(how);
        return { rows };
      },
    },
  });
  expect(asked).toEqual([[['/work-folder/net.json', '/d'], { folder: 'ops' }]]);
  expect(ran).toMatchInlineSnapshot(`
    {
      "err": "",
      "exit": 0,
      "out": "Network  net   differs          panels added (1): loss; panels that differ (2): load, rtt; besides: refresh; moves from no folder to ops
    New      new   new              goes to ops
    Same     same  the same
    Network  prov  cannot be saved  comes from /srv/d/net.json: edit that instead; panels added (1): loss; panels that differ (2): load, rtt; besides: refresh
    ",
    }
  `);
});

test('an export tells each file, and is code 8 when one dashboard could not be had', async () => {
  const file = {
    uid: 'net',
    title: 'Network',
    file: '/x/Network-net.json',
    provisioned: null,
    how: 'written' as const,
  };
  const whole: ExportedDashboards = { to: '/x', files: [file, { ...file, provisioned: 'net.json' }], failed: [] };
  const failed = [{ uid: 'big', title: 'Big', message: 'It is too large.', next: 'Look at it.' }];
  const asked: unknown[] = [];
  const exporting = (made: ExportedDashboards) => ({
    house: {
      async exportDashboards(how: unknown) {
        asked.push(how);
        return made;
      },
    },
  });
  const ran = await cli(['dashboards', 'export'], exporting(whole));
  expect(ran).toMatchInlineSnapshot(`
    {
      "err": "",
      "exit": 0,
      "out": "Network  net  written  /x/Network-net.json
    Network  net  written  /x/Network-net.json  provisioned from net.json
    2 dashboards in /x
    ",
    }
  `);
  const partly = await cli(['dashboards', 'export', '--to', 'x'], exporting({ ...whole, failed }));
  expect(partly.exit).toBe(8);
  expect(partly.out).toContain('not exported: Big (big): It is too large.\n  next: Look at it.');
  expect(asked).toEqual([
    { to: null, folder: '/work-folder' },
    { to: '/work-folder/x', folder: '/work-folder' },
  ]);
});

const planned = (more: Partial<DashboardsProposal> = {}): DashboardsProposal => ({
  ...{ ...proposal, rows, plan: { ...plan, command: 'dashboards', component: 'monitoring' } },
  ...more,
});

test('an import shows what changes, then runs', async () => {
  const asked: unknown[] = [];
  const ran = await cli(['dashboards', 'import', 'net.json', '--accept', 'inputs-net', '--reason', 'known'], {
    house: {
      async planDashboards(...how) {
        asked.push(how);
        return planned();
      },
      apply: async () => report('committed', { command: 'dashboards', component: 'monitoring', from: null, to: null }),
    },
  });
  const accepted = [{ id: 'inputs-net', reason: 'known' }];
  expect(asked).toEqual([[['/work-folder/net.json'], { folder: null, accepted }]]);
  expect(ran.exit).toBe(0);
  expect(ran.out).toContain('panels that differ (2): load, rtt');
  expect(ran.out).toContain('dashboards monitoring');
});

test('an import of what is there already starts no run', async () => {
  const none = planned({ rows: rows.slice(2, 3), plan: { ...planned().plan, cutover: [] } });
  const ran = await cli(['dashboards', 'import', 'net.json'], { house: { planDashboards: async () => none } });
  expect(ran).toMatchObject({ exit: 0, err: '', out: 'Same  same  the same\n' });
});
