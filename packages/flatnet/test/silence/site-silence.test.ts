import type { MaintError } from '@flatnet-maint/core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { siteJsonSchema } from '../../src/index.ts';
import { siteOfText } from '../../src/site/load-site.ts';

const whole = `silence:
  alertmanager: http://127.0.0.1:9093
  prometheus: http://127.0.0.1:9090
  need: required
  lease: 2m
  matchers:
    gateway: ['component="gateway"', 'alertname=~"Flatnet.+"']
    cni: ['component="cni-plugin"']
`;
const read = async (text: string) => (await siteOfText('/etc/flatnet.yaml', text)).silence;

describe('what a site file says of silences', () => {
  test('is nothing unless it is written there', async () => {
    expect(await read('lang: ja\n')).toBeNull();
  });

  test('has a usual need and lease', async () => {
    const least = 'silence: { alertmanager: "http://a:1", matchers: { cni: [a="b"] } }\n';
    expect(await read(least)).toEqual({
      alertmanager: 'http://a:1',
      prometheus: null,
      need: 'best-effort',
      lease: 300_000,
      matchers: { cni: [{ name: 'a', value: 'b', isRegex: false, isEqual: true }] },
    });
  });

  test('is read whole', async () => {
    expect(await read(whole)).toMatchObject({
      prometheus: 'http://127.0.0.1:9090',
      need: 'required',
      lease: 120_000,
      matchers: { gateway: [{ value: 'gateway' }, { name: 'alertname', isRegex: true }] },
    });
  });

  test.each([
    ['a matcher that is none', `component="gateway"'`, `component=gateway'`, 'silence.matchers.gateway[0]'],
    ['an expression that cannot be read', 'Flatnet.+', 'Flatnet(', 'silence.matchers.gateway[1]'],
    ['no matcher at all', `['component="cni-plugin"']`, '[]', 'silence.matchers.cni'],
    ['a component that is none', 'cni: [', 'cnj: [', '`cni`'],
    ['a password in an address', 'http://127.0.0.1:9093', 'http://me:secret@127.0.0.1:9093', 'silence.alertmanager'],
    ['a lease that outlives everybody', '2m', '2h', '5s to 1h'],
    ['another need', 'need: required', 'need: perhaps', '`required` or `best-effort`'],
    ['a silence of nothing', /matchers:[\s\S]+$/, '\n', 'silence.matchers'],
  ])('%s is refused at its line', async (_, right, wrong, said) => {
    const text = whole.replace(right, wrong);
    expect(text).not.toBe(whole);
    const error = (await read(text).catch((thrown: unknown) => thrown)) as MaintError;
    expect(error).toMatchObject({ exit: 2, message: expect.stringContaining(said) });
    expect(error.message).toContain('flatnet.yaml:');
    expect(error.message).not.toContain('secret');
  });

  test('is in the JSON Schema of the file', async () => {
    const validate = new Ajv2020({ strictTuples: false }).compile((await siteJsonSchema()) as object);
    expect(validate(parse(whole))).toBe(true);
    expect(validate(parse(whole.replace('alertname=~', 'alertname~')))).toBe(false);
    expect(validate(parse(whole.replace('//127', '//me:x@127')))).toBe(false);
  });
});
