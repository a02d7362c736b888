import { type Item, sha256 } from '@flatnet-maint/core';
import { describe, expect, test } from 'vitest';
import type { NebulaFacts } from '../../src/facts.ts';
import { inspect } from '../../src/inspect.ts';
import { nebula } from '../../src/nebula.ts';
import { backup, config, configOf, home, knownHost, program, site } from './known-host.ts';

const run = { id: 'run-1', state: '/state' };

/** A host whose program dies, with a folder of the manual's beside it. */
function night() {
  const host = knownHost();
  host.installed();
  host.binary(program, 'dies');
  host.flat('1.6.1', { text: configOf({ more: 'old: true' }) });
  const argv = [program, '-config', config];
  host.world.service('nebula', { state: 'stopped', process: { exe: program, argv } });
  for (const name of ['ping', 'ip']) host.world.programs.set(name, () => ({}));
  const seen = (tree: string) => inspect(site(), host.hosts.view('local', 60_000), { tree });
  return { ...host, seen };
}

describe('a program that somebody chose', () => {
  test('is seen as if it were in its place, as root’s, with the configuration that is there, and what stands there is known', async () => {
    const { facts, readings } = await night().seen(backup);
    expect(facts).toMatchObject({
      ...{ program, config, cert: `${home}/nebula-cert`, tree: null },
      programFile: { sha256: sha256('1.6.1'), mode: 0o755, uid: 0, gid: 0 },
      configFiles: [{ path: config, name: 'config/config.yaml', sha256: sha256(configOf()) }],
      generation: { version: '1.6.1', kept: false },
      chosen: {
        ...{ program: `${backup}/nebula`, cert: `${backup}/nebula-cert`, config },
        standing: { program: { sha256: sha256('dies') }, cert: { sha256: sha256('1.6.1') }, runs: null },
      },
    });
    expect(readings).toMatchObject({ test: { ok: true }, versions: { program: '1.6.1', cert: '1.6.1' } });
  });

  test('comes with its own configuration where it does not take the one in its place', async () => {
    const host = night();
    host.world.file(config, configOf({ more: 'newer: true' }), 0o640);
    const { facts } = await host.seen(backup);
    expect(facts.configFiles).toMatchObject([
      { path: config, name: 'config/config.yaml', sha256: sha256(configOf({ more: 'old: true' })), mode: 0o640 },
    ]);
    expect(facts.chosen).toMatchObject({
      config: `${backup}/config.yaml`,
      configFiles: [`${backup}/config.yaml`],
      standing: { config: [{ path: config, sha256: sha256(configOf({ more: 'newer: true' })) }] },
    });
  });

  test('may be a file with a copy of nebula-cert of the same name, or a kept generation', async () => {
    const host = night();
    host.binary(`${program}.old`, '1.5.0');
    host.binary(`${home}/nebula-cert.old`, '1.5.0');
    const old = (await host.seen(`${program}.old`)).facts;
    expect(old.chosen).toMatchObject({ program: `${program}.old`, cert: `${home}/nebula-cert.old` });
    const kept = '/opt/flatnet/generations/nebula/1.6.1-0123456789ab';
    host.binary(`${kept}/bin/nebula`, '1.6.1 kept');
    host.world.file(`${kept}/config/config.yaml`, configOf());
    host.world.remove(config);
    const { facts } = await host.seen(kept);
    expect(facts.chosen).toMatchObject({ program: `${kept}/bin/nebula`, config: `${kept}/config` });
    expect(facts).toMatchObject({ configFiles: [{ path: config }], configIn: 'config/config.yaml' });
  });

  test('that is not there is refused', async () => {
    await expect(night().seen(`${home}/gone`)).rejects.toMatchObject({ code: 'E_NEBULA_ABSENT', exit: 3 });
  });

  test('knows what runs on, and not what is started again and again', async () => {
    const host = night();
    host.binary(program, '1.9.3');
    host.world.startService('nebula');
    expect((await host.seen(program)).facts.chosen?.standing.runs).toBe(sha256('1.9.3'));
    host.world.clock.after(700, () => {
      host.world.stopService('nebula');
      host.world.startService('nebula');
    });
    expect((await host.seen(program)).facts.chosen?.standing.runs).toBeNull();
  });
});

describe('made live', () => {
  const shown = (items: readonly Item[]) =>
    items.flatMap((item) => {
      const { path, from, back } = (item.kind === 'step' ? item.args : {}) as Record<string, unknown>;
      if (path === undefined) return [item.id];
      return [`${item.id} ${from} → ${path}, back ${(back as { from?: string }).from ?? back}`];
    });
  const revived = (facts: NebulaFacts) => {
    if (nebula.revive === undefined || nebula.adopt === undefined) throw new Error('it cannot be revived');
    const { to, prepare, test: own } = nebula.adopt(facts, run);
    return { ...nebula.revive(facts, to, run), to, laid: prepare[0], own };
  };

  test('what stands in the way is copied beside first, and comes back from there', async () => {
    const host = night();
    host.world.file(config, configOf({ more: 'newer: true' }));
    const { facts } = await host.seen(backup);
    const { cutover, to, laid, own, expects } = revived(facts);
    const aside = (path: string) => `${path}.aside-run-1`;
    expect(shown(cutover)).toEqual([
      `nebula.aside-program ${program} → ${aside(program)}, back absent`,
      `nebula.aside-config-1 ${config} → ${aside(config)}, back absent`,
      'nebula.as-planned',
      'nebula.stop',
      `nebula.program ${to.tree}/bin/nebula → ${program}, back ${aside(program)}`,
      `nebula.config-1 ${to.tree}/config/config.yaml → ${config}, back ${aside(config)}`,
      'nebula.start',
      'nebula.holds',
    ]);
    expect(laid).toMatchObject({
      args: {
        into: to.tree,
        files: [
          { name: 'bin/nebula', from: { file: `${backup}/nebula` } },
          { name: 'bin/nebula-cert', from: { file: `${backup}/nebula-cert` } },
          { name: 'config/config.yaml', from: { file: `${backup}/config.yaml` } },
        ],
      },
    });
    expect(own.args).toMatchObject({ program: `${backup}/nebula`, config: `${backup}/config.yaml` });
    expect(expects.notes[0]).toContain(`${aside(program)}, ${aside(config)}`);
    const asked = cutover.find(({ id }) => id === 'nebula.as-planned');
    expect(JSON.stringify(asked)).toContain(sha256('dies'));
  });

  test('of what nobody would miss nothing is set aside, and what would not come back is not started again', async () => {
    const host = night();
    host.world.remove(program);
    const { cutover } = revived((await host.seen(backup)).facts);
    expect(cutover.map(({ id }) => id)).not.toContain('nebula.aside-program');
    expect(shown(cutover).find((one) => one.startsWith('nebula.program '))).toMatch(/back absent$/);
    expect(cutover.find(({ id }) => id === 'nebula.stop')).toMatchObject({ args: { sha256: null } });
  });

  test('what is not there is in no snapshot, and no certificate is in the generation', async () => {
    const host = night();
    host.world.remove(program);
    const { facts } = await host.seen(backup);
    const snapshot = nebula.backup(facts, run).find(({ id }) => id === 'nebula.snapshot');
    expect(JSON.stringify(snapshot)).toContain('"name":"nebula-cert"');
    expect(JSON.stringify(snapshot)).not.toContain('"name":"nebula"');
    expect(JSON.stringify(revived(facts).laid)).not.toMatch(/\.crt|\.key/);
  });
});
