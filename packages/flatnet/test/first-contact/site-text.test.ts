import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { siteDifferences } from '../../src/first-contact/differences.ts';
import { siteText, writtenOf } from '../../src/first-contact/site-text.ts';
import { siteOfText } from '../../src/site/load-site.ts';
import { missingKeys } from '../../src/site/missing-keys.ts';
import { candidate } from '../support/found.ts';

const how = { version: '9.9.9', at: '2026-01-02T03:04:05.000Z', words: (english: string) => english };
const drafted = (values = candidate().values) => [{ id: 'gateway', values }];

test('a site file of what was found says where each value was seen, and leaves what is to be filled in as comments', () => {
  expect(siteText(drafted(), how)).toMatchInlineSnapshot(`
    "# Written by flatnet-maint 9.9.9 at 2026-01-02T03:04:05.000Z from what was found here; it is yours to edit.
    gateway:
      home: /srv/flatnet/openresty  # found: command line of process 812
      probes:
        site: http://127.0.0.1:80  # found: listen in nginx.conf
        # api:  # fill in: where containers register
      # routes:
      #   boot:  # fill in: the file of the routes
      # drain:  # fill in: the file that drains
      releases: []  # to have one to install, type: flatnet-maint releases add gateway FILE
    "
  `);
});

test('its comments are in the language of the reader', () => {
  const text = siteText(drafted(), { ...how, words: (english) => `訳 ${english.length}` });
  expect(text).toContain('home: /srv/flatnet/openresty  # 訳 34\n');
  expect(text).toMatch(/^# 訳 /);
});

/** Letters that mean something to YAML, to a shell, or to nobody, put together in an order that is the same each time. */
const pieces = [
  ...' #:\'"-[]{}*&!%@`|>?,~\\=.;()<>^+',
  ': ',
  ' #',
  '日本語',
  '\u2028',
  '\ufeff',
  'é',
  '🙂',
  'null',
  '1.30',
  'x',
  '/',
];
function* oddNames(count: number): Generator<string> {
  let state = 7;
  const draw = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  for (let round = 0; round < count; round += 1)
    yield Array.from({ length: 1 + draw(6) }, () => pieces[draw(pieces.length)]).join('');
}

test('it loads, and gives back what was found, whatever the names are', async () => {
  let exact = 0;
  for (const name of oddNames(400)) {
    const [home, config] = [`/srv/${name}`, `/srv/conf/${name}/nginx.conf`];
    const inTree = `x${name}`;
    const values = [
      { key: ['home'] as const, value: home, how: name },
      { key: ['config'] as const, value: config, how: `${name}\n  home: /evil` },
      { key: ['probes', 'site'] as const, value: 'http://[::1]:8080/a?b=c#d', how: name },
      { key: ['drain'] as const, value: inTree, how: name },
      { key: ['routes', 'boot'] as const, value: null, how: `${name}\ngateway:` },
    ];
    const { gateway } = (await siteOfText('/etc/flatnet.yaml', siteText(drafted(values), how))).components;
    const others = { drain: inTree, probes: { site: 'http://[::1]:8080/a?b=c#d' }, routes: { boot: null } };
    expect(gateway, name).toMatchObject(others);
    expect(gateway, name).toMatchObject({ home: resolve(home), config: resolve(config) });
    if (home === resolve(home)) exact += 1;
  }
  expect(exact).toBeGreaterThan(300);
});

test.each([
  '- x',
  '# y',
  'null',
  'True',
  '1.30',
  '~',
  '2026-01-02',
  'yes',
  '0x1f',
  '.inf',
  'a: b',
  '!tag',
  '*a',
  '&a',
  '@x',
  '`x`',
])('the text %j stays a text', async (drain) => {
  const values = [...candidate().values.slice(0, 2), { key: ['drain'] as const, value: drain, how: '' }];
  const { gateway } = (await siteOfText('/etc/flatnet.yaml', siteText(drafted(values), how))).components;
  expect(gateway?.drain).toBe(drain);
});

test('what no reader takes is refused by the reader: a $, a control character', async () => {
  const at = async (home: string) =>
    siteOfText(
      '/etc/flatnet.yaml',
      siteText(drafted([...candidate().values.slice(1), { key: ['home'], value: home, how: '' }]), how),
    );
  await expect(at('/srv/a$b')).rejects.toMatchObject({ code: 'E_GATEWAY_PATH' });
  await expect(at('/srv/a\nb')).rejects.toMatchObject({ code: 'E_SITE_VALUE' });
});

test('keys that a site file must have are named when nothing was found for them', async () => {
  const without = (...gone: string[]) =>
    missingKeys(
      writtenOf(
        drafted(candidate().values.map((one) => (gone.includes(one.key.join('.')) ? { ...one, value: null } : one))),
      ),
    );
  expect(await without()).toEqual([]);
  expect(await without('home')).toEqual(['gateway.home']);
  expect(await without('home', 'probes.site')).toEqual(['gateway.home', 'gateway.probes.site']);
});

describe('a site file that is there', () => {
  const against = async (text: string, values = candidate().values) =>
    siteDifferences(await siteOfText('/etc/flatnet.yaml', text), drafted(values)).map(
      ({ key, file, found }) => `${key}: ${file} ${found}`,
    );
  test('is the same when it says what was found, in other words too', async () => {
    expect(
      await against(`gateway:\n  home: ../srv/flatnet/openresty/\n  probes: { site: 'http://127.0.0.1' }\n`),
    ).toEqual([]);
  });
  test('differs key by key: another value, one that is missing, one that was not found', async () => {
    const text = `gateway:\n  home: /srv/old\n  probes: { site: 'http://me:secret@127.0.0.1:81', api: 'http://10.0.0.1' }\n`;
    const values = [...candidate().values, { key: ['service'] as const, value: 'openresty', how: '' }];
    expect(await against(text, values)).toEqual([
      'gateway.home: /srv/old /srv/flatnet/openresty',
      'gateway.probes.site: http://127.0.0.1:81/ http://127.0.0.1:80',
      'gateway.probes.api: http://10.0.0.1 null',
      'gateway.service: null openresty',
    ]);
  });
  test('may say nothing of the component at all', async () => {
    expect(await against('# nothing yet\n')).toEqual([
      'gateway.home: null /srv/flatnet/openresty',
      'gateway.probes.site: null http://127.0.0.1:80',
    ]);
  });
  test('is looked into by name where its component has names for what it holds', async () => {
    const peer = (address: string) => [{ key: ['peers', 'hub', 'address'] as const, value: address, how: '' }];
    const seen = async (address: string) => {
      const text =
        'nebula:\n  program: /opt/nebula\n  config: /etc/n.yml\n  peers: { own: { address: 10.9.9.9 }, hub: { address: 10.100.0.1 } }\n';
      const drafts = [{ id: 'nebula', values: peer(address) }];
      return siteDifferences(await siteOfText('/etc/flatnet.yaml', text), drafts);
    };
    expect(await seen('10.100.0.1')).toEqual([]);
    expect(await seen('10.100.0.2')).toEqual([
      { key: 'nebula.peers.hub.address', file: '10.100.0.1', found: '10.100.0.2' },
    ]);
  });
});
