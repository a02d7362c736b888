import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { ordinaryUser, practiceCni } from '../../src/index.ts';
import { compiled, machineTest } from '../machine-test.ts';
import { breakPlugin, cniOf, conflist, plugin, sh, shown } from './cni-look.ts';
import { type InitDocument, looking, type StatusDocument } from './first-look.ts';

const siteFile = '/etc/flatnet-maint/flatnet.yaml';

machineTest(
  'the plugin is told rightly on each host that hands leave, and looking changes nothing but the one site file',
  async (up) => {
    const machine = await up.machine({ podman: true, shares: compiled() });
    const { containers } = await practiceCni(machine);
    const status = async (code: number) => {
      const { code: ended, document } = await looking<StatusDocument>(machine, ['status']);
      expect(ended, JSON.stringify(document)).toBe(code);
      return shown(cniOf(document.found?.components));
    };
    expect(containers).toHaveLength(2);

    const healthy = {
      ...{ is: 'found, running', trees: [`live ${plugin} true`], best: plugin },
      ...{ remarks: [], rights: 0 },
    };
    expect(await status(0)).toEqual(healthy);

    // Without rights what root keeps is not seen, and that is said; the plugin itself is.
    const user = await ordinaryUser(machine);
    const as = await looking<StatusDocument>(machine, ['status'], [], user);
    expect(shown(cniOf(as.document.found?.components))).toMatchObject({ ...healthy, rights: expect.any(Number) });
    expect(cniOf(as.document.found?.components).found.rights.join(' ')).toContain('with sudo');
    expect(cniOf(as.document.found?.components).one.values).toContainEqual(
      expect.objectContaining({ key: ['trial', 'image'], value: null }),
    );

    await sh(machine, `sed -i 's/"cni"/"netavark"/' /etc/containers/containers.conf`);
    expect(await status(8)).toMatchObject({ is: 'found, not running', remarks: ['other-backend'] });
    await sh(machine, `sed -i 's/"netavark"/"cni"/' /etc/containers/containers.conf`);

    const theirs = '/home/mio/.local/share/containers/storage/overlay-containers';
    await sh(machine, `mkdir -p ${theirs}; echo '[{"id":"0a"}]' > ${theirs}/containers.json`);
    expect(await status(0)).toMatchObject({ is: 'found, running', remarks: ['two-stores'] });
    await sh(machine, 'rm -r /home/mio');

    // The list is broken, and a copy of it is there.
    await sh(machine, `cp ${conflist} ${conflist}.bak; head -c 100 ${conflist}.bak > ${conflist}`);
    expect(await status(8)).toEqual({
      is: 'found, not running',
      trees: [`home ${plugin} true`, `backup ${conflist}.bak true`],
      best: plugin,
      remarks: ['runs-on-broken', 'list-broken'],
      rights: 0,
    });
    await sh(machine, `mv ${conflist}.bak ${conflist}; rm -r /etc/flatnet-maint 2> /dev/null || true`);

    await sh(machine, `mv ${plugin} ${plugin}.old`);
    expect(await status(8)).toEqual({
      is: 'found, not running',
      trees: [`aside ${plugin}.old true`],
      best: `${plugin}.old`,
      remarks: ['plugin-absent', 'runs-on-broken'],
      rights: 0,
    });
    await sh(machine, `mv ${plugin}.old ${plugin}`);

    await breakPlugin(machine);
    const broken = {
      is: 'found, not running',
      trees: [`home ${plugin} false`, `aside ${plugin}.bak.20261001 true`, `aside ${plugin}.bak.20261101 false`],
      best: `${plugin}.bak.20261001`,
      remarks: ['runs-on-broken', 'backup-broken', 'backup-same', 'backups-several'],
      rights: 0,
    };
    expect(await status(8)).toEqual(broken);
    const init = await looking<InitDocument>(machine, ['init', '--yes'], ['/etc/flatnet-maint', siteFile]);
    expect(shown(cniOf(init.document.components))).toEqual(broken);
    expect(init).toMatchObject({
      code: 0,
      document: {
        site: { written: true },
        next: `flatnet-maint adopt cni --tree ${plugin}.bak.20261001 --start`,
      },
    });
    const written = readFileSync(machine.path(siteFile), 'utf8').replace(/\s+#.*$/gm, '');
    expect(written.split('\n').filter((line) => !/^(?:#|$)/.test(line))).toEqual([
      'cni:',
      `  plugin: ${plugin}`,
      `  conflist: ${conflist}`,
      '  trial:',
      '    image: localhost/practice-app:1',
      '  releases: []',
    ]);
    const again = await looking<StatusDocument>(machine, ['status']);
    expect(again).toMatchObject({ code: 8, document: { site: siteFile, components: [{ id: 'cni', healthy: false }] } });

    // Without Podman nobody runs it, so it may be left over.
    await sh(machine, `rm -r /etc/flatnet-maint; mv /usr/bin/podman /usr/bin/podman.gone`);
    expect(await status(8)).toMatchObject({
      is: 'unsure, not running',
      remarks: expect.arrayContaining(['podman-absent']),
    });
  },
  120_000,
);
