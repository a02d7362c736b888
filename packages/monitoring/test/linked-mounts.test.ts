import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { dataPlaces } from '../src/cutover.ts';
import { inspect } from '../src/inspect.ts';
import { createdFor, podmanOf, project, toyStack } from './support/toy-stack.ts';

test('data behind a link is the data that is copied, and a file behind a link is a file', async () => {
  const { world, view } = memoryHosts({ profile: 'posix' });
  const { site } = toyStack(world, []);
  world.file('/mnt/big/grafana/data.db', 'schema 10');
  world.link(`${project}/data`, '/mnt/big/grafana');
  world.file(`${project}/shared/prometheus.yml`, 'global: {}\n');
  world.link(`${project}/prometheus.yml`, `${project}/shared/prometheus.yml`);
  const moved = (service: 'grafana' | 'prometheus', from: string, to: string) =>
    createdFor(service).map((word) => word.replace(from, to));
  podmanOf(world).up(moved('grafana', 'monitoring_grafana_data:', `${project}/data:`));
  podmanOf(world).up(moved('prometheus', '/prometheus/prometheus.yml:', '/prometheus.yml:'));
  const { facts } = await inspect(site, view('local', 60_000));
  const of = (name: string) => facts.services.find((one) => one.name === name) ?? { mounts: [] };
  expect(dataPlaces(of('grafana'))).toEqual([{ source: '/mnt/big/grafana', name: 'var-lib-grafana' }]);
  expect(of('prometheus').mounts[0]).toMatchObject({ kind: 'file', source: `${project}/shared/prometheus.yml` });
  expect(facts.files.map(({ path }) => path)).toContain(`${project}/shared/prometheus.yml`);
});
