import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { planJsonSchema, siteJsonSchema } from '../src/index.ts';
import recordedPlan from './support/recorded-plan.json' with { type: 'json' };

/** What is wrong with a document; null = nothing. */
function check(schema: unknown): (document: unknown) => string | null {
  const ajv = new Ajv2020({ strictTuples: false });
  const validate = ajv.compile(schema as object);
  return (document) => (validate(document) ? null : ajv.errorsText(validate.errors));
}
const site = check(await siteJsonSchema());
const plan = check(await planJsonSchema());

const good = `
gateway:
  home: /srv/flatnet/openresty
  probes: { site: "http://127.0.0.1:80", api: "http://10.100.1.1:8080" }
  routes: { boot: boot/routes.json }
  drain: drain
  soak: 30s
  verify: [{ id: lan, command: [/usr/bin/true, -x], limit: 2s }]
  releases:
    - { version: "1.26.3", path: releases/1.26.3.tar.gz, sha256: "${'0a'.repeat(32)}" }
    - { version: "1.27", source: /src, commit: "${'0b'.repeat(20)}", command: [make], output: out/nginx.tar.gz, limit: 5m }
`;

describe('the schema of the site file', () => {
  test('takes a site file as it is written, and an empty one', () => {
    expect(site(parse(good))).toBe(null);
    expect(site({})).toBe(null);
    expect(site(parse('cni: { plugin: a, conflist: b, trial: { port: 80 } }'))).toBe(null);
    expect(site(parse('cni: { plugin: a }'))).not.toBe(null);
  });

  test.each([
    ['a key that is not known', 'drain: drain', 'drian: drain'],
    ['a missing home', 'home: /srv/flatnet/openresty', 'service: x'],
    ['a version that YAML takes for a number', '"1.26.3"', '1.26'],
    ['a sha256 that is short', '0a0a', '0a0'],
    ['a release without a sha256', ', sha256: ', ', folder: '],
    ['a release that is built of no commit', 'commit: ', 'folder: '],
    ['a way out of the tree', 'boot/routes.json', 'boot/../../routes.json'],
    ['a length without a unit', '30s', '"30"'],
    ['a line for a shell', '[/usr/bin/true, -x]', 'true -x'],
    ['an address that is none', 'http://127.0.0.1:80', 'ftp://127.0.0.1'],
  ])('refuses %s', (_, right, wrong) => {
    expect(good).toContain(right);
    expect(site(parse(good.replace(right, wrong)))).not.toBe(null);
  });

  test('tells of every key what it is for', async () => {
    const silent: string[] = [];
    const walk = (node: Record<string, unknown>, at: string): void => {
      const inner = (node.items ?? node) as { properties?: Record<string, Record<string, unknown>> };
      for (const [key, value] of Object.entries(inner.properties ?? {})) {
        if (typeof value.description !== 'string') silent.push(`${at}${key}`);
        walk(value, `${at}${key}.`);
      }
    };
    walk((await siteJsonSchema()) as Record<string, unknown>, '');
    expect(silent).toEqual([]);
  });
});

describe('the schema of a plan', () => {
  test('takes a recorded plan of the gateway', () => {
    expect(plan(recordedPlan)).toBe(null);
  });

  test.each([
    ['another command', { command: 'delete' }],
    ['a field that is not known', { extra: 1 }],
    ['a step without its limits', { guard: recordedPlan.guard.map(({ limits: _, ...rest }) => rest) }],
    ['a length that is text', { soak: '30s' }],
  ])('refuses %s', (_, change) => {
    expect(plan({ ...recordedPlan, ...change })).not.toBe(null);
  });
});
