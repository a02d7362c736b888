import type { Component, Json, MaintError, Settings } from '@flatnet-maint/core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { components, placeOf } from '../src/components.ts';
import { siteSchemaDocument } from '../src/schema/site-schema.ts';
import { siteOfText } from '../src/site/load-site.ts';
import { missingKeys } from '../src/site/missing-keys.ts';
import { toy } from './support/toy.ts';

/* What a component says of its part of the site file becomes its reader, its refusals and its JSON Schema. */

const settings: Settings = {
  plugin: { kind: 'path', without: { sign: '%', why: 'The toy cannot say it.' }, about: 'Where it is' },
  trial: {
    kind: 'group',
    optional: true,
    about: 'How it is tried',
    keys: {
      image: {
        kind: 'word',
        form: '^\\p{L}+$',
        allowed: 'a word',
        optional: true,
        usual: 'lamp',
        about: 'What is lit',
      },
      port: { kind: 'port', optional: true, usual: 8080, about: 'Where' },
      command: { kind: 'command', optional: true, usual: ['light', '-on'], about: 'With what' },
      limit: { kind: 'duration', optional: true, usual: 2_000, about: 'How long' },
      stop: { kind: 'duration', optional: true, about: 'When it ends' },
    },
  },
  place: {
    kind: 'group',
    optional: true,
    about: 'Where it stands',
    keys: { room: { kind: 'url', about: 'Its room' }, shelf: { kind: 'url', optional: true, about: 'Its shelf' } },
  },
  mentions: { kind: 'paths', optional: true, about: 'Who tells of it' },
};
const lamp: Component<never, Json> = {
  ...toy,
  ...{ id: 'lamp', about: 'What gives light', settings, place: 'plugin' },
};
const known = [...components.filter(({ id }) => id === 'gateway'), lamp, { ...toy, id: 'bare' }];

const read = async (text: string, from = known) => (await siteOfText('/etc/f/flatnet.yaml', text, from)).components;
const refusal = async (text: string) => {
  const error = (await read(text).then(
    () => expect.fail('it was taken'),
    (thrown: unknown) => thrown,
  )) as MaintError;
  return `${error.exit} ${error.code} ${error.message}`;
};
const usual = {
  soak: 30_000,
  retention: { generations: 3, days: 30 },
  verify: [],
  releases: [],
  recipes: [],
  sources: [],
};
const trial = { image: 'lamp', port: 8080, command: ['light', '-on'], limit: 2_000, stop: null };

describe('a part of the site file', () => {
  test('has the values that its component gives it where it says nothing, and what every component has', async () => {
    expect(await read('lamp: { plugin: bin/lamp }')).toEqual({
      lamp: { plugin: '/etc/f/bin/lamp', trial, place: null, mentions: null, generations: null, ...usual },
    });
  });

  test('says what it says: paths whole, lengths in milliseconds, the rest as it is', async () => {
    const text = `
lamp:
  plugin: ../bin/lamp
  trial: { image: 灯, port: 1, command: [a, "b c"], limit: 2m, stop: 500ms }
  place: { room: "http://room" }
  mentions: [a, /b]
  generations: kept
  soak: 1s
`;
    expect((await read(text)).lamp).toEqual({
      ...usual,
      plugin: '/etc/bin/lamp',
      trial: { image: '灯', port: 1, command: ['a', 'b c'], limit: 120_000, stop: 500 },
      place: { room: 'http://room', shelf: null },
      mentions: ['/etc/f/a', '/b'],
      generations: '/etc/f/kept',
      soak: 1_000,
    });
  });

  test('is what its component makes of it, beside what every component has', async () => {
    const site = (written: unknown) => ({ ...(written as object), generations: '/made/up', lit: true });
    const [made] = Object.values(await read('lamp: { plugin: /a }', [{ ...lamp, site: site as never }]));
    expect(made).toMatchObject({ plugin: '/a', generations: '/made/up', lit: true, ...usual });
  });

  test('may be one of several, or the only one', async () => {
    const gateway = 'gateway: { home: /srv/o, probes: { site: "http://a" } }\n';
    expect(Object.keys(await read(`lamp: { plugin: /a }\n${gateway}`))).toEqual(['gateway', 'lamp']);
    expect(Object.keys(await read(gateway))).toEqual(['gateway']);
    expect(Object.keys(await read('lamp: { plugin: /a }'))).toEqual(['lamp']);
  });

  test('is that of a component with settings; another one has none', async () => {
    expect(await refusal('bare: {}')).toBe(
      '2 E_SITE_KEY /etc/f/flatnet.yaml:1:1: the key `bare` is not known. Allowed here: `lang`, `silence`, `gateway`, `lamp`. Nothing was started.',
    );
  });

  test('says where its component is', async () => {
    const { lamp: own } = await read('lamp: { plugin: bin/lamp }');
    expect(placeOf(lamp, own as never)).toBe('/etc/f/bin/lamp');
    expect(placeOf(toy, own as never)).toBe(null);
  });
});

describe('what is wrong in a part', () => {
  test.each([
    [
      'trial: { imge: x }',
      '3:12',
      '`lamp.trial.imge` is not known. Did you mean `image`? Allowed here: `image`, `port`',
    ],
    ['trial: { image: "1" }', '3:19', '`lamp.trial.image` is not right; allowed is a word.'],
    ['trial: { port: 0 }', '3:18', '`lamp.trial.port` is not right; allowed is a port from 1 to 65535.'],
    ['trial: { port: 65536 }', '3:18', '`lamp.trial.port` is not right; allowed is a port from 1 to 65535.'],
    ['trial: { port: "80" }', '3:18', '`lamp.trial.port` is not right; allowed is a port from 1 to 65535.'],
    [
      'trial: { command: light -on }',
      '3:21',
      'allowed is a list of a program and its arguments, not a line for a shell.',
    ],
    ['trial: { limit: 2 }', '3:19', 'allowed is a duration such as 500ms, 30s, 2m or 1h.'],
    ['trial: 1', '3:10', 'allowed is a group of `image`, `port`, `command`, `limit`, `stop`.'],
    ['place: 1', '3:10', 'allowed is a group of `room` and, if wanted, `shelf`.'],
    ['place: { shelf: "http://a" }', '3:10', 'the key `lamp.place.room` is missing; needed is an http:// or https://'],
    ['mentions: /a', '3:13', 'allowed is a list of paths.'],
    ['mentions: [/a, 1]', '3:18', '`lamp.mentions[1]` is not right; allowed is a path without control characters.'],
    ['sources: [{ path: a, url: "http://a" }]', '3:13', 'allowed is a group of either `path` or `url`'],
    ['genrations: a', '3:3', 'Did you mean `generations`?'],
  ])('%s is told with its place and what would be right', async (line, at, said) => {
    const told = await refusal(`lamp:\n  plugin: /a\n  ${line}\n`);
    expect(told).toContain(said);
    expect(told).toMatch(new RegExp(`^2 E_SITE_\\w+ /etc/f/flatnet\\.yaml:${at}: `));
  });

  test('a sign that the component cannot have in a path is refused with its reason, and nothing is changed', async () => {
    expect(await refusal('lamp:\n  plugin: bin/a%b\n')).toBe(
      '3 E_LAMP_PATH /etc/f/flatnet.yaml:2:11: `lamp.plugin` is /etc/f/bin/a%b. The toy cannot say it. Nothing was changed.',
    );
  });

  test('a key that must be there is named where a draft lacks it', async () => {
    expect(await missingKeys({ lamp: { mentions: [] } }, known)).toEqual(['lamp.plugin']);
  });
});

describe('the JSON Schema', () => {
  const document = siteSchemaDocument(known) as Record<string, unknown>;
  const check = new Ajv2020({ strictTuples: false }).compile(document);

  test('takes what the reader takes, and refuses what it refuses', () => {
    expect(
      check(parse('lamp: { plugin: a, trial: { image: 灯, port: 1, limit: 2s }, place: { room: "http://a" } }')),
    ).toBe(true);
    for (const wrong of ['{}', '{ plugin: 1 }', '{ plugin: a, trial: { port: 0 } }', '{ plugin: a, place: {} }'])
      expect(check(parse(`lamp: ${wrong}`)), wrong).toBe(false);
  });

  test('says of every key what it is for, and what it means when it is absent', () => {
    const { lamp: part } = document.properties as Record<string, Record<string, unknown>>;
    expect(part).toMatchObject({
      description: 'What gives light',
      required: ['plugin'],
      properties: {
        plugin: { description: 'Where it is' },
        trial: { properties: { port: { description: 'Where', default: 8080 }, image: { default: 'lamp' } } },
        soak: { description: 'How long all probes must stay passed before commit' },
        generations: { description: 'Where what is kept of it lies' },
      },
    });
  });
});
