import type { EvidencePiece } from '@flatnet-maint/core';
import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { evidence } from '../src/evidence.ts';
import { containerTold, maskedCompose, maskedFile } from '../src/evidence-masks.ts';
import { find } from '../src/find/find.ts';
import { loadYaml } from '../src/lazy-yaml.ts';
import { canary, compose, composeText, project, toyStack } from './support/toy-stack.ts';

await loadYaml();

async function told(
  prepare: (toy: ReturnType<typeof toyStack>, world: ReturnType<typeof memoryHosts>['world']) => void = () => {},
) {
  const { world, view } = memoryHosts({ profile: 'posix' });
  const toy = toyStack(world);
  world.file('/run/libpod/alive', '');
  world.file(`${project}/.env`, `GRAFANA_ADMIN_PASSWORD=${canary}\nTZ=Asia/Tokyo\n`, 0o600);
  world.file(
    `${project}/alertmanager/alertmanager.yml`,
    `receivers:\n  - name: a\n    pagerduty_configs:\n      - routing_key: ${canary}\n`,
  );
  const [candidate] = (await find(view('local', 60_000), { use: [], site: null })).candidates;
  if (candidate === undefined) throw new Error('nothing was found');
  prepare(toy, world);
  toy.podman.argvs.length = 0;
  const pieces = await evidence(candidate, view('local', 60_000));
  const text = (as: string) =>
    (pieces.find((one) => one.as === as) as Extract<EvidencePiece, { kind: 'text' }>)?.text ?? '';
  return { ...toy, pieces, text, names: pieces.map(({ as }) => as) };
}

test('files, containers, logs and versions are in it, and no value of a variable or key', async () => {
  const { names, text, pieces } = await told();
  expect(names).toEqual(
    expect.arrayContaining([
      `files${compose}`,
      `files${project}/.env`,
      `files${project}/prometheus/prometheus.yml`,
      'files.txt',
      'containers/flatnet-grafana.json',
      'logs/flatnet-grafana.txt',
      'versions.txt',
      'podman/containers.txt',
      'podman/volumes.txt',
    ]),
  );
  expect(text('containers/flatnet-grafana.json')).toContain('"GF_SECURITY_ADMIN_PASSWORD=***"');
  expect(text(`files${project}/.env`)).toBe('GRAFANA_ADMIN_PASSWORD=***\nTZ=***\n');
  expect(text('versions.txt')).toContain('flatnet-prometheus\trunning');
  expect(JSON.stringify(pieces)).not.toContain(canary);
});

test('it runs what only reads, and nothing of Podman where that would write', async () => {
  const { podman } = await told();
  expect([...new Set(podman.argvs.map(([, verb]) => verb))].sort()).toEqual(['inspect', 'ps']);
  const before = await told((_, world) => world.remove('/run/libpod/alive'));
  expect([before.names, before.podman.argvs]).toEqual([[`files${compose}`], []]);
});

test('a service that does not answer costs nothing of what the others say', async () => {
  const { text } = await told(({ podman }) => {
    for (const one of podman.all) if (one.name === 'flatnet-grafana') one.status = 'exited';
  });
  expect(text('versions.txt').split('\n')[1]).toMatch(/^flatnet-grafana\texited/);
  expect(text('versions.txt')).toContain('2.42.0');
});

test('a compose file keeps its layout, and no value of its variables, however they are written', () => {
  const secret = 'qHunter2q';
  const text = [
    'x-env: &env',
    `  DB_DSN: ${secret}`,
    'services:',
    '  a:',
    '    image: "docker.io/a:1" # stays',
    '    environment:',
    `      - "Plain=${secret}"`,
    `      - lower_case=${secret}`,
    `      - dotted.name=${secret}`,
    '      - INHERITED',
    '  b:',
    '    environment:',
    '      <<: *env',
    `      lower: '${secret}'`,
    '    command: --retention.time=15d',
    `  c: { image: c:1, environment: { x: ${secret} } }`,
    '',
  ].join('\n');
  const masked = maskedCompose(text);
  expect(masked).not.toContain(secret);
  expect(masked).toContain('image: "docker.io/a:1" # stays');
  expect(masked).toContain('- INHERITED');
  expect(masked).toContain('--retention.time=15d');
  expect(masked.split('\n')).toHaveLength(text.split('\n').length);
  // Also where it cannot be read as YAML.
  expect(maskedCompose(`services: [\n  - A_B=${secret}\n  C_D: ${secret}\n`)).not.toContain(secret);
  expect(maskedCompose(composeText)).toContain('GF_SECURITY_ADMIN_PASSWORD=***');
});

test('words that made a container lose the values of variables in each of their forms', () => {
  const words = [
    'podman',
    'run',
    '-e',
    'A=s3cret',
    '--env',
    'B=s3cret',
    '--env=C=s3cret',
    '-eD=s3cret',
    '-e',
    'F',
    '--label',
    'x=y',
  ];
  const seen = containerTold({ Config: { CreateCommand: words, Env: ['A=s3cret=more'] } });
  expect(JSON.stringify(seen)).not.toContain('s3cret');
  expect(seen).toEqual({
    Config: {
      CreateCommand: [
        'podman',
        'run',
        '-e',
        'A=***',
        '--env',
        'B=***',
        '--env=C=***',
        '-eD=***',
        '-e',
        'F',
        '--label',
        'x=y',
      ],
      Env: ['A=***'],
    },
  });
});

test('a file that tells where alerts go loses keys and the paths of hooks, and keeps where things are', () => {
  const text =
    'slack_api_url: https://hooks.example/T0/B0/qHunter2q\n    url: http://prometheus:9090\n  - targets: [a:1]\nservice_key: qHunter2q\n';
  expect(maskedFile(text, '/x/alertmanager.yml')).toBe(
    'slack_api_url: https://hooks.example/***\n    url: http://prometheus:9090\n  - targets: [a:1]\nservice_key: ***\n',
  );
});
