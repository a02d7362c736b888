import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  fetchParts,
  type Machine,
  machineUp,
  maint,
  newestJournal,
  type PracticeGateway,
  practiceGateway,
  startMaint,
  until,
} from '../src/index.ts';

const main = fileURLToPath(new URL('../src/load/register-main.ts', import.meta.url));
let machine: Machine;
let gateway: PracticeGateway;

beforeAll(async () => {
  machine = await machineUp(await fetchParts({}), { name: 'routes' });
  gateway = await practiceGateway(machine);
  await gateway.start();
  await gateway.startContainer();
}, 180_000);
afterAll(() => machine?.down());

/** Containers register all the while; what was acknowledged must be known at the end. */
async function whileRegistering(
  deed: () => Promise<unknown>,
): Promise<{ acknowledged: number; refused: number; lost: string[] }> {
  const child = machine.spawn([process.execPath, main], { stdio: ['pipe', 'pipe', 'inherit'] });
  let out = '';
  child.stdout?.on('data', (part: Buffer) => {
    out += part.toString();
  });
  await deed();
  child.stdin?.end();
  await once(child, 'close');
  return JSON.parse(out) as { acknowledged: number; refused: number; lost: string[] };
}

const soak = ['--site', '/srv/flatnet/flatnet.yaml', '--yes', '--soak'];

test('no container route that was acknowledged during an upgrade is lost', async () => {
  const seen = await whileRegistering(async () => {
    expect((await maint(machine, ['upgrade', 'gateway', '--to', '1.26', ...soak, '500ms'])).code).toBe(0);
  });
  expect(seen).toMatchObject({ refused: 0, lost: [] });
  expect(seen.acknowledged).toBeGreaterThan(100);
}, 60_000);

test('no container route that was acknowledged while a run goes back is lost', async () => {
  const last = newestJournal(machine).run;
  const seen = await whileRegistering(async () => {
    const { ended } = startMaint(machine, ['rollback', 'gateway', ...soak, '20s']);
    const live = () =>
      newestJournal(machine).run !== last && newestJournal(machine).entries.some((entry) => entry.type === 'verdict');
    expect(await until(live, 30_000)).toBe(true);
    await maint(machine, ['abort']);
    expect((await ended).code).toBe(4);
  });
  expect(seen).toMatchObject({ refused: 0, lost: [] });
}, 90_000);
