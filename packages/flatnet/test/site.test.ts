import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { MaintError } from '@flatnet-maint/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { components } from '../src/components.ts';
import { loadSite } from '../src/site/load-site.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'site-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(path: string, text: string): Promise<string> {
  const whole = join(folder, path);
  await mkdir(dirname(whole), { recursive: true });
  await writeFile(whole, text);
  return whole;
}
const around = (env: Record<string, string> = {}) => ({ cwd: folder, home: join(folder, 'me'), env });

/** The refusal of a site file, with the folder left out of the text. */
async function refusal(text: string, path = 'flatnet.yaml'): Promise<string> {
  const error = (await loadSite(await put(path, text), around()).then(
    () => expect.fail('the site file was taken'),
    (thrown: unknown) => thrown,
  )) as MaintError;
  return `${error.exit} ${error.code} ${error.message}`.replaceAll(folder, '');
}
const sha256 = 'ab'.repeat(32);
const least = `gateway:\n  home: /srv/flatnet/openresty\n  probes: { site: 'http://127.0.0.1:80' }\n`;

describe('a site file that is right', () => {
  test('needs a home and a probe; everything else has a default', async () => {
    const { gateway } = (await loadSite(await put('flatnet.yaml', least), around())).components;
    expect(gateway).toEqual({
      home: '/srv/flatnet/openresty',
      config: null,
      generations: '/srv/flatnet/generations/gateway',
      service: null,
      probes: { site: 'http://127.0.0.1:80', api: null },
      routes: { boot: null },
      drain: null,
      soak: 30_000,
      drainLimit: 60_000,
      retention: { generations: 3, days: 30 },
      verify: [],
      releases: [],
      recipes: [],
      sources: [],
    });
  });

  test('is read whole: lengths in milliseconds, relative paths from its own folder', async () => {
    const path = await put(
      'etc/flatnet.yaml',
      `gateway:
  home: ../srv/openresty
  config: /srv/flatnet/config/nginx.conf
  generations: trees
  service: nginx@main
  probes: { site: http://127.0.0.1:80, api: http://10.100.1.1:8080 }
  routes: { boot: boot/routes.json }
  drain: drain
  soak: 500ms
  drainLimit: 2m
  retention: { generations: 5 }
  verify:
    - { id: canary, command: [/usr/local/bin/check, arg] }
    - { id: slow, command: [check], limit: 1h }
  releases:
    - { version: 1.26.3, path: "../日本語 it's $(here)/a.tar.gz", sha256: ${sha256.toUpperCase()} }
  sources:
    - { path: ../releases, key: keys/maker.pub }
    - { url: https://me:pw@releases.example/gateway?token=t }
`,
    );
    const { gateway } = (await loadSite(path, around())).components;
    expect(gateway).toEqual({
      home: join(folder, 'srv/openresty'),
      config: '/srv/flatnet/config/nginx.conf',
      generations: join(folder, 'etc/trees'),
      service: 'nginx@main',
      probes: { site: 'http://127.0.0.1:80', api: 'http://10.100.1.1:8080' },
      routes: { boot: 'boot/routes.json' },
      drain: 'drain',
      soak: 500,
      drainLimit: 120_000,
      retention: { generations: 5, days: 30 },
      verify: [
        { id: 'canary', command: ['/usr/local/bin/check', 'arg'], limit: 10_000 },
        { id: 'slow', command: ['check'], limit: 3_600_000 },
      ],
      releases: [{ version: '1.26.3', path: join(folder, "日本語 it's $(here)/a.tar.gz"), sha256 }],
      recipes: [],
      sources: [
        { kind: 'folder', path: join(folder, 'releases'), key: join(folder, 'etc/keys/maker.pub') },
        { kind: 'url', url: 'https://me:pw@releases.example/gateway?token=t', key: null },
      ],
    });
  });

  test('speaks of one component or of several; of the plugin it needs the program and the list', async () => {
    const plugin = 'cni: { plugin: bin/flatnet, conflist: /etc/cni/net.d/10-flatnet.conflist }\n';
    const { cni, gateway } = (await loadSite(await put('opt/cni/flatnet.yaml', plugin), around())).components;
    expect(gateway).toBeUndefined();
    expect(cni).toEqual({
      plugin: join(folder, 'opt/cni/bin/flatnet'),
      conflist: '/etc/cni/net.d/10-flatnet.conflist',
      generations: join(folder, 'opt/cni/generations/cni'),
      trial: { image: 'docker.io/library/alpine:latest', command: null, port: 8080 },
      ipam: null,
      registry: null,
      mentions: [],
      soak: 30_000,
      retention: { generations: 3, days: 30 },
      verify: [],
      releases: [],
      recipes: [],
      sources: [],
    });
    const both = await loadSite(await put('flatnet.yaml', `${plugin}${least}`), around());
    expect(Object.keys(both.components)).toEqual(['gateway', 'cni']);
  });

  test('says of a release that it is built: of which commit, by what, where and by whom', async () => {
    const entry = (more: string) =>
      `    - { version: "0.3.0", source: ../src/flatnet, commit: "${'AB'.repeat(20)}", command: [cargo, build], output: target/flatnet${more} }\n`;
    const usual = {
      ...{
        version: '0.3.0',
        source: join(folder, 'src/flatnet'),
        commit: 'ab'.repeat(20),
        command: ['cargo', 'build'],
      },
      ...{ output: 'target/flatnet', folder: null, limit: 1_200_000, as: null },
    };
    const recipes = async (more: string) =>
      (await loadSite(await put('etc/flatnet.yaml', `${least}  releases:\n${entry(more)}`), around())).components
        .gateway;
    expect(await recipes('')).toMatchObject({ releases: [], recipes: [usual] });
    expect(await recipes(', folder: src/flatnet-cni, limit: 5m, as: dev-1')).toMatchObject({
      recipes: [{ ...usual, folder: 'src/flatnet-cni', limit: 300_000, as: 'dev-1' }],
    });
  });

  test('may be empty: a site without components', async () => {
    expect((await loadSite(await put('flatnet.yaml', '# nothing yet\n'), around())).components).toEqual({});
  });
});

test('a site file that never ends is not read to its end', async () => {
  await expect(loadSite('/dev/zero', around())).rejects.toMatchObject({ code: 'E_SITE_SIZE', exit: 2 });
});

describe('the search for the site file', () => {
  test('takes the working folder, then the configuration folder of the user', async () => {
    const own = await put('me/.config/flatnet-maint/flatnet.yaml', '');
    expect((await loadSite(null, around())).path).toBe(own);
    const xdg = await put('xdg/flatnet-maint/flatnet.yaml', '');
    expect((await loadSite(null, around({ XDG_CONFIG_HOME: join(folder, 'xdg') }))).path).toBe(xdg);
    const here = await put('flatnet.yaml', '');
    expect((await loadSite(null, around({ XDG_CONFIG_HOME: join(folder, 'xdg') }))).path).toBe(here);
  });

  test('says where it looked when there is none', async () => {
    await expect(loadSite(null, around())).rejects.toMatchObject({
      code: 'E_SITE_ABSENT',
      exit: 2,
      message: expect.stringContaining('/etc/flatnet-maint/flatnet.yaml'),
    });
  });

  test('does not go on to another place when the named file is absent', async () => {
    await put('flatnet.yaml', least);
    await expect(loadSite('other.yaml', around())).rejects.toMatchObject({ code: 'E_SITE_ABSENT', exit: 2 });
  });
});

describe('a site file that is wrong', () => {
  test('is pointed at, with the key that was probably meant', async () => {
    expect(await refusal(`${least}  genrations: /srv/g\n`)).toMatchInlineSnapshot(
      `"2 E_SITE_KEY /flatnet.yaml:4:3: the key \`gateway.genrations\` is not known. Did you mean \`generations\`? Allowed here: \`home\`, \`config\`, \`generations\`, \`service\`, \`probes\`, \`routes\`, \`drain\`, \`drainLimit\`, \`soak\`, \`retention\`, \`verify\`, \`releases\`, \`sources\`. Nothing was started."`,
    );
  });
  test('is told of the mistyped key before the key that is missing because of it', async () => {
    expect(await refusal(least.replace('home:', 'hoem:'))).toMatch(
      /`gateway\.hoem` is not known\. Did you mean `home`\?/,
    );
  });
  test('names what is allowed when no key is near', async () => {
    expect(await refusal(`${least.replace('{ site:', '{ web: x, site:')}`)).toMatchInlineSnapshot(
      `"2 E_SITE_KEY /flatnet.yaml:3:13: the key \`gateway.probes.web\` is not known. Allowed here: \`site\`, \`api\`. Nothing was started."`,
    );
    const parts = components.map(({ id }) => `\`${id}\``).join(', ');
    expect(await refusal(`gatway: {}\n`)).toBe(
      `2 E_SITE_KEY /flatnet.yaml:1:1: the key \`gatway\` is not known. Did you mean \`gateway\`? Allowed here: \`lang\`, \`silence\`, ${parts}. Nothing was started.`,
    );
  });
  test('names a key that is missing', async () => {
    expect(await refusal('gateway:\n  home: /srv/x\n')).toMatchInlineSnapshot(
      `"2 E_SITE_VALUE /flatnet.yaml:2:3: the key \`gateway.probes\` is missing; needed is a group of \`site\` and, if wanted, \`api\`. Nothing was started."`,
    );
  });
  test('names a value of the wrong kind without quoting it', async () => {
    expect(await refusal(`${least}  soak: 30\n`)).toMatchInlineSnapshot(
      `"2 E_SITE_VALUE /flatnet.yaml:4:9: \`gateway.soak\` is not right; allowed is a duration such as 500ms, 30s, 2m or 1h. Nothing was started."`,
    );
    expect(
      await refusal(`${least}  releases:\n    - { version: 1.26, path: a, sha256: '${sha256}' }\n`),
    ).toMatchInlineSnapshot(
      `"2 E_SITE_VALUE /flatnet.yaml:5:18: \`gateway.releases[0].version\` is not right; allowed is a version in quotes, such as "1.26.3". Nothing was started."`,
    );
    expect(await refusal(`${least}  verify:\n    - { id: canary, command: check --now }\n`)).toMatchInlineSnapshot(
      `"2 E_SITE_VALUE /flatnet.yaml:5:30: \`gateway.verify[0].command\` is not right; allowed is a list of a program and its arguments, not a line for a shell. Nothing was started."`,
    );
    expect(await refusal(`${least}  drain: ../../etc\n`)).toMatchInlineSnapshot(
      `"2 E_SITE_VALUE /flatnet.yaml:4:10: \`gateway.drain\` is not right; allowed is a path relative to the tree, without \`..\`. Nothing was started."`,
    );
    expect(await refusal(least.replace('http://127', 'ftp://secret@127'))).toMatchInlineSnapshot(
      `"2 E_SITE_VALUE /flatnet.yaml:3:19: \`gateway.probes.site\` is not right; allowed is an http:// or https:// address. Nothing was started."`,
    );
    expect(await refusal('gateway:\n')).toMatchInlineSnapshot(
      `"2 E_SITE_VALUE /flatnet.yaml:1:9: \`gateway\` is not right; allowed is a group of settings. Nothing was started."`,
    );
  });
  test('may not say half of how a release is had, or both ways', async () => {
    const built = `version: "1", source: a, commit: "${'ab'.repeat(20)}", command: [make], output: o`;
    const of = (entry: string) => refusal(`${least}  releases: [{ ${entry} }]\n`);
    expect(await of('version: "1", path: a')).toMatchInlineSnapshot(
      `"2 E_SITE_VALUE /flatnet.yaml:4:14: the key \`gateway.releases[0].sha256\` is missing; needed is 64 hexadecimal digits in quotes. Nothing was started."`,
    );
    expect(await of('version: "1"')).toMatchInlineSnapshot(
      `"2 E_SITE_VALUE /flatnet.yaml:4:14: the key \`gateway.releases[0].path\` is missing; needed is a path without control characters. 1 more after this one. Nothing was started."`,
    );
    expect(await of('version: "1", source: a, command: [make], output: o')).toMatchInlineSnapshot(
      `"2 E_SITE_VALUE /flatnet.yaml:4:14: the key \`gateway.releases[0].commit\` is missing; needed is 40 hexadecimal digits in quotes. Nothing was started."`,
    );
    expect(await of(`${built}, path: a`)).toMatchInlineSnapshot(
      `"2 E_SITE_VALUE /flatnet.yaml:4:14: \`gateway.releases[0]\` is not right; allowed is a group of \`version\`, \`path\` and \`sha256\`, or of \`version\`, \`source\`, \`commit\`, \`command\` and \`output\`, with \`folder\`, \`limit\` and \`as\` if wanted. Nothing was started."`,
    );
    expect(await of(`version: "1", path: a, sha256: "${sha256}", limit: 1m`)).toMatchInlineSnapshot(
      `"2 E_SITE_VALUE /flatnet.yaml:4:14: \`gateway.releases[0]\` is not right; allowed is a group of \`version\`, \`path\` and \`sha256\`, or of \`version\`, \`source\`, \`commit\`, \`command\` and \`output\`, with \`folder\`, \`limit\` and \`as\` if wanted. Nothing was started."`,
    );
    expect(await of(built.replace('output: o', 'output: ../o'))).toMatchInlineSnapshot(
      `"2 E_SITE_VALUE /flatnet.yaml:4:118: \`gateway.releases[0].output\` is not right; allowed is a path in the clone, relative and without \`..\`. Nothing was started."`,
    );
    expect(await of(built.replace('abab', 'main'))).toMatchInlineSnapshot(
      `"2 E_SITE_VALUE /flatnet.yaml:4:49: \`gateway.releases[0].commit\` is not right; allowed is 40 hexadecimal digits in quotes. Nothing was started."`,
    );
    expect(await of(`${built}, as: "a b"`)).toMatchInlineSnapshot(
      `"2 E_SITE_VALUE /flatnet.yaml:4:125: \`gateway.releases[0].as\` is not right; allowed is the name of a user. Nothing was started."`,
    );
    expect(await of(`${built}, ouput: x`)).toMatchInlineSnapshot(
      `"2 E_SITE_KEY /flatnet.yaml:4:121: the key \`gateway.releases[0].ouput\` is not known. Did you mean \`output\`? Allowed here: \`version\`, \`path\`, \`sha256\`, \`source\`, \`commit\`, \`command\`, \`output\`, \`folder\`, \`limit\`, \`as\`. Nothing was started."`,
    );
    const other = `version: "1", path: a, sha256: "${sha256}"`;
    expect(await refusal(`${least}  releases: [{ ${built} }, { ${other} }]\n`)).toContain('each `version` stands once');
  });
  test('may not say one thing twice', async () => {
    expect(await refusal(`${least}  home: /srv/other\n`)).toMatchInlineSnapshot(
      `"2 E_SITE_SYNTAX /flatnet.yaml:4:3: the key \`home\` stands twice; allowed is once. Nothing was started."`,
    );
    const release = `    - { version: 1.26.3, path: a, sha256: '${sha256}' }\n`;
    expect(await refusal(`${least}  releases:\n${release}${release}`)).toMatchInlineSnapshot(
      `"2 E_SITE_VALUE /flatnet.yaml:5:5: \`gateway.releases\` is not right; allowed is a list in which each \`version\` stands once. Nothing was started."`,
    );
  });
  test('is pointed at when it is not YAML', async () => {
    expect(await refusal('gateway:\n  home: "/srv\n')).toMatchInlineSnapshot(
      `"2 E_SITE_SYNTAX /flatnet.yaml:3:1: the YAML is not right: Missing closing "quote. Nothing was started."`,
    );
    expect(await refusal('gateway: {}\n---\ngateway: {}\n')).toMatchInlineSnapshot(
      `"2 E_SITE_SYNTAX /flatnet.yaml:2:1: a second document begins here; allowed is one. Nothing was started."`,
    );
    expect(await refusal('gateway: *nowhere\n')).toMatchInlineSnapshot(
      `"2 E_SITE_SYNTAX /flatnet.yaml:1:1: the YAML is not right: Unresolved alias (the anchor must be set before the alias): nowhere Nothing was started."`,
    );
    expect(await refusal('gateway: !odd {}\n')).toMatchInlineSnapshot(
      `"2 E_SITE_SYNTAX /flatnet.yaml:1:10: the YAML is not right: Unresolved tag: !odd. Nothing was started."`,
    );
  });
});

describe('a $ in a path that nginx reads', () => {
  test.each(['home', 'config', 'generations'])('is refused in `%s`, saying why', async (key) => {
    const text = `${least.replace('  home: /srv/flatnet/openresty\n', key === 'home' ? '' : '  home: /srv/x\n')}`;
    const said = await refusal(`${text}  ${key}: /srv/a$b/x\n`);
    expect(said).toMatch(/^3 E_GATEWAY_PATH \/flatnet\.yaml:\d+:\d+: `gateway\.\w+` is \/srv\/a\$b/);
    expect(said).toContain('no way to escape it');
  });

  test('is found in the folder of the site file too', async () => {
    expect(await refusal(least.replace('/srv/flatnet/', ''), 'a$b/flatnet.yaml')).toMatch(/^3 E_GATEWAY_PATH/);
  });
});
