import { describe, expect, test } from 'vitest';
import { imageLines, withImages } from '../src/compose-file.ts';
import { loadYaml } from '../src/lazy-yaml.ts';

await loadYaml();

const path = '/opt/monitoring/podman-compose.yml';
const stack = (image: string) => `# 監視スタック
version: "3.8"
services:
  prometheus:
    image: ${image} # マニュアルを参照
    ports: ["9090:9090"]
`;
const changed = (text: string, image: string) => withImages(text, path, { prometheus: image });
const refuses = (text: string, code = 'E_COMPOSE_EDIT') =>
  expect(() => changed(text, 'prom/prometheus:v2.53.3')).toThrow(expect.objectContaining({ code }));

describe('an image is changed, and nothing else of the file', () => {
  test.each([
    ['as it stands', 'prom/prometheus:v2.42.0', 'prom/prometheus:v2.53.3'],
    ['in double quotes', '"prom/prometheus:v2.42.0"', '"prom/prometheus:v2.53.3"'],
    ['in single quotes', "'prom/prometheus:v2.42.0'", "'prom/prometheus:v2.53.3'"],
    ['with a tag that is a word', 'prom/prometheus:latest', 'prom/prometheus:v2.53.3'],
    ['with a digest', `prom/prometheus@sha256:${'a'.repeat(64)}`, 'prom/prometheus:v2.53.3'],
    ['after more blanks', '   prom/prometheus:v2.42.0', '   prom/prometheus:v2.53.3'],
  ])('%s', (_, from, to) => {
    expect(changed(stack(from), 'prom/prometheus:v2.53.3')).toBe(stack(to));
  });

  test('with the line ends of Windows, and the mark at its beginning', () => {
    const text = `\uFEFF${stack('prom/prometheus:v2.42.0').replaceAll('\n', '\r\n')}`;
    const after = `\uFEFF${stack('prom/prometheus:v2.53.3').replaceAll('\n', '\r\n')}`;
    expect(changed(text, 'prom/prometheus:v2.53.3')).toBe(after);
  });

  test('without an end of its last line', () => {
    expect(changed('services:\n  prometheus: {image: a:1}', 'a:2')).toBe('services:\n  prometheus: {image: a:2}');
  });

  test('of several services, in whatever order they and their keys stand', () => {
    const text = (a: string, b: string) => `services:
  alertmanager:
    ports:
      - 9093:9093
    # 最後に置くこと
    image: "${a}"
  prometheus: { container_name: p, image: '${b}', restart: always }
volumes: {}
`;
    expect(withImages(text('a:1', 'p:1'), path, { prometheus: 'p:20', alertmanager: 'a:200' })).toBe(
      text('a:200', 'p:20'),
    );
  });

  test('where the same image stands in a comment, in another service and in a label', () => {
    const text = (image: string) => `# was: p:1
services:
  other: { image: p:1 }
  prometheus:
    labels: { old: p:1 }
    image: ${image}
`;
    expect(changed(text('p:1'), 'p:2')).toBe(text('p:2'));
  });

  test('with signs that mean something to a replacement', () => {
    expect(changed(stack('p:1'), 'p:$&')).toBe(stack('p:$&'));
  });
});

test('a file whose images are as they are wanted stays to the byte', () => {
  const text = stack('"p:1"');
  expect(changed(text, 'p:1')).toBe(text);
  expect(withImages(text, path, {})).toBe(text);
});

describe('a file is refused', () => {
  test.each([
    ['whose image is made of variables', stack(`prom/prometheus:\${VERSION}`)],
    ['whose image is an anchor for others', stack('&image prom/prometheus:v2.42.0')],
    ['whose image is taken from elsewhere', `x: &i p:1\n${stack('*i')}`],
    ['whose service is taken from elsewhere', 'x: &s { image: p:1 }\nservices:\n  prometheus: *s\n'],
    ['whose image is written with escapes', stack('"prom\\u002fprometheus:v2.42.0"')],
    ['whose image goes over several lines', stack('>-\n      prom/prom\n      etheus:1')],
    ['whose service is built', 'services:\n  prometheus:\n    build: .\n'],
    ['whose image comes by a merge', 'x: &s\n  image: p:1\nservices:\n  prometheus:\n    <<: *s\n'],
  ])('%s', (_, text) => refuses(text));

  test.each([
    ['that is no YAML', 'services: [\n'],
    ['without services', 'version: "3"\n'],
    ['in which a key stands twice', 'services:\n  a: {image: x}\n  a: {image: y}\n'],
    ['that is empty', ''],
  ])('%s', (_, text) => refuses(text, 'E_COMPOSE_SYNTAX'));
});

test('variables elsewhere, and services that cannot be edited, stand in nobody’s way', () => {
  const text = (image: string) => `services:
  web: { build: . }
  grafana:
    image: "\${GRAFANA:-grafana/grafana}:10"
    environment:
      - PASSWORD=\${PASSWORD:-x}
  prometheus: { image: ${image} }
`;
  expect(changed(text('p:1'), 'p:2')).toBe(text('p:2'));
  expect(imageLines(text('p:1'), path).map(({ service, why }) => [service, why === null])).toEqual([
    ['web', false],
    ['grafana', false],
    ['prometheus', true],
  ]);
});
