import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { lookAtMonitoring, maint, practiceMonitoring, stateFolder } from '../../src/index.ts';
import { machineTest } from '../machine-test.ts';

const canary = 'canary-5b0e77d1';
const services = ['prometheus', 'alertmanager', 'grafana'] as const;

/** Every plain file below a folder. */
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);

machineTest(
  'dashboards are exported, compared and imported on the practice stack; what is provisioned is refused, and no password is written',
  async (up) => {
    const machine = await up.machine({ podman: true, monitoring: true });
    const stack = await practiceMonitoring(machine, { password: canary, services });
    const site = readFileSync(machine.path(stack.siteFile), 'utf8');
    writeFileSync(machine.path('/etc/grafana.pass'), `${canary}\n`, { mode: 0o600 });
    writeFileSync(machine.path(stack.siteFile), site.replace(/\{ env: \w+ \}/, '{ file: /etc/grafana.pass }'));
    const said: string[] = [];
    const type = async (...words: readonly string[]) => {
      const end = await maint(machine, ['dashboards', ...words, '--site', stack.siteFile]);
      said.push(JSON.stringify(end.document), end.stderr);
      return end;
    };
    const put = (name: string, value: object) =>
      writeFileSync(machine.path(`/srv/${name}.json`), JSON.stringify(value));
    const there = async () => (await lookAtMonitoring(machine, stack)).grafana?.dashboards;

    const exported = await type('export', '--to', '/srv/out');
    expect(exported).toMatchObject({
      code: 0,
      document: { files: [{ uid: 'flatnet-gateway', provisioned: 'gateway.json', how: 'written' }], failed: [] },
    });
    const [own] = exported.document.files as readonly { file: string }[];
    const gateway = JSON.parse(readFileSync(machine.path(own?.file ?? ''), 'utf8')) as {
      dashboard: object;
      meta: object;
    };
    put('gateway', { ...gateway.dashboard, refresh: '5s' });
    expect(await type('compare', '/srv/gateway.json', '/srv/out')).toMatchObject({ code: 2 });
    const refused = await type('import', '/srv/gateway.json', '--yes');
    expect(refused).toMatchObject({
      code: 3,
      document: { error: { code: 'E_PREFLIGHT_PROVISIONED_FLATNET_GATEWAY' } },
    });
    expect(refused.document.error?.next).toContain(`${stack.folder}/grafana/dashboards/gateway.json`);

    const panels = [{ id: 1, type: 'timeseries', title: 'Loss' }];
    put('net', { uid: 'net', title: 'Network', schemaVersion: 38, panels });
    const made = await type('import', '/srv/net.json', '--yes');
    expect(made, JSON.stringify(made)).toMatchObject({ code: 0, document: { outcome: 'committed', leftovers: [] } });
    put('net', { uid: 'net', title: 'Network', schemaVersion: 38, panels, refresh: '5s' });
    expect((await type('compare', '/srv/net.json')).document.rows).toMatchObject([
      { is: 'differs', besides: ['refresh'] },
    ]);
    expect(await type('import', '/srv/net.json', '--yes')).toMatchObject({ code: 0 });
    expect(await there()).toEqual({ 'flatnet-gateway': 'Flatnet Gateway 1 provisioned', net: 'Network 2' });

    // The second is refused by Grafana itself: the first goes back, and what was new is gone.
    put('net', { uid: 'net', title: 'Changed', schemaVersion: 38, panels });
    put('twin', {
      dashboard: { uid: 'twin', title: 'Flatnet Gateway', schemaVersion: 38, panels },
      meta: gateway.meta,
    });
    const accept = ['--accept', 'title-twin', '--reason', 'test', '--yes'];
    const back = await type('import', '/srv/net.json', '/srv/twin.json', ...accept);
    expect(back).toMatchObject({ code: 4, document: { error: { code: 'E_DASHBOARD_REFUSED' } } });
    expect(await there()).toEqual({ 'flatnet-gateway': 'Flatnet Gateway 1 provisioned', net: 'Network 4' });

    expect(said.join('\n')).not.toContain(canary);
    const kept = filesBelow(machine.path(stateFolder)).filter((path) => readFileSync(path).includes(canary));
    expect(kept).toEqual([]);
  },
  240_000,
);
