import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect } from 'vitest';
import {
  ask,
  lookAt,
  type Machine,
  maint,
  practiceGateway,
  type Release,
  startMaint,
  stateFolder,
  until,
  versionServed,
} from '../src/index.ts';
import { machineTest } from './machine-test.ts';

const cache = `${stateFolder}/cache/gateway`;
const source = 'http://127.0.0.1:7070/gateway/';
const server = `import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
createServer((asked, answer) => {
  const file = '/srv/maker' + asked.url;
  if (!existsSync(file)) return answer.writeHead(404).end();
  if (!file.endsWith('.gz') || !existsSync('/srv/maker/slow')) return answer.end(readFileSync(file));
  answer.write(readFileSync(file).subarray(0, 100_000));
  const timer = setInterval(() => {
    if (existsSync('/srv/maker/slow')) return;
    clearInterval(timer);
    answer.end(readFileSync(file).subarray(100_000));
  }, 50);
}).listen(7070, '127.0.0.1');
`;

/** A maker's server inside the machine, with one signed release; and the site file that names it and its key. */
async function maker(
  machine: Machine,
  { siteFile }: { siteFile: string },
  release: Release,
  signed: Uint8Array,
): Promise<void> {
  const file = basename(release.archive);
  mkdirSync(machine.path('/srv/maker/gateway'), { recursive: true });
  cpSync(release.archive, machine.path(`/srv/maker/gateway/${file}`));
  const { key, signature } = minisigned(signed);
  writeFileSync(machine.path(`/srv/maker/gateway/${file}.minisig`), signature);
  writeFileSync(machine.path('/srv/maker/maker.pub'), key);
  const size = statSync(release.archive).size;
  const entry = { version: release.version, file, sha256: release.sha256, size, signature: `${file}.minisig` };
  writeFileSync(machine.path('/srv/maker/gateway/index.json'), JSON.stringify({ format: 1, releases: [entry] }));
  writeFileSync(machine.path('/srv/maker/server.mjs'), server);
  const text = readFileSync(machine.path(siteFile), 'utf8').replace(/ {2}releases:[\s\S]*/, '');
  writeFileSync(machine.path(siteFile), `${text}  sources: [{ url: '${source}', key: /srv/maker/maker.pub }]\n`);
  const unit = ['systemd-run', '--unit=practice-maker', '-p', 'DefaultDependencies=no'];
  await machine.exec([...unit, process.execPath, '/srv/maker/server.mjs']);
  const answers = async () => (await ask(machine, `${source}index.json`, { limit: 1_000 })).status === 200;
  expect(await until(answers, 10_000)).toBe(true);
}

machineTest(
  'an upgrade takes a range, and its release from a signed source; what was planned needs no network',
  async (up) => {
    const machine = await up.machine();
    const { older, newer } = up.parts;
    const gateway = await practiceGateway(machine);
    await gateway.start();
    await gateway.startContainer();
    await maker(machine, gateway, newer, readFileSync(newer.archive));
    const wanted = `^${newer.version.split('.').slice(0, 2).join('.')}`;
    const options = ['--site', gateway.siteFile, '--soak', '500ms', '--yes'];

    const planned = await maint(machine, ['plan', 'upgrade', 'gateway', '--to', wanted, ...options]);
    expect(planned.document).toMatchObject({ to: newer.version, findings: [] });
    expect(planned.code).toBe(0);
    expect(readdirSync(machine.path(stateFolder))).toEqual(['cache']);
    const release = readdirSync(machine.path(cache)).find((name) => name.endsWith(basename(newer.archive)));
    expect(release).toBeDefined();

    await machine.exec(['systemctl', 'stop', 'practice-maker']);
    const upgraded = await maint(machine, ['upgrade', 'gateway', '--to', wanted, ...options]);
    expect(upgraded.document.error).toBeUndefined();
    expect(upgraded).toMatchObject({ code: 0, document: { outcome: 'committed', to: newer.version } });
    expect(upgraded.stderr).toContain('source-unasked');
    const seen = await lookAt(machine, gateway.root, stateFolder);
    expect(versionServed(seen, [older.version, newer.version])).toMatchObject({ version: newer.version, why: [] });
  },
  120_000,
);

machineTest('a release whose signature is of other bytes is refused, and nothing is kept of it', async (up) => {
  const machine = await up.machine();
  const { older, newer } = up.parts;
  const gateway = await practiceGateway(machine);
  await gateway.start();
  await maker(machine, gateway, newer, readFileSync(older.archive));
  const command = ['upgrade', 'gateway', '--to', newer.version, '--site', gateway.siteFile, '--yes'];
  const refused = await maint(machine, command);
  expect(refused).toMatchObject({ code: 3, document: { error: { code: 'E_SIGNATURE_BAD' } } });
  expect(readdirSync(machine.path(cache))).toEqual([]);
  expect(existsSync(machine.path(`${stateFolder}/open/run`))).toBe(false);
});

machineTest('a disk without room for a release refuses it before a byte is fetched', async (up) => {
  const machine = await up.machine({ smallState: 1_500_000 });
  const { newer } = up.parts;
  const gateway = await practiceGateway(machine);
  await maker(machine, gateway, newer, readFileSync(newer.archive));
  const refused = await maint(machine, ['fetch', 'gateway', newer.version, '--site', gateway.siteFile]);
  expect(refused).toMatchObject({ code: 3, document: { error: { code: 'E_FETCH_SPACE' } } });
  expect(readdirSync(machine.path(cache))).toEqual([]);
});

machineTest('a disk that becomes full while a release is fetched is told, and the same command goes on', async (up) => {
  const machine = await up.machine({ smallState: 4 * 1024 * 1024 });
  const { newer } = up.parts;
  const gateway = await practiceGateway(machine);
  await maker(machine, gateway, newer, readFileSync(newer.archive));
  const command = ['fetch', 'gateway', newer.version, '--site', gateway.siteFile];
  writeFileSync(machine.path('/srv/maker/slow'), '');
  const { ended } = startMaint(machine, command);
  const partial = () => readdirSync(machine.path(cache)).find((name) => name.endsWith('.partial'));
  const began = () => existsSync(machine.path(cache)) && partial() !== undefined;
  expect(await until(began, 10_000)).toBe(true);
  await until(() => statSync(machine.path(`${cache}/${partial()}`)).size === 100_000, 5_000);
  const filler = machine.path(`${stateFolder}/filler`);
  expect(() => writeFileSync(filler, Buffer.alloc(8 * 1024 * 1024))).toThrow('ENOSPC');
  rmSync(machine.path('/srv/maker/slow'));
  expect(await ended).toMatchObject({ code: 3, document: { error: { code: 'E_FILE_SPACE' } } });
  expect(readdirSync(machine.path(cache)).filter((name) => name.endsWith('.gz'))).toEqual([]);
  rmSync(filler);
  expect(await maint(machine, command)).toMatchObject({ code: 0, document: { how: 'now' } });
});

function minisigned(file: Uint8Array): { key: string; signature: string } {
  const id = randomBytes(8);
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const inner = sign(null, createHash('blake2b512').update(file).digest(), privateKey);
  const outer = sign(null, Buffer.concat([inner, Buffer.from('timestamp:1')]), privateKey);
  const main = Buffer.concat([Buffer.from('ED'), id, inner]).toString('base64');
  return {
    key: `untrusted comment: test\n${Buffer.concat([Buffer.from('Ed'), id, raw]).toString('base64')}\n`,
    signature: `untrusted comment: x\n${main}\ntrusted comment: timestamp:1\n${outer.toString('base64')}\n`,
  };
}
