import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import {
  badNebula,
  knownNebula,
  lookAtNebula,
  meddle,
  meddlingOf,
  nebulaAmiss,
  nebulaLive,
  practiceNebula,
  soundNebula,
} from '../../src/index.ts';
import { compiled, machineTest } from '../machine-test.ts';

machineTest(
  'the tunnel comes back after a cut cable and a power cut at either end; the checker sees what is wrong without the product',
  async ({ parts }) => {
    await using nebula = await practiceNebula(parts, { name: 'test', shares: compiled() });
    const { h1, lh1, link } = nebula;
    const { machine } = h1;
    const known = [knownNebula(nebula.parts.older), knownNebula(nebula.parts.newer)];
    const well = await lookAtNebula(h1);
    expect(nebulaLive(well, known)).toEqual({ version: nebula.parts.older.version, why: [] });
    expect([nebulaAmiss(well, well), well.keys]).toEqual([[], { plain: [], open: [] }]);

    await link.cut();
    expect(nebulaLive(await lookAtNebula(h1), known).why).toEqual(['the other end does not answer']);
    await machine.reboot();
    expect(await h1.reaches(500), 'a power cut joins no cable').toBe(false);
    await link.join();
    expect(await h1.reaches()).toBe(true);
    await lh1.machine.reboot();
    // A lighthouse knows no host until that one comes to it.
    expect([await h1.reaches(20_000), await lh1.reaches()]).toEqual([true, true]);

    // What a build does only when it is live.
    const { nebula: build } = badNebula(nebula.parts, 'udp-dropped');
    const meddler = await meddle(h1, build, meddlingOf('udp-dropped') ?? { how: 'drop-udp' });
    const put = async (bytes: Buffer) => {
      await h1.systemctl('stop', 'nebula');
      writeFileSync(machine.path(h1.program), bytes);
      await h1.systemctl('start', 'nebula');
    };
    await put(build);
    expect(await h1.reaches(500)).toBe(false);
    const broken = nebulaLive(await lookAtNebula(h1), known);
    expect(broken.version).toBe('mixed');
    expect(broken.why[0]).toMatch(/^nebula [0-9a-f]{12} with nebula-cert 1\.6\.1$/);
    await put(soundNebula(nebula.parts.older).nebula);
    expect([await h1.reaches(), (await meddler.end()) > 0]).toEqual([true, true]);

    const state = machine.path('/var/lib/flatnet-maint');
    mkdirSync(`${state}/open/run`, { recursive: true });
    writeFileSync(`${state}/copy`, readFileSync(machine.path(h1.pki.key)), { mode: 0o644 });
    mkdirSync(machine.path('/opt/flatnet/generations/nebula/1.9.3-0123456789ab/bin'), { recursive: true });
    writeFileSync(machine.path(`${h1.program}.new`), '');
    writeFileSync(machine.path('/etc/systemd/system/flatnet-maint-run.service'), '');
    mkdirSync(machine.path('/tmp/flatnet-maint-trial'));
    writeFileSync(machine.path(h1.config), '# by hand\n', { flag: 'a' });
    chmodSync(machine.path(h1.cert), 0o644);
    await h1.systemctl('disable', 'nebula');
    const seen = await lookAtNebula(h1);
    expect(seen.keys).toEqual({ plain: ['/var/lib/flatnet-maint/copy'], open: ['/var/lib/flatnet-maint/copy'] });
    const amiss = nebulaAmiss(seen, well);
    expect(amiss.map((line) => line.replace(/\{.*/, '…'))).toEqual([
      'config is …',
      'cert has mode and owner 644 0:0, had 755 0:0',
      'the service is active, disabled; was active, enabled',
      'new beside it: /opt/flatnet/nebula/nebula.new',
      'half made /opt/flatnet/nebula/nebula.new',
      'half a generation /opt/flatnet/generations/nebula/1.9.3-0123456789ab',
      'open marker run',
      'systemd unit /etc/systemd/system/flatnet-maint-run.service',
      'trial folder /tmp/flatnet-maint-trial',
    ]);
  },
  60_000,
  { sideBySide: true },
);
