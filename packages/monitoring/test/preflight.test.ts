import { sha256 } from '@flatnet-maint/core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { asked } from '../src/asked.ts';
import type { MonitoringFacts, MonitoringReadings, Service } from '../src/facts.ts';
import { live, partsOf } from '../src/generations.ts';
import { loadYaml } from '../src/lazy-yaml.ts';
import { preflight } from '../src/preflight.ts';
import { verify } from '../src/verify.ts';
import { readStack } from './support/read-stack.ts';

await loadYaml();

beforeAll(() => void vi.spyOn(process, 'getuid').mockReturnValue(0));
afterAll(() => void vi.restoreAllMocks());

async function found(
  request: string,
  how: {
    readonly facts?: (facts: MonitoringFacts) => MonitoringFacts;
    readonly readings?: Partial<MonitoringReadings>;
  } = {},
) {
  const { facts: read, readings } = await readStack();
  const facts = how.facts?.(read) ?? read;
  const findings = preflight(facts, { ...readings, ...how.readings }, { release: asked(read, request) });
  return findings.map(({ id, blocks, waivable }) =>
    blocks ? (waivable === true ? `${id}, waivable` : id) : `(${id})`,
  );
}

/** One of the services otherwise. */
const service =
  (name: string, change: (one: Service) => Partial<Service>) =>
  (facts: MonitoringFacts): MonitoringFacts => ({
    ...facts,
    services: facts.services.map((one) => (one.name === name ? { ...one, ...change(one) } : one)),
  });
const options = (name: string, ...words: readonly string[]) =>
  service(name, ({ recipe }) => ({ recipe: { ...recipe, options: [...recipe.options, ...words] } }));

test('nothing stands in the way of an upgrade of a sound stack', async () => {
  // What is not asked without a password is told.
  expect(await found('prometheus=v2.53.3,grafana=11.1.0')).toEqual(['(login-not-asked)']);
});

describe('an upgrade is refused', () => {
  test.each<[string, string, Parameters<typeof found>[1], string]>([
    ['without root', 'prometheus=v2.53.3', { readings: { mayWrite: false, uid: 1000 } }, 'no-permission'],
    ['where nothing runs', 'prometheus=v2.53.3', { facts: (facts) => ({ ...facts, services: [] }) }, 'stack-absent'],
    ['through a one-way door', 'prometheus=v3.5.0', {}, 'one-way-prometheus, waivable'],
    [
      'of a container that a unit of systemd makes',
      'prometheus=v2.53.3',
      { facts: options('prometheus', '--label', 'PODMAN_SYSTEMD_UNIT=p.service') },
      'unit-prometheus',
    ],
    [
      'of a container that another one holds on to',
      'prometheus=v2.53.3',
      { facts: options('grafana', '--requires', 'flatnet-loki,flatnet-prometheus') },
      'required-prometheus',
    ],
    [
      'where the image cannot be edited',
      'prometheus=v2.53.3',
      {
        facts: (facts) => {
          const text = facts.compose.text.replace(':v2.42.0', ':$' + '{TAG}');
          return { ...facts, compose: { ...facts.compose, text, sha256: sha256(text) } };
        },
      },
      'compose-image',
    ],
    [
      'to a Grafana that cannot read the data, and of which no copy is kept',
      'grafana=9.5.0',
      {},
      'no-data-grafana, waivable',
    ],
  ])('%s', async (_, request, how, id) => {
    expect((await found(request, how)).filter((one) => !one.startsWith('('))).toEqual([id]);
  });
});

test('a way back to an older Grafana is open with a copy of its data', async () => {
  const { facts, readings, image } = await readStack();
  const id = 'b'.repeat(64);
  const kept = live(service('grafana', () => ({ image: { id, ref: 'docker.io/grafana/grafana:9.5.0' } }))(facts));
  const blocks = (own: MonitoringFacts) =>
    preflight(own, readings, { generation: kept }).flatMap((one) => (one.blocks ? [one.id] : []));
  expect(blocks(facts)).toEqual(['no-data-grafana']);
  const copy = { service: 'grafana', image: id, version: '9.5.0', folder: '/c', run: 'run-0' };
  expect(blocks({ ...facts, dataCopies: [copy] })).toEqual([]);
  // Of another image it is none, unless both read the same.
  const other = { ...copy, image: image('grafana').id };
  expect(blocks({ ...facts, dataCopies: [other] })).toEqual([]);
  expect(blocks({ ...facts, dataCopies: [{ ...other, version: '10.2.3' }] })).toEqual(['no-data-grafana']);
});

test('what is not kept, a missing service and a known password are told, and stop nothing', async () => {
  const how = {
    readings: { unkept: [{ path: '/srv/x', why: 'it lies outside' }], defaultPassword: true },
    facts: (facts: MonitoringFacts) => ({ ...facts, absent: [{ service: 'loki', why: 'no container' }] }),
  };
  const told = await found('prometheus=v2.53.3', how);
  expect(told.every((one) => one.startsWith('('))).toBe(true);
  expect(told).toEqual(expect.arrayContaining(['(service-absent)', '(not-kept)', '(default-password)']));
});

test('every service is asked whether it is up, and what it wrote; Prometheus also for its targets and rules', async () => {
  const { facts } = await readStack();
  const { probes } = verify(facts, live(facts));
  expect(probes.map(({ id, severity }) => `${id} ${severity}`)).toEqual(
    expect.arrayContaining([
      'prometheus outage',
      'prometheus-config partial',
      'prometheus-targets partial',
      'prometheus-rules partial',
      'prometheus-log noisy',
      'grafana outage',
      'grafana-log noisy',
      'alertmanager outage',
      'alertmanager-config partial',
    ]),
  );
  const up = probes.find(({ id }) => id === 'prometheus');
  expect(up?.ask.args).toMatchObject({ image: partsOf(live(facts)).services[0]?.image.id, tag: 'v2.42.0' });
});

test('a new kind of error in a log sends a run back, unless the site file says that it is only told', async () => {
  const { facts } = await readStack();
  const logOf = (own: MonitoringFacts) => verify(own, live(own)).probes.find(({ id }) => id === 'prometheus-log');
  expect(logOf(facts)?.compare).toEqual({ nothingNew: true });
  const told = { ...facts, services: facts.services.map((one) => ({ ...one, errors: 'told' as const })) };
  expect(logOf(told)).toBeDefined();
  expect(logOf(told)?.compare).toBeUndefined();
});
