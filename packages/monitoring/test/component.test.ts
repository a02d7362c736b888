import * as actions from '@flatnet-maint/actions';
import * as engine from '@flatnet-maint/engine';
import { componentSpec } from '@flatnet-maint/testkit';
import * as flatnet from 'flatnet';
import { afterAll, beforeAll, vi } from 'vitest';
import { monitoring } from '../src/index.ts';
import { compose, dataOf, podmanOf, project, toyStack } from './support/toy-stack.ts';

// A component asks the process whether it may write; in the world of this test it may.
beforeAll(() => void vi.spyOn(process, 'getuid').mockReturnValue(0));
afterAll(() => void vi.restoreAllMocks());

componentSpec({
  component: monitoring,
  parts: { engine, flatnet, actions },
  losing: ['copy-data@1'],
  play: {
    world(world) {
      const { podman, site } = toyStack(world, ['prometheus', 'grafana']);
      podman.images.push('docker.io/grafana/grafana:11.1.0');
      podman.images.push('docker.io/grafana/grafana:12.0.0');
      podman.images.push('docker.io/prom/prometheus:v2.53.3');
      world.outside = () => podman.told(({ name }) => /\.(?!found)\w+-/.test(name));
      return site;
    },
    releases: ['grafana=11.1.0,prometheus=v2.53.3', 'grafana=12.0.0'],
    live: (world) => [
      podmanOf(world).told(({ name }) => !/\.\w+-/.test(name)),
      dataOf(world),
      world.text(compose),
      world.text(`${project}/prometheus/prometheus.yml`),
      world.text(`${project}/prometheus/alerts/system.yml`),
    ],
    mayLeave: (path) => /\.(set-aside|left)-/.test(path),
    points: 8,
    share: 0,
  },
});
