import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { maint, ordinaryUser, practiceMonitoring } from '../../src/index.ts';
import { sh } from '../first-contact/cni-look.ts';
import type { FoundDocument, InitDocument, StatusDocument } from '../first-contact/first-look.ts';
import { compiled, machineTest } from '../machine-test.ts';

const siteFile = '/etc/flatnet-maint/flatnet.yaml';

machineTest(
  'a stack is told rightly as hands leave it, taken over, started where it stands still, and no secret of it gets out',
  async (up) => {
    const machine = await up.machine({ podman: true, monitoring: true, shares: compiled() });
    const stack = await practiceMonitoring(machine, { password: 'qHunter2q' });
    rmSync(machine.path(stack.siteFile));
    const { composeFile, folder } = stack;
    const containers = Object.values(stack.names);
    const ids = async () => (await stack.podman('ps', '-aq', '--no-trunc')).stdout.split('\n').sort();
    const before = await ids();
    const status = async () => {
      const { code, document } = await maint(machine, ['status']);
      const { found, components } = document as unknown as StatusDocument & {
        components: readonly { readonly id: string; readonly next: string | null }[];
      };
      const own = components.find(({ id }) => id === 'monitoring');
      const looked = found?.components.find(({ id }) => id === 'monitoring');
      return { code, own, looked, remarks: (own?.remarks ?? []).map(({ id }) => id) };
    };

    // Without a site file it is found by what compose wrote on its containers.
    const first = await status();
    expect(first).toMatchObject({ code: 0, looked: { state: 'found', chosen: composeFile }, remarks: [] });
    const version = first.own?.version ?? '';
    expect(version).toContain(`prometheus=${stack.versions.prometheus.older}`);

    // Nobody but root is shown what root runs, and that is said.
    const user = await ordinaryUser(machine);
    const seen = await machine.exec(user('status', '--json'), { limit: 30_000 });
    const theirs = (JSON.parse(seen.stdout) as StatusDocument).found?.components.find(({ id }) => id === 'monitoring');
    expect(theirs?.found.rights.join(' '), seen.stderr).toContain('sudo');

    const init = await maint(machine, ['init', '--yes']);
    expect(init).toMatchObject({
      code: 0,
      document: { site: { written: true }, next: 'flatnet-maint adopt monitoring' },
    });
    const written = readFileSync(machine.path(siteFile), 'utf8');
    const lines = written.split('\n').map((line) => line.replace(/\s+#.*$/, ''));
    expect(lines.filter((line) => !/^\s*(?:#|$)/.test(line))).toEqual([
      'monitoring:',
      `  compose: ${composeFile}`,
      '  releases: []',
    ]);
    expect(written).toContain('GRAFANA_ADMIN_PASSWORD');

    // Everything but secrets is in the evidence.
    await sh(machine, 'mkdir -p /mnt/usb');
    const packed = await maint(machine, ['evidence', 'monitoring', '--to', '/mnt/usb/a.tar']);
    expect(packed.code, packed.stderr).toBe(0);
    const tar = readFileSync(machine.path('/mnt/usb/a.tar')).toString('latin1');
    for (const piece of [
      `files${composeFile}`,
      `files${folder}/alertmanager/alertmanager.yml`,
      `containers/${stack.names.grafana}.json`,
      `logs/${stack.names.prometheus}.txt`,
      'versions.txt',
      'podman/volumes.txt',
    ])
      expect(tar).toContain(`monitoring/${piece}`);
    expect(tar).toContain('GF_SECURITY_ADMIN_PASSWORD=***');
    for (const text of [tar, written, seen.stdout, JSON.stringify([first, init, packed])])
      expect(text).not.toContain(stack.password);
    expect(await ids()).toEqual(before);

    // An edited file of which nothing was made is told, also in a plan; what hands set aside stays.
    const { older, newer } = stack.versions.prometheus;
    await sh(
      machine,
      `cd ${folder}; cp -r prometheus prometheus.bak; sed -i 's/prometheus:${older}/prometheus:${newer}/' ${composeFile}`,
    );
    expect((await status()).remarks).toEqual(['image-drift-prometheus', 'left-over']);
    const exporter = `node-exporter=${stack.versions['node-exporter'].newer}`;
    const plan = await maint(machine, ['plan', 'upgrade', 'monitoring', '--to', exporter]);
    expect(JSON.stringify(plan.document), plan.stderr).toContain('image-drift-prometheus');
    const drawn = plan.document.plan as { readonly backup: readonly { readonly id: string }[] } | undefined;
    const kept = (drawn?.backup ?? []).map(({ id }) => id);
    expect(kept.filter((id) => id.startsWith('monitoring.keep'))).toHaveLength(new Set(kept).size - 1);
    await sh(machine, `sed -i 's/prometheus:${newer}/prometheus:${older}/' ${composeFile}`);

    // Nothing was kept yet and all of it stands still: what is there is kept, tested and started, and finds itself by name.
    await stack.podman('stop', '--time', '2', ...containers);
    const started = await maint(machine, ['adopt', 'monitoring', '--start', '--yes']);
    expect(started, started.stderr).toMatchObject({ code: 0, document: { outcome: 'committed' } });
    const generations = machine.path('/srv/flatnet/generations/monitoring');
    expect(readdirSync(`${generations}/images`)).toHaveLength(containers.length);
    await stack.ready();
    expect(await ids()).toEqual(before);

    // One of them that stands still is told, and the same command would start it.
    await stack.podman('stop', '--time', '1', stack.names.loki);
    expect(await status()).toMatchObject({
      code: 8,
      own: { healthy: false, next: 'flatnet-maint adopt monitoring --start' },
      remarks: ['service-stopped', 'left-over'],
    });
    await stack.podman('start', stack.names.loki);
    expect(existsSync(machine.path(`${folder}/prometheus.bak/prometheus.yml`))).toBe(true);
    expect((await maint(machine, ['adopt', 'monitoring', '--start', '--yes'])).code).toBe(3);
    expect((await maint(machine, ['adopt', 'monitoring', '--tree', `${folder}/prometheus.bak`, '--yes'])).code).toBe(2);

    // Two stacks: nobody guesses.
    const second = '/opt/other/compose.yaml';
    const image = stack.image('prometheus', older).ref;
    const label = (name: string, value: string) => ['--label', `com.docker.compose.${name}=${value}`];
    await sh(
      machine,
      `mkdir -p /opt/other; printf 'services:\\n  prom:\\n    image: ${image}\\n' > ${second}; rm ${siteFile}`,
    );
    await stack.podman(
      ...['create', '--name', 'other_prom_1', ...label('project', 'other'), ...label('service', 'prom')],
      ...[...label('project.working_dir', '/opt/other'), ...label('project.config_files', 'compose.yaml'), image],
    );
    const unsure = await maint(machine, ['init', '--yes']);
    expect(unsure).toMatchObject({ code: 3, document: { error: { code: 'E_INIT_AMBIGUOUS' } } });
    const chosen = (await maint(machine, ['init', '--yes', '--use', composeFile])).document as unknown as InitDocument;
    const own = chosen.components.find(({ id }: FoundDocument) => id === 'monitoring');
    expect([own?.chosen, own?.found.candidates.map(({ path }) => path)]).toEqual([composeFile, [composeFile, second]]);

    // Gone by `down`: only compose can make them again.
    writeFileSync(machine.path(siteFile), written);
    await stack.compose('down');
    expect(await status()).toMatchObject({
      code: 8,
      own: { healthy: false, next: `podman-compose -f ${composeFile} up -d` },
      remarks: ['containers-absent', 'left-over'],
    });
    expect(await maint(machine, ['adopt', 'monitoring', '--start', '--yes'])).toMatchObject({
      code: 3,
      document: { error: { message: expect.stringContaining('Nothing was changed') } },
    });
  },
  90_000,
);
