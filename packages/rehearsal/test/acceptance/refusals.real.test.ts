import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { lookAt, maint, practiceGateway, until, versionServed } from '../../src/index.ts';
import { maintArgv } from '../../src/scenarios/maint.ts';
import { machineTest } from '../machine-test.ts';
import { differences, processesOf, touchedBy, treesOf } from './seen.ts';

const folders = ['/srv', '/etc', '/var/lib/flatnet-maint'];
const looked = ['/srv', '/etc', '/var'];
const ownJournal = /^\/var\/lib\/flatnet-maint\/(runs\/|history\.jsonl$)/;
const firstRun = /^\/var\/lib\/flatnet-maint(\/open|\/runs)?: absent -> folder 700 0:0$/;

machineTest(
  'what cannot go well is refused with one clear message, and nothing is changed',
  async (up) => {
    const machine = await up.machine();
    const gateway = await practiceGateway(machine);
    await gateway.start();
    await gateway.startContainer();
    const [older, newer] = [up.parts.older.version, up.parts.newer.version];
    const upgrade = ['upgrade', 'gateway', '--to', '1.26'];
    const at = (site = gateway.siteFile) => ['--site', site, '--soak', '500ms', '--yes'];
    const text = readFileSync(machine.path(gateway.siteFile), 'utf8');
    const write = (path: string, content: string) => writeFileSync(machine.path(path), content);
    /** The command line that asks for an upgrade by another site file. */
    const by = (name: string, change: (text: string) => string): string[] => {
      const changed = change(text);
      expect(changed, `${name} changes the site file`).not.toBe(text);
      write(`/etc/${name}.yaml`, changed);
      return [...upgrade, ...at(`/etc/${name}.yaml`)];
    };
    // Without a run nothing at all is touched; a run that is refused leaves its own journal only.
    const refused = async (
      args: readonly string[],
      wanted: { exit: number; code: string; says: RegExp; next: RegExp; runs?: true },
    ) => {
      const before = { trees: treesOf(machine, folders, ownJournal), processes: processesOf(machine) };
      const { result: end, touched } = await touchedBy(machine, () => maint(machine, args), looked);
      const name = `${wanted.code}: ${args.join(' ')}`;
      expect(end.document.error, `${name}: ${end.stderr}`).toBeDefined();
      expect({ exit: end.code, code: end.document.error?.code }, name).toEqual({
        exit: wanted.exit,
        code: wanted.code,
      });
      expect(end.document.error?.message, name).toMatch(wanted.says);
      expect(end.document.error?.message, name).toMatch(wanted.runs ? /./ : /Nothing was (changed|started)\./);
      expect(end.document.error?.next, name).toMatch(wanted.next);
      if (wanted.runs === undefined) expect(touched, name).toEqual([]);
      await until(() => processesOf(machine).length <= before.processes.length, 5_000, 100);
      expect(
        differences(before.trees, treesOf(machine, folders, ownJournal)).filter((one) => !firstRun.test(one)),
        name,
      ).toEqual([]);
      expect(processesOf(machine), name).toEqual(before.processes);
    };

    // Usage and the site file: 2.
    await refused(['upgrade', 'nebular', '--to', '1.26', ...at()], {
      exit: 2,
      code: 'E_COMPONENT_UNKNOWN',
      says: /nebular/,
      next: /gateway/,
    });
    await refused([...upgrade, '--fast', ...at()], { exit: 2, code: 'E_USAGE', says: /fast/, next: /upgrade --help/ });
    await refused(
      by('typo', (site) => site.replace('drain:', 'drian:')),
      {
        exit: 2,
        code: 'E_SITE_KEY',
        says: /\/etc\/typo\.yaml:5:3: .*drian.*Did you mean `drain`/,
        next: /typo\.yaml:5:3/,
      },
    );

    // Versions and bytes: 3.
    await refused(['upgrade', 'gateway', '--to', '1.99', ...at()], {
      exit: 3,
      code: 'E_VERSION_UNKNOWN',
      says: /1\.99.*1\.26\.3, 1\.22\.1/,
      next: /releases/,
    });
    await refused(['upgrade', 'gateway', '--to', '1.22', ...at()], {
      exit: 3,
      code: 'E_PREFLIGHT_SAME_VERSION',
      says: /already runs 1\.22\.1/,
      next: /flatnet-maint verify/,
    });
    await refused(
      by('digest', (site) => site.replaceAll(/sha256: "\w{8}/g, 'sha256: "00000000')),
      { exit: 3, code: 'E_ARTIFACT_DIGEST', says: /has sha256 \w{64}; release 1\.26\.3 says 00000000/, next: /anew/ },
    );

    // Places: 3.
    mkdirSync(machine.path('/etc/empty'));
    await refused(
      by('absent', (site) => site.replace('/openresty', '/absent')),
      { exit: 3, code: 'E_GATEWAY_ABSENT', says: /no gateway at \/srv\/flatnet\/absent/, next: /gateway\.home/ },
    );
    await refused(
      by('empty', (site) => site.replace('/srv/flatnet/openresty', '/etc/empty')),
      { exit: 3, code: 'E_GATEWAY_ABSENT', says: /no sbin\/nginx/, next: /gateway\.home/ },
    );
    await refused(
      by('dollar', (site) => site.replace('/srv/flatnet/openresty', '/srv/fl$at/openresty')),
      { exit: 3, code: 'E_GATEWAY_PATH', says: /dollar\.yaml:2:9.*\$.*variable/, next: /without \$/ },
    );
    mkdirSync(machine.path('/etc/other'));
    cpSync(machine.path(gateway.config), machine.path('/etc/other/nginx.conf'));
    await refused(
      by('other', (site) => site.replace('  probes', '  config: /etc/other/nginx.conf\n  probes')),
      { exit: 3, code: 'E_GATEWAY_MISMATCH', says: /runs as .* means .* -c \/etc\/other/, next: /gateway\.config/ },
    );
    await refused(
      by('inside', (site) => site.replace('  probes', '  generations: /srv/flatnet/openresty/kept\n  probes')),
      { exit: 3, code: 'E_PREFLIGHT_GENERATIONS_INSIDE', says: /lies inside/, next: /gateway\.generations/ },
    );
    await machine.exec(['sh', '-c', 'mkdir /mnt/small && mount -t tmpfs -o size=3m none /mnt/small']);
    await refused(
      by('small', (site) => site.replace('  probes', '  generations: /mnt/small/gateway\n  probes')),
      { exit: 3, code: 'E_PREFLIGHT_DISK', says: /generations folder has \d MiB free; twice/, next: /Free/ },
    );
    await refused([...upgrade, ...at(), '--state', '/mnt/small/state'], {
      exit: 3,
      code: 'E_PREFLIGHT_DISK',
      says: /state folder \/mnt\/small\/state has \d MiB free/,
      next: /Free/,
    });

    // Rights: 3. What cannot be seen without them is not said.
    const line = [...maintArgv(...upgrade, ...at(), '--json')];
    // May read everything, for the checkout may lie in a folder that is closed to others; may change nothing.
    const reads = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search'];
    const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', ...reads];
    const { result: low, touched } = await touchedBy(machine, () => machine.exec([...nobody, ...line]), looked);
    expect({ code: low.code, touched: touched }).toEqual({ code: 3, touched: [] });
    expect(JSON.parse(low.stdout).error).toMatchObject({
      code: 'E_PREFLIGHT_NO_PERMISSION',
      message: expect.stringMatching(/^This needs root.*runs as user 65534\. Nothing was changed\.$/),
      next: expect.stringContaining('sudo'),
    });

    // Two gateways of our trees: 3.
    const copy = '/srv/flatnet/generations/gateway/1.22.1-copy';
    cpSync(machine.path(gateway.tree), machine.path(copy), { recursive: true });
    const second =
      'pid /run/second.pid; error_log /tmp/second.log; events {} http { access_log off; server { listen 8099; } }';
    write('/etc/second.conf', second);
    await machine.exec([`${copy}/sbin/nginx`, '-p', copy, '-c', '/etc/second.conf']);
    await until(() => processesOf(machine).some((one) => one.includes('second.conf')), 5_000);
    await refused([...upgrade, ...at()], {
      exit: 3,
      code: 'E_GATEWAY_AMBIGUOUS',
      says: /More than one gateway runs: \d+ \(.*\d+ \(/,
      next: /kill -QUIT/,
    });
    await machine.exec([`${copy}/sbin/nginx`, '-p', copy, '-c', '/etc/second.conf', '-s', 'stop']);
    await until(() => !processesOf(machine).some((one) => one.includes('second.conf')), 5_000);
    rmSync(machine.path(copy), { recursive: true });

    const conf = readFileSync(machine.path(gateway.config), 'utf8');

    // The configuration fails its test by the new build: a module that only the old one has. A run, refused before anything live.
    cpSync(
      machine.path(`${gateway.tree}/modules/ndk_http_module.so`),
      machine.path(`${gateway.tree}/modules/old_only.so`),
    );
    write(
      gateway.config,
      `load_module "${gateway.home}/modules/old_only.so";\n${conf.replace(/^load_module.*ndk.*$/m, '')}`,
    );
    await refused([...upgrade, ...at()], {
      exit: 3,
      code: 'E_GATE_CLOSED',
      says: /nginx -t by 1\.26\.3 .*fails its test: .*old_only\.so/,
      next: /^flatnet-maint show \d{8}-\d{6}-\w{6}$/,
      runs: true,
    });
    write(gateway.config, conf);
    rmSync(machine.path(`${gateway.tree}/modules/old_only.so`));

    // Not running, and a port that a stranger holds: 3.
    await gateway.stop();
    await refused([...upgrade, ...at()], {
      exit: 3,
      code: 'E_PREFLIGHT_NOT_RUNNING',
      says: /does not run/,
      next: /Start it/,
    });
    const listens = 'require("net").createServer().listen(80, "0.0.0.0")';
    await machine.exec([
      'systemd-run',
      '--unit=stranger',
      '-p',
      'DefaultDependencies=no',
      process.execPath,
      '-e',
      listens,
    ]);
    await until(async () => (await machine.exec(['ss', '-Hltn', 'sport', '=', ':80'])).stdout !== '', 10_000);
    await refused([...upgrade, ...at()], {
      exit: 3,
      code: 'E_PREFLIGHT_FOREIGN_PORT',
      says: /^Port 80 is held by \S+ \(process \d+\), which is not the gateway at \S+ Nothing was changed\.$/,
      next: /End that program/,
    });
    await machine.exec(['systemctl', 'stop', 'stranger']);
    await gateway.start();

    // All of that left it as it was; and with a reason a downgrade works.
    const before = await lookAt(machine);
    expect({ ...versionServed(before, [older, newer]), left: before.leftovers }).toEqual({
      version: older,
      why: [],
      left: [],
    });
    expect((await maint(machine, [...upgrade, ...at()])).code).toBe(0);
    const down = ['upgrade', 'gateway', '--to', '1.22', ...at()];
    await refused(down, {
      exit: 3,
      code: 'E_PREFLIGHT_DOWNGRADE',
      says: /1\.22\.1 is older than the running 1\.26\.3/,
      next: /--accept downgrade --reason TEXT/,
    });
    await refused([...down, '--accept', 'downgrade'], { exit: 2, code: 'E_USAGE', says: /--reason/, next: /--reason/ });
    const end = await maint(machine, [...down, '--accept', 'downgrade', '--reason', 'the "old" one']);
    expect({ code: end.code, accepted: end.document.accepted }).toEqual({
      code: 0,
      accepted: [{ id: 'downgrade', reason: 'the "old" one', finding: `${older} is older than the running ${newer}.` }],
    });
    expect(versionServed(await lookAt(machine), [older, newer])).toEqual({ version: older, why: [] });
    await gateway.stop();

    // Folders that cannot become pointers: 3. The gateway runs from a plain folder and with a configuration of its own.
    const plain = await practiceGateway(machine, { root: '/srv/plain', home: 'directory', layout: 'config' });
    await plain.start();
    const plainText = readFileSync(machine.path(plain.siteFile), 'utf8');
    const elsewhere = plainText.replace('  probes', '  generations: /mnt/large/gateway\n  probes');
    await machine.exec(['sh', '-c', 'mkdir /mnt/large && mount -t tmpfs -o size=200m none /mnt/large']);
    write('/etc/elsewhere.yaml', elsewhere);
    await refused([...upgrade, ...at('/etc/elsewhere.yaml')], {
      exit: 3,
      code: 'E_PREFLIGHT_OTHER_FILE_SYSTEM',
      says: /\/srv\/plain\/openresty is a plain folder on .*, the generations are on \/mnt\/large/,
      next: /same file system/,
    });
    const build = createHash('sha256')
      .update(readFileSync(machine.path('/srv/plain/openresty/sbin/nginx')))
      .digest('hex');
    const taken = `/srv/plain/generations/gateway/1.22.1-found-${build.slice(0, 8)}`;
    mkdirSync(machine.path(taken), { recursive: true });
    await refused([...upgrade, ...at(plain.siteFile)], {
      exit: 3,
      code: 'E_PREFLIGHT_PLACE_TAKEN',
      says: /is a plain folder, and its place among the generations, \S+found-\w{8}, is taken/,
      next: /Move the one/,
    });
    rmSync(machine.path(taken), { recursive: true });
    symlinkSync('../../releases', machine.path('/srv/plain/openresty/html/downloads'));
    await refused([...upgrade, ...at(plain.siteFile)], {
      exit: 3,
      code: 'E_PREFLIGHT_RELATIVE_LINK',
      says: /html\/downloads is a relative link that leads out of its tree \(\.\.\/\.\.\/releases\)/,
      next: /absolute one, to \/srv\/plain\/releases/,
    });
    await plain.stop();
    // A configuration beside everything else: its folder as a pointer would take the whole site with it.
    const lone = '/srv/plain/nginx.conf';
    write(lone, readFileSync(machine.path(plain.config), 'utf8'));
    await machine.exec([...plain.argv.slice(0, -1), lone]);
    write('/etc/lone.yaml', plainText.replace(plain.config, lone));
    await refused([...upgrade, ...at('/etc/lone.yaml')], {
      exit: 3,
      code: 'E_PREFLIGHT_CONFIG_FOLDER',
      says: /\/srv\/plain is not the configuration's alone: \/srv\/plain\/openresty lies in it/,
      next: /folder of its own/,
    });
    await plain.stop();
  },
  300_000,
);
