import { describe, expect, test } from 'vitest';
import { recipeOf } from '../src/recipe.ts';
import { createdAnew, newer, recipeFor } from './support/spec-stack.ts';
import { canary, createdFor } from './support/toy-stack.ts';

const image = 'docker.io/prom/prometheus:v2.42.0';
const read = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  recipeOf(['podman', 'run', ...words], image, env);

test('what podman-compose 1.0.3 typed is taken over whole, but for its name and that it went to the background', () => {
  const { options, command } = recipeFor('prometheus');
  const created = createdFor('prometheus');
  const at = created.indexOf(image);
  expect(options).toEqual(created.slice(4, at));
  expect(command).toEqual(created.slice(at + 1));
});

test('a value that may be a secret is not in it, and its name is', () => {
  const recipe = recipeFor('grafana');
  expect(recipe.env).toEqual({ GF_SECURITY_ADMIN_USER: 'admin', GF_SECURITY_ADMIN_PASSWORD: null });
  expect(JSON.stringify(recipe)).not.toContain(canary);
});

test.each(['prometheus', 'grafana'] as const)('what is made of the recipe of %s has that recipe again', (service) => {
  const ref = newer[service];
  const env = { GF_SECURITY_ADMIN_USER: 'admin', GF_SECURITY_ADMIN_PASSWORD: canary };
  expect(recipeOf(createdAnew(service, ref, 'x.new-1'), ref, env)).toEqual(recipeFor(service));
});

describe('options are told from their values', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a short one with its value in one word', ['-p9090:9090', image], ['-p', '9090:9090']],
    ['a long one with a sign', ['--restart=always', image], ['--restart', 'always']],
    ['a value with a sign in it', ['--label=a=b=c', image], ['--label', 'a=b=c']],
    ['one that stands alone', ['--init', '-i', '--tty', image], ['--init', '-i', '--tty']],
    ['one that stands alone and is denied', ['--init=false', '-p', '1:1', image], ['--init=false', '-p', '1:1']],
    ['several letters in one word', ['-dit', image], ['-i', '-t']],
    ['a value that looks like an option', ['--entrypoint', '-x', image], ['--entrypoint', '-x']],
    ['a value in Japanese', ['--label', 'team=監視', image], ['--label', 'team=監視']],
    ['what is about one moment', ['--name', 'x', '-d', '--rm', '--pull', 'never', '--cidfile=/x', image], []],
    ['labels of a run', ['--label', 'flatnet-maint.run=1', '--label', 'a=b', image], ['--label', 'a=b']],
  ])('%s', (_, words, options) => {
    expect(read(words)).toEqual({ options, command: [], env: {} });
  });

  test('words behind the image stay as they are', () => {
    expect(read(['-i', image, '-dit', '--name', 'x', '-e', 'A=b'])?.command).toEqual([
      '-dit',
      '--name',
      'x',
      '-e',
      'A=b',
    ]);
  });
});

describe('a variable', () => {
  test.each<[string, readonly string[], Readonly<Record<string, string | null>>]>([
    ['in each of its forms', ['-e', 'A=1', '-eB=2', '--env=C=3', '--env', 'D=4'], { A: '1', B: '2', C: '3', D: '4' }],
    ['that is no plain word, number or path', ['-e', 'A=b=c\nd', '-e', 'B=x8Hq3v'], { A: null, B: null }],
    ['that is a path or a time', ['-e', 'A=/srv/x.d/y', '-e', 'B=30s'], { A: '/srv/x.d/y', B: '30s' }],
    ['that is empty', ['-e', 'A='], { A: '' }],
    ['that was handed through', ['-e', 'TZ'], { TZ: null }],
    ['that was handed through and was not there', ['-e', 'GONE'], {}],
    [
      'whose name tells of a secret',
      ['-e', 'SMTP_PASSWD=x', '-e', 'SMTP_PWD=x', '-e', 'API_TOKEN=x', '-e', 'MY_KEY=x'],
      {
        SMTP_PWD: null,
        SMTP_PASSWD: null,
        API_TOKEN: null,
        MY_KEY: null,
      },
    ],
    ['whose value tells of one', ['-e', 'DATABASE=postgres://grafana:geheim@db/grafana'], { DATABASE: null }],
  ])('%s', (_, words, env) => {
    expect(read([...words, image], { TZ: 'Asia/Tokyo' })?.env).toEqual(env);
  });
});

test('it is the same for `podman container create`, and for a name that Podman completes', () => {
  expect(recipeOf(['podman', 'container', 'create', '-i', 'prom/prometheus:v2.42.0', 'x'], image, {})).toEqual({
    options: ['-i'],
    command: ['x'],
    env: {},
  });
});

test.each<[string, readonly string[]]>([
  ['nothing', []],
  ['a command without the image', ['podman', 'run', '-d', 'docker.io/other:1']],
  ['options of Podman itself before its command', ['podman', '--log-level', 'debug', 'run', image]],
  ['options only', ['podman', 'run', '-d']],
])('%s is no recipe', (_, created) => {
  expect(recipeOf(created, image, {})).toBeNull();
});
