import { describeError, type HostView } from '@flatnet-maint/core';
import { memoryHosts } from '@flatnet-maint/testkit';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { grafanaContents } from '../src/grafana/contents.ts';
import { grafanaLogin } from '../src/grafana/login.ts';
import {
  type GrafanaPlace,
  grafanaInquiries,
  grafanaOf,
  isDefaultPassword,
  passwordFindings,
  startsWithDefaultPassword,
} from '../src/index.ts';
import { loadYaml } from '../src/lazy-yaml.ts';
import { canary, FakeGrafana, place } from './support/fake-grafana.ts';

await loadYaml();

afterEach(() => void vi.unstubAllEnvs());

const begin = () => {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  return { world, grafana: new FakeGrafana(world), host: lend('local', 60_000, 'run').host as HostView };
};

describe('the login', () => {
  test('passes with credentials that Grafana takes', async () => {
    const { host } = begin();
    expect(await grafanaLogin.ask(place, host)).toEqual({ ok: true, value: 'admin', detail: 'admin can log in' });
  });

  test('fails at once where they are refused, for Grafana locks out who tries again', async () => {
    const { host, grafana } = begin();
    grafana.password = 'restored-from-before';
    const answer = await grafanaLogin.ask(place, host);
    expect(answer).toMatchObject({
      ok: false,
      final: true,
      detail: expect.stringContaining('refuses the login of admin'),
    });
    expect(JSON.stringify(answer)).not.toContain(canary);
  });

  test('is not asked without a password, and that is said', async () => {
    const { host, grafana } = begin();
    const answer = await grafanaLogin.ask({ ...place, password: null }, host);
    expect(answer.detail).toContain('its login was not asked');
    expect(grafana.asked).toEqual(['GET /api/health']);
  });

  test('could not be asked where the password cannot be had here: that is no answer', async () => {
    const { host, grafana } = begin();
    const here: GrafanaPlace = { ...place, password: { env: 'NOT_SET_ANYWHERE' } };
    await expect(grafanaLogin.ask(here, host)).rejects.toMatchObject({ code: 'E_SECRET_ABSENT' });
    expect(grafana.asked).toEqual([]);
  });

  test('could not be asked where nothing answers', async () => {
    const { host, grafana } = begin();
    grafana.isUp = false;
    await expect(grafanaLogin.ask(place, host)).rejects.toMatchObject({ code: 'E_HTTP_UNANSWERED' });
  });
});

describe('the contents', () => {
  test('are all data sources and dashboards by name, sorted, however many pages they fill', async () => {
    const { host, grafana } = begin();
    for (let n = 0; n < 1_001; n += 1) grafana.put(`d${String(n).padStart(4, '0')}`);
    const { value, detail } = await grafanaContents.ask(place, host);
    const list = value as readonly string[];
    expect([list[0], list.at(-1), list.length]).toEqual(['dashboard:d0000', 'datasource:Prometheus', 1_003]);
    expect(detail).toBe('2 data sources and 1001 dashboards');
  });

  test('could not be asked without a login', async () => {
    const { host } = begin();
    const error = await grafanaContents.ask({ ...place, password: null }, host).catch(describeError);
    expect(error).toMatchObject({ code: 'E_GRAFANA_LOGIN', message: expect.stringContaining('names no password') });
  });
});

test('the password stands in one header and nowhere else', async () => {
  const { host, grafana } = begin();
  for (const inquiry of [grafanaLogin, grafanaContents]) await inquiry.ask(place, host);
  expect(grafana.heard.filter((text) => text.includes(canary))).toEqual([]);
  const encoded = Buffer.from(`admin:${canary}`).toString('base64');
  expect(grafana.heard.filter((text) => text.includes(encoded)).every((text) => text.startsWith('{"accept"'))).toBe(
    true,
  );
});

test('inquiries have the names by which plans ask them', () => {
  expect(grafanaInquiries.map(({ name }) => name)).toEqual([
    'grafana-login@1',
    'grafana-contents@1',
    'grafana-dashboards@1',
  ]);
});

describe('the password that everybody knows', () => {
  test.each([
    ['admin', 'admin', true],
    ['admin', 'flatnet', true],
    ['admin', canary, false],
    ['watcher', 'admin', false],
  ])('%s with %s: %s', (user, password, known) => {
    expect(isDefaultPassword(user, password)).toBe(known);
  });

  test.each([
    [{}, true],
    [{ GF_SECURITY_ADMIN_PASSWORD: 'flatnet' }, true],
    [{ GF_SECURITY_ADMIN_PASSWORD: canary }, false],
    [{ GF_SECURITY_ADMIN_USER: 'watcher' }, false],
    [{ GF_SECURITY_ADMIN_PASSWORD__FILE: '/run/secrets/x' }, false],
  ])('a container given %j starts with it: %s', (env, known) => {
    expect(startsWithDefaultPassword(env)).toBe(known);
  });

  test('is pointed out, and so is one that only this command has', async () => {
    const { host } = begin();
    vi.stubEnv('PASS', 'admin');
    const here: GrafanaPlace = { ...place, password: { env: 'PASS' } };
    expect((await passwordFindings(host, here)).map(({ id, blocks }) => [id, blocks])).toEqual([
      ['grafana-default-password', false],
      ['grafana-secret-env', false],
    ]);
    expect(await passwordFindings(host, place)).toEqual([]);
    expect(await passwordFindings(host, { ...place, password: null })).toEqual([]);
  });
});

describe('Grafana is found in the stack', () => {
  const service = { name: 'grafana', kind: 'grafana', address: 'http://127.0.0.1:3000' };
  const facts = (...services: unknown[]) =>
    ({ services, grafana: { user: 'admin', password: null } }) as unknown as Parameters<typeof grafanaOf>[0];

  test('by its kind', () => {
    expect(grafanaOf(facts({ ...service, kind: 'loki' }, service))).toEqual({ ...place, password: null });
  });

  test.each([
    ['none', facts({ ...service, kind: 'loki' }), 'E_GRAFANA_ABSENT'],
    ['two', facts(service, { ...service, name: 'other' }), 'E_GRAFANA_SEVERAL'],
    ['one without a port', facts({ ...service, address: null }), 'E_GRAFANA_ADDRESS'],
  ])('but not where there is %s', (_, facts, code) => {
    expect(() => grafanaOf(facts)).toThrow(expect.objectContaining({ code }));
  });
});
