import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { type Machine, type PracticeGateway, practiceGateway, startLoad } from '../src/index.ts';
import { machineTest } from './machine-test.ts';
import { layTree } from './trees.ts';

const plan = { rate: 1000, downloads: { count: 2, bytes: 100_000, rate: 100_000 } };
const master = (machine: Machine, gateway: PracticeGateway) =>
  readFileSync(machine.path(gateway.pidFile), 'utf8').trim();

machineTest('a hand-made handover under load shows both builds and loses nothing', async (up) => {
  const machine = await up.machine();
  const { older, newer } = up.parts;
  const gateway = await practiceGateway(machine);
  await gateway.start();
  await gateway.startContainer();
  const tree = await layTree(machine, gateway, newer.archive, 'second');
  mkdirSync(machine.path(`${tree}/boot`));
  writeFileSync(machine.path(`${tree}/boot/routes.json`), '[{"name":"app","address":"127.0.0.1:9900","ttl":300}]');

  const load = await startLoad(machine, plan);
  const old = master(machine, gateway);
  symlinkSync(tree, machine.path(`${gateway.home}.next`));
  renameSync(machine.path(`${gateway.home}.next`), machine.path(gateway.home));
  await machine.exec(['bash', '-c', 'kill -USR2 "$1"', 'kill', old]);
  await sleep(500);
  const next = master(machine, gateway);
  expect(next).not.toBe(old);
  expect((await machine.exec(['readlink', `/proc/${next}/exe`])).stdout).toBe(`${tree}/sbin/nginx\n`);
  await sleep(500);
  await machine.exec(['bash', '-c', 'kill -QUIT "$1"', 'kill', old]);
  await sleep(1500);
  const report = await load.stop();
  expect(Object.keys(report.byBuild).sort()).toEqual([older.version, newer.version]);
  expect(report).toMatchObject({ lost: { total: 0 }, downloads: { cut: 0 }, websocket: { cut: 0 } });
  expect(report.requests / report.seconds).toBeGreaterThan(900);
});

machineTest('the load sees what a stop and start of the gateway loses', async (up) => {
  const machine = await up.machine();
  const gateway = await practiceGateway(machine);
  await gateway.start();
  await gateway.startContainer();
  const load = await startLoad(machine, plan);
  await sleep(300);
  await gateway.stop();
  await sleep(200);
  await gateway.start();
  await sleep(300);
  const report = await load.stop();
  expect(report.lost.refused).toBeGreaterThan(50);
  expect(report.downloads.cut).toBe(2);
  expect(report.websocket.cut).toBe(1);
  expect(report.maxGapMs).toBeGreaterThan(150);
});

machineTest('while the gateway drains, the load lets each kept connection go and loses nothing', async (up) => {
  const machine = await up.machine();
  const gateway = await practiceGateway(machine);
  await gateway.start();
  await gateway.startContainer();
  const load = await startLoad(machine, {
    ...plan,
    newShare: 0,
    downloads: { count: 0, bytes: 1, rate: 1 },
    websocket: false,
  });
  writeFileSync(machine.path(`${gateway.home}/drain`), '');
  await sleep(400);
  const report = await load.stop();
  expect(report.keptEnded).toBeGreaterThan(100);
  expect(report).toMatchObject({ keptClosed: 0, lost: { total: 0 } });
});
