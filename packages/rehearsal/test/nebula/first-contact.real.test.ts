import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { lookAtNebula, nebulaLive, nebulaStage, nextWords, stateFolder, typeMaint } from '../../src/index.ts';
import { compiled, machineTest } from '../machine-test.ts';

const siteFile = '/etc/flatnet-maint/flatnet.yaml';
const backup = '/opt/flatnet/backups/nebula-20261102';

machineTest(
  'nobody described it: init writes the site file, evidence holds no key, what runs is adopted, and a dead one comes back from a folder of the manual',
  async ({ parts }) => {
    const stage = await nebulaStage({ parts, name: 'found', shares: compiled(), say: () => {} });
    await using nebula = stage.nebula;
    const { h1 } = nebula;
    const { machine } = h1;
    const at = (path: string) => machine.path(path);
    const type = (...args: readonly string[]) => typeMaint(machine, ...args);
    const live = async () => nebulaLive(await lookAtNebula(h1), stage.known);
    // As the manual's commands leave it: programs, configuration and keys in one folder.
    mkdirSync(at(backup), { recursive: true });
    for (const folder of ['/opt/flatnet/nebula', '/etc/flatnet/nebula'])
      cpSync(at(folder), at(backup), { recursive: true });
    chmodSync(at(`${backup}/host.key`), 0o644);
    const before = execFileSync('find', [at('/opt/flatnet'), at('/etc/flatnet'), '-type', 'f', '-size', '-1000k'], {
      encoding: 'utf8',
    });

    const bare = await type('status');
    expect(bare.stdout).toContain('/opt/flatnet/nebula/nebula');
    expect(existsSync(at(siteFile))).toBe(false);

    const kept = at('/srv/evidence.tar');
    expect((await type('evidence', '--to', '/srv/evidence.tar')).code).toBe(0);
    const packed = readFileSync(kept, 'latin1');
    const [secret = ''] = readFileSync(at(h1.pki.key), 'latin1').split('\n').slice(1);
    expect(packed).not.toContain(secret.slice(0, 20));
    for (const name of ['programs.txt', 'config.yaml', 'certificates', 'nebula.log', 'network/address.txt'])
      expect(packed).toContain(name);

    const found = await type('init', '--yes');
    expect(nextWords(found.stdout), `${found.stdout}${found.stderr}`).toEqual(['adopt', 'nebula']);
    expect(found.stdout).toContain(`chmod 600 ${backup}/host.key`);
    const written = readFileSync(at(siteFile), 'utf8');
    expect(written).toMatch(/^ {6}address: "10\.100\.0\.1" {2}# found/m);
    expect(written).toMatch(/^ {2}service: nebula {2}# found/m);
    const adopted = await type('adopt', 'nebula', '--yes');
    expect(adopted.code, `${adopted.stdout}${adopted.stderr}`).toBe(0);

    // By night: cut short by hand, and nobody kept a journal.
    await h1.systemctl('stop', 'nebula');
    execFileSync('rm', ['-rf', at(stateFolder), at('/opt/flatnet/generations')]);
    const broken = readFileSync(at(h1.program)).subarray(0, 4_000);
    writeFileSync(at(h1.program), broken);
    const dead = await type('init', '--yes');
    const words = nextWords(dead.stdout);
    expect(words, `${dead.stdout}${dead.stderr}`).toEqual(['adopt', 'nebula', '--tree', backup, '--start']);
    const revived = await type(...(words ?? []), '--yes', '--soak', '300ms');
    expect(revived.code, `${revived.stdout}${revived.stderr}`).toBe(0);
    expect(await live()).toEqual({ version: stage.older, why: [] });
    expect(await h1.reaches()).toBe(true);
    const asides = readdirSync(at('/opt/flatnet/nebula')).filter((name) => name.includes('.aside-'));
    expect(asides).toEqual([expect.stringMatching(/^nebula\.aside-\d{8}-\d{6}-[0-9a-f]{6}$/)]);
    expect(readFileSync(at(`/opt/flatnet/nebula/${asides[0]}`)).equals(broken)).toBe(true);
    for (const path of before.trim().split('\n')) expect(existsSync(path), path).toBe(true);
  },
  40_000,
);
