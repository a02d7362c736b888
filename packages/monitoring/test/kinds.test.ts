import { describe, expect, test } from 'vitest';
import { isSameName, partsOfRef, tagOf, withTag } from '../src/image-name.ts';
import { kindOfImage, validatorOf } from '../src/kinds.ts';
import { loadYaml } from '../src/lazy-yaml.ts';
import { crossing } from '../src/migrations.ts';
import { isVersion } from '../src/service-version.ts';

await loadYaml();

const digest = `sha256:${'0'.repeat(64)}`;

test.each([
  ['docker.io/prom/prometheus:v2.42.0', 'docker.io/prom/prometheus', 'v2.42.0', null],
  ['localhost:5000/prom/prometheus', 'localhost:5000/prom/prometheus', null, null],
  ['localhost:5000/prom/prometheus:v1', 'localhost:5000/prom/prometheus', 'v1', null],
  [`grafana/grafana:10.4.2@${digest}`, 'grafana/grafana', '10.4.2', digest],
  [`grafana/grafana@${digest}`, 'grafana/grafana', null, digest],
])('%s is taken apart', (ref, name, tag, sha) => {
  expect(partsOfRef(ref)).toEqual({ name, tag, digest: sha });
});

test('a tag that is not said is latest, but for an image that is named by its digest', () => {
  expect(tagOf('grafana/grafana')).toBe('latest');
  expect(tagOf(`grafana/grafana@${digest}`)).toBe('');
});

test.each([
  ['prom/prometheus:v2.42.0', '2.53.3', 'prom/prometheus:v2.53.3'],
  ['prom/prometheus:v2.42.0', 'v2.53.3', 'prom/prometheus:v2.53.3'],
  ['prom/prometheus:v2.42.0', 'main', 'prom/prometheus:main'],
  ['grafana/grafana:10.4.2', '11.1.0', 'grafana/grafana:11.1.0'],
  ['grafana/grafana', '11.1.0', 'grafana/grafana:11.1.0'],
  ['localhost:5000/grafana', '11.1.0', 'localhost:5000/grafana:11.1.0'],
  [`grafana/grafana@${digest}`, `11.1.0@${digest}`, `grafana/grafana:11.1.0@${digest}`],
])('%s to %s is %s', (ref, tag, wanted) => {
  expect(withTag(ref, tag)).toBe(wanted);
});

test.each([
  ['prometheus:v1', 'docker.io/library/prometheus:v1', true],
  ['prom/prometheus:v1', 'docker.io/prom/prometheus:v1', true],
  ['prom/prometheus', 'docker.io/prom/prometheus:latest', true],
  ['prom/prometheus:v1', 'quay.io/prom/prometheus:v1', true],
  ['monitoring_exporter', 'localhost/monitoring_exporter:latest', true],
  ['docker.io/prom/prometheus:v1', 'quay.io/prom/prometheus:v1', false],
  ['prom/prometheus:v1', 'docker.io/prom/prometheus:v2', false],
  ['localhost/prometheus:v1', 'docker.io/localhost/prometheus:v1', false],
])('%s and %s: the same image is %s', (a, b, same) => {
  expect(isSameName(a, b)).toBe(same);
});

test.each([
  ['docker.io/prom/prometheus:v2.42.0', 'prometheus'],
  ['quay.io/prometheus/alertmanager', 'alertmanager'],
  [`docker.io/grafana/grafana-oss:10@${digest}`, 'grafana'],
  ['localhost:5000/node-exporter', 'node-exporter'],
  ['docker.io/prom/prometheus-adapter:v1', 'other'],
  ['', 'other'],
])('%s is %s', (ref, kind) => {
  expect(kindOfImage(ref)).toBe(kind);
});

describe('a validator looks at the file that the service reads', () => {
  test.each<[string, Parameters<typeof validatorOf>, ReturnType<typeof validatorOf>]>([
    ['its usual one', ['prometheus', []], ['promtool', 'check', 'config', '/etc/prometheus/prometheus.yml']],
    ['as an option says it', ['prometheus', ['--config.file=/p.yml']], ['promtool', 'check', 'config', '/p.yml']],
    ['in two words', ['alertmanager', ['--config.file', '/a.yml']], ['amtool', 'check-config', '/a.yml']],
    ['with one stroke', ['loki', ['-config.file=/l.yml']], ['loki', '-verify-config', '-config.file=/l.yml']],
    [
      'not as another option says',
      ['prometheus', ['--web.config.file=/w.yml']],
      ['promtool', 'check', 'config', '/etc/prometheus/prometheus.yml'],
    ],
  ])('%s', (_, asked, wanted) => {
    expect(validatorOf(...asked)).toEqual(wanted);
  });

  test('where there is none, nothing is asked', () => {
    expect(validatorOf('grafana', ['--config=/etc/grafana.ini'])).toBeNull();
  });
});

describe('what a release migrates', () => {
  const to = (kind: Parameters<typeof crossing>[0], from: string, will: string) =>
    crossing(kind, `x/${kind}:${from}`, `x/${kind}:${will}`)?.way ?? null;
  test.each([
    ['10.4.2', '11.1.0', 'forward'],
    ['11.1.0', '10.4.2', 'backward'],
    ['10.0.0', '10.4.2', null],
    ['9.5.0', '11.0.0', 'forward'],
    ['10.4.2', 'latest', 'forward'],
    ['latest', 'latest', 'forward'],
  ])('Grafana %s to %s: %s', (from, will, way) => {
    expect(to('grafana', from, will)).toBe(way);
  });
  test.each([
    ['v2.42.0', 'v3.5.0', 'forward'],
    ['v2.54.1', 'v3.0.0', 'forward'],
    ['v2.55.0', 'v3.0.0', null],
    ['v2.42.0', 'v2.55.1', null],
    ['v3.5.0', 'v2.42.0', 'backward'],
    ['v3.5.0', 'v2.55.1', null],
    ['v3.0.0', 'v3.5.0', null],
  ])('Prometheus %s to %s: %s', (from, will, way) => {
    expect(to('prometheus', from, will)).toBe(way);
  });
  test('a stepping stone is named where there is one, and Alertmanager migrates nothing', () => {
    expect(crossing('prometheus', 'p:v2.42.0', 'p:v3.5.0')?.stone).toBe('v2.55.1');
    expect(crossing('grafana', 'g:10.0.0', 'g:11.0.0')?.stone).toBeNull();
    expect(to('alertmanager', 'v0.25.0', 'v0.28.1')).toBeNull();
    expect(to('loki', '2.9.8', '3.0.0')).toBe('forward');
  });
});

test.each([
  ['2.42.0+ds', 'v2.42.0', true],
  ['2.42.0', 'v2.53.3', false],
  ['11.1.0', '11', true],
  ['11.1.0', '11.1', true],
  ['11.1.0', '11.2', false],
  ['3.0.0-rc.1', 'v3.0.0', false],
  ['2.42.0', 'latest', true],
  ['HEAD-1a2b3c', 'v2.42.0', true],
])('%s reported by an image of %s: agrees is %s', (reported, tag, agrees) => {
  expect(isVersion(reported, tag)).toBe(agrees);
});
