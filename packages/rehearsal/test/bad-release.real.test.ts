import { renameSync, symlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { ask, badRelease, type Fault, faults, type Machine, practiceGateway, type When } from '../src/index.ts';
import { machineTest } from './machine-test.ts';
import { elsewhere, layTree } from './trees.ts';

interface Behaviour {
  readonly test: 'passes' | 'fails' | 'hangs';
  readonly start: 'passes' | 'fails';
  readonly build?: 'newer' | 'older' | 'none';
  readonly lua?: boolean;
  readonly later?: 'newer' | 'older' | 'none';
  readonly slow?: boolean;
}

const well: Behaviour = { test: 'passes', start: 'passes', build: 'newer', lua: true, later: 'newer', slow: false };
const gone: Behaviour = { test: 'passes', start: 'fails', build: 'none', lua: false, later: 'none', slow: false };

/** What each fault does when it does it. */
const behaviours: Record<Fault, Behaviour> = {
  'does-not-start': gone,
  'dies-after-2s': { ...well, later: 'none' },
  'lua-dead': { ...well, lua: false },
  'serves-old-build': { ...well, build: 'older', later: 'older' },
  'ten-times-slower': { ...well, slow: true },
  'lua-library-fails': gone,
  'hangs-in-test': { ...well, test: 'hangs' },
};

for (const fault of faults)
  machineTest(`a build with ${fault} does what its name says, always or only when it is live`, async (up) => {
    const machine = await up.machine();
    const gateway = await practiceGateway(machine);
    for (const when of fault === 'hangs-in-test' ? (['always'] as const) : (['always', 'live'] as const)) {
      const bad = await badRelease(up.parts, fault, when);
      const tree = await layTree(machine, gateway, bad.path, `bad-${when}`);
      const name = (body: string) =>
        body === `${up.parts.newer.version}\n` ? 'newer' : body === `${up.parts.older.version}\n` ? 'older' : 'none';
      const expected = expectedOf(fault, when);

      const wait = fault === 'dies-after-2s' ? 2200 : 0;
      const rehearsal = elsewhere(machine, gateway, tree);
      expect(await behaviour(machine, rehearsal, name, wait), `${when}, in another place`).toEqual(
        when === 'live' ? well : expected,
      );
      await endAll(machine);

      symlinkSync(tree, machine.path(`${gateway.home}.next`));
      renameSync(machine.path(`${gateway.home}.next`), machine.path(gateway.home));
      expect(await behaviour(machine, gateway.argv, name, wait), `${when}, live`).toEqual(expected);
      await endAll(machine);
    }
  });

/** The broken binary cannot even be tested; when it must behave elsewhere it is a whole one that aborts at its start. */
function expectedOf(fault: Fault, when: When): Behaviour {
  return fault === 'does-not-start' && when === 'always' ? { ...gone, test: 'fails' } : behaviours[fault];
}

async function behaviour(
  machine: Machine,
  argv: readonly string[],
  name: (body: string) => Behaviour['build'],
  wait: number,
): Promise<Behaviour> {
  const tested = await machine.exec([...argv, '-t'], { limit: 1000 });
  const started = await machine.exec(argv, { limit: 5000 });
  const build = name((await ask(machine, 'http://127.0.0.1/build')).body)!;
  const health = await ask(machine, 'http://127.0.0.1/health');
  if (build !== 'none') expect(health.status, 'static health, also with dead Lua').toBe(200);
  const lua = (await ask(machine, 'http://10.100.1.1:8080/api/status')).status === 200;
  const slow = build !== 'none' && (await quickest(machine)) > 5;
  await sleep(wait);
  const later = name((await ask(machine, 'http://127.0.0.1/build')).body)!;
  return {
    test: tested.code === -1 ? 'hangs' : tested.code === 0 ? 'passes' : 'fails',
    start: started.code === 0 ? 'passes' : 'fails',
    build,
    lua,
    later,
    slow,
  };
}

/** Milliseconds of the middle one of many answers on one kept connection, which a sound build gives in well under one. */
async function quickest(machine: Machine): Promise<number> {
  const script = `
    const http = require('node:http'); const agent = new http.Agent({ keepAlive: true }); const times = [];
    const next = () => { const from = performance.now(); http.get('http://127.0.0.1/build', { agent }, (r) => { r.resume(); r.on('end', () => {
      times.push(performance.now() - from);
      if (times.length < 25) setTimeout(next, 3); else { console.log(times.sort((a, b) => a - b)[12]); process.exit(0); } }); }); };
    next();`;
  return Number((await machine.exec([process.execPath, '-e', script])).stdout);
}

async function endAll(machine: Machine): Promise<void> {
  const script =
    'for p in /proc/[0-9]*; do case $(readlink $p/exe) in */nginx|*/nginx.real) kill -9 $(basename $p);; esac; done; true';
  await machine.exec(['bash', '-c', script]);
  await sleep(100);
}
