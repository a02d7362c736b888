import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { posixHosts } from '@flatnet-maint/host';
import { memoryHosts, memoryKeep } from '@flatnet-maint/testkit';
import { exportDashboards } from 'flatnet';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOfDashboard } from '../src/grafana/dashboard.ts';
import { importDashboard } from '../src/grafana/import-dashboard.ts';
import { grafanaLogin } from '../src/grafana/login.ts';
import { loadYaml } from '../src/lazy-yaml.ts';
import { canary, dashboard, FakeGrafana } from './support/fake-grafana.ts';

await loadYaml();

const folder = mkdtempSync(join(tmpdir(), 'dashboards-'));
const secret = join(folder, 'pass');
const { world } = memoryHosts({ profile: 'posix' });
const grafana = new FakeGrafana(world);
let server: Server;
let place: { address: string; user: string; password: { file: string } };

beforeAll(async () => {
  writeFileSync(secret, `${canary}\n`, { mode: 0o600 });
  server = createServer(async (request, response) => {
    const reply = await answered(request);
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  place = { address: `http://127.0.0.1:${port}/`, user: 'admin', password: { file: secret } };
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** The Grafana in memory, over a real connection. */
async function answered(request: IncomingMessage): Promise<{ status: number; body: string }> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const reply = await world.servers[0]?.answer({
    ...{ method: request.method ?? '', url: new URL(request.url ?? '', place.address), connection: 0, by: null },
    ...{ headers: request.headers as Record<string, string>, body: Buffer.concat(pieces).toString() },
  });
  if (!reply || reply instanceof Error) return { status: 500, body: '' };
  return { status: reply.status, body: reply.body ?? '' };
}

const lent = () => posixHosts({ ids: ['local'] }).lend('local', 30_000, 'test');

test('a dashboard goes over a real connection and comes back from it as it was', async () => {
  grafana.put('net', { title: '回線 “WAN”' });
  const { host, release } = lent();
  const made = await exportDashboards(host, place, join(folder, 'out'));
  const [file = ''] = made.files.map((one) => one.file);
  const fresh = dashboard('net', { title: '回線', text: '帯域'.repeat(20_000) });
  const from = join(folder, 'net.json');
  writeFileSync(from, JSON.stringify(fresh));
  const sha256 = digestOfDashboard(grafana.kept.get('net')?.dashboard ?? {});
  const args = {
    ...{ place, uid: 'net', run: 'r1', aside: join(folder, 'found') },
    want: { from, sha256: digestOfDashboard(fresh), folder: '' },
    back: { from: file, sha256, folder: '', version: 1 },
  };
  await importDashboard.capture(args, host, memoryKeep());
  await importDashboard.do(args, null, host);
  expect(await importDashboard.check(args, null, host)).toBe('done');
  await importDashboard.undo?.(args, null, host);
  expect(await importDashboard.check(args, null, host)).toBe('undone');
  await release();
  const written = readdirSync(join(folder, 'out')).map((name) => readFileSync(join(folder, 'out', name), 'utf8'));
  expect(written.join('\n')).not.toContain(canary);
});

test('a password that everybody may read is not sent', async () => {
  const { host, release } = lent();
  expect((await grafanaLogin.ask(place, host)).ok).toBe(true);
  const before = grafana.asked.length;
  chmodSync(secret, 0o644);
  await expect(grafanaLogin.ask(place, host)).rejects.toMatchObject({ code: 'E_SECRET_OPEN' });
  expect(grafana.asked.length).toBe(before);
  await release();
});
