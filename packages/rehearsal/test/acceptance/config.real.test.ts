import { mkdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { ask, lookAt, maint, newestJournal, practiceContainers, practiceGateway, until } from '../../src/index.ts';
import { underLoad } from '../../src/scenarios/scene.ts';
import { machineTest } from '../machine-test.ts';
import { differences, processesOf, treesOf } from './seen.ts';

machineTest(
  'new configuration is in use without a lost request, is refused when it is broken, and goes back when it fails live',
  async (up) => {
    const machine = await up.machine({ podman: true });
    const gateway = await practiceGateway(machine);
    const containers = await practiceContainers(machine);
    await gateway.start();
    await gateway.startContainer();
    await containers.start('beside');

    const folder = '/etc/new-conf';
    mkdirSync(machine.path(folder));
    const live = readFileSync(machine.path(gateway.config), 'utf8');
    const offer = (find: string, put: string) => {
      expect(live).toContain(find);
      writeFileSync(machine.path(`${folder}/nginx.conf`), live.replace(find, put));
    };
    const config = (...more: string[]) =>
      maint(machine, ['config', 'gateway', '--from', folder, '--site', gateway.siteFile, '--yes', ...more]);
    const said = async () => (await ask(machine, 'http://127.0.0.1/health')).body;
    const tree = () => readlinkSync(machine.path(gateway.home));
    const first = tree();

    // Good, under load; a container beside it that dies meanwhile is told of, and changes nothing of the outcome.
    offer('return 200 "healthy\\n"', 'return 200 "healthy as well\\n"');
    const { result: done, report } = await underLoad(machine, {}, async () => {
      const running = config('--soak', '3s');
      const isOver = running.then((end) => expect.fail(`it ended before it was seen: ${end.document.error?.message}`));
      isOver.catch(() => {});
      await Promise.race([until(async () => (await said()) === 'healthy as well\n', 60_000, 100), isOver]);
      await containers.podman('stop', '-t', '0', 'beside');
      return running;
    });
    expect(done.code, done.stderr).toBe(0);
    expect(report.lost.total, JSON.stringify(report.lost)).toBe(0);
    expect(done.document.leftovers).toEqual([
      expect.stringContaining('the container beside (localhost/practice-app:1) ran before this run and does not now'),
    ]);
    expect(newestJournal(machine).entries[0]).toMatchObject({ type: 'opened', plan: { command: 'config' } });
    expect(tree()).not.toBe(first);
    expect(readFileSync(machine.path(`${first}/conf/nginx.conf`), 'utf8'), 'what served before is as it was').toBe(
      live,
    );
    expect(readFileSync(machine.path(`${tree()}/conf/nginx.conf`), 'utf8'), 'its paths are its own').not.toContain(
      gateway.home,
    );

    // Broken: refused, and nothing that serves or is kept has changed.
    const folders = ['/srv', '/etc'];
    const before = { trees: treesOf(machine, folders), processes: processesOf(machine) };
    offer('location = /health {', 'location = /health { no_such_directive on;');
    const broken = await config();
    expect([broken.code, broken.document.error?.message]).toEqual([3, expect.stringContaining('no_such_directive')]);
    expect(differences(before.trees, treesOf(machine, folders)).filter((one) => !one.includes(folder))).toEqual([]);
    expect(processesOf(machine)).toEqual(before.processes);

    // Sound on every private port, and dead on the one that it is asked at.
    const status = 'location = /api/status { ';
    offer(status, `${status}if ($server_port = 8080) { return 500; } `);
    const second = tree();
    const back = await config('--soak', '1s');
    expect([back.code, back.document.error?.code], back.stderr).toEqual([4, 'E_VERIFY_FAILED']);
    expect([tree(), await said()]).toEqual([second, 'healthy as well\n']);
    expect((await lookAt(machine, gateway.root)).leftovers).toEqual([]);

    const home = await maint(machine, ['rollback', 'gateway', '--site', gateway.siteFile, '--soak', '500ms', '--yes']);
    expect([home.code, tree(), await said()], home.stderr).toEqual([0, first, 'healthy\n']);
  },
  120_000,
);
