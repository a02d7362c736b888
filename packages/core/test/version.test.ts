import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compareVersions, MaintError, resolveVersion } from '../src/index.ts';

const gateway = ['1.25.3.1', '1.25.3.2', '1.26.0', '1.26.3', '1.26.10', '1.27.0-rc1', '1.27.0-rc2', '1.27.1.2rc3'];
const others = ['v0.9.2', 'v1.8.0', 'v1.9.3', 'v2.53.0', 'v2.53.4', 'v2.54.0-rc.1', 'v3.0.0-beta'];
const listed = (versions: readonly string[]) => versions.map((version) => ({ version }));

/** The table of docs/releases.md: what each request takes, or the code of its refusal. */
const table: readonly (readonly [request: string, taken: string, among?: readonly string[]])[] = [
  // A line of versions means its newest one, counted as numbers.
  ['1.26', '1.26.10'],
  ['1', '1.26.10'],
  ['1.25', '1.25.3.2'],
  ['1.26.x', '1.26.10'],
  ['1.26.X', '1.26.10'],
  ['1.26.*', '1.26.10'],
  ['1.x', '1.26.10'],
  ['1.x.x', '1.26.10'],
  ['*', '1.26.10'],
  ['x', '1.26.10'],
  ['latest', '1.26.10'],
  [' 1.26 ', '1.26.10'],
  // The four parts of OpenResty.
  ['1.25.3', '1.25.3.2'],
  ['1.25.3.1', '1.25.3.1'],
  ['1.25.3.2', '1.25.3.2'],
  ['1.25.3.x', '1.25.3.2'],
  ['=1.25.3.1', '1.25.3.1'],
  ['1.25.3.3', 'E_VERSION_UNKNOWN'],
  // A leading v and missing zeros make no difference.
  ['v1.26.3', '1.26.3'],
  ['1.26.3', '1.26.3'],
  ['1.26.3.0', '1.26.3'],
  ['v2.53', 'v2.53.4', others],
  ['2.53', 'v2.53.4', others],
  ['1.9.3', 'v1.9.3', others],
  ['1.26.0', '1.26', ['1.26', '1.26.3']],
  // Caret: the first number that is not 0 stays.
  ['^1.25', '1.26.10'],
  ['^v1.25.3.2', '1.26.10'],
  ['^1.8', 'v1.9.3', others],
  ['^0.9.1', 'v0.9.2', others],
  ['^0.9.3', 'E_VERSION_UNKNOWN', others],
  ['^0.0.3', '0.0.3.7', ['0.0.3.7', '0.0.4', '0.1.0']],
  ['^1.27', 'E_VERSION_UNKNOWN'],
  // Tilde: the first two numbers stay; of four, the first three.
  ['~1.25.3', '1.25.3.2'],
  ['~1.26.1', '1.26.10'],
  ['~1.26', '1.26.10'],
  ['~1', '1.26.10'],
  ['~1.25.3.1', '1.25.3.2'],
  ['~1.25.3.1', '1.25.3.1', ['1.25.3.1', '1.25.4.1', '1.26.0']],
  ['~1.25.3', '1.25.4.1', ['1.25.3.1', '1.25.4.1', '1.26.0']],
  // Comparators, sets and unions.
  ['>=1.25 <1.26', '1.25.3.2'],
  ['>= 1.25 < 1.26.3', '1.26.0'],
  ['<1.25.3.2', '1.25.3.1'],
  ['<=1.25.3', '1.25.3.2'],
  ['>1.25.3 <1.26.10', '1.26.3'],
  ['>1.25', '1.26.10'],
  ['>1.26', 'E_VERSION_UNKNOWN'],
  ['<=1.26', '1.26.10'],
  ['<1.26', '1.25.3.2'],
  ['1.25 - 1.26.3', '1.26.3'],
  ['1.24 || 1.25', '1.25.3.2'],
  ['>1.27 <1.26', 'E_VERSION_UNKNOWN'],
  // A pre-release comes only when the request names one of the same version.
  ['1.27.0-rc1', '1.27.0-rc1'],
  ['1.27-rc1', '1.27.0-rc1'],
  ['1.27.1.2rc3', '1.27.1.2rc3'],
  ['v2.54.0-rc.1', 'v2.54.0-rc.1', others],
  ['>=1.27.0-rc1', '1.27.0-rc2'],
  ['^1.27.0-rc1', '1.27.0-rc2'],
  ['~1.27.0-rc1 <1.27.0-rc2', '1.27.0-rc1'],
  ['1.27', 'E_VERSION_UNKNOWN'],
  ['1.27.x', 'E_VERSION_UNKNOWN'],
  ['>=1.27', 'E_VERSION_UNKNOWN'],
  ['<1.27', '1.26.10'],
  ['latest', 'v2.53.4', others],
  ['latest', 'E_VERSION_UNKNOWN', ['2.0-beta']],
  // What is not there, and what cannot be chosen between.
  ['1.2', 'E_VERSION_UNKNOWN'],
  ['9.9', 'E_VERSION_UNKNOWN'],
  ['latest', 'E_VERSION_UNKNOWN', []],
  ['latest', 'E_VERSION_UNKNOWN', ['nightly']],
  ['1.26', 'E_VERSION_AMBIGUOUS', ['1.26.0', 'v1.26.0']],
  ['v1.26.0', 'v1.26.0', ['1.26.0', 'v1.26.0']],
  ['1.26.0', 'E_VERSION_AMBIGUOUS', ['1.26.0+a', '1.26.0+b']],
  // Nonsense.
  ...[
    '',
    ' ',
    'newest',
    '1.2.3.4.5',
    `1.27-${'a'.repeat(300)}`,
    `1.27-rc${'9'.repeat(300)}`,
    '-1',
    '^',
    '^latest',
    '>',
    '>1 <',
    '>>1',
    '1..2',
    '1.',
    '.1',
    '1.x.3',
    '1.x-rc1',
    '1.2.3.4.x',
    '>=x',
    '^*',
    '1 ||',
    '1 | 2',
    'vv1',
    '1.26;rm',
    '1.26 -',
    '99999999999999999999.1',
  ].map((request) => [request, 'E_VERSION_FORM'] as const),
];

const rows = table.map(([request, taken, among = gateway]) => ({ request, taken, among }));

test.each(rows)('$request takes $taken', ({ request, taken, among }) => {
  expect(outcome(request, among)).toBe(taken);
});

function outcome(request: string, among: readonly string[]): string {
  try {
    return resolveVersion(request, listed(among)).version;
  } catch (error) {
    return (error as MaintError).code;
  }
}

test('the table in docs/releases.md says what is true', () => {
  const text = readFileSync(new URL('../../../docs/releases.md', import.meta.url), 'utf8');
  const among = ['1.25.3.1', '1.25.3.2', '1.26.0', '1.26.10', '1.27.0-rc1'];
  expect(text).toContain(among.join(', '));
  let seen = 0;
  for (const line of text.split('\n')) {
    const [, first = '', , last = ''] = line.replaceAll('\\|', '\u0000').split('|');
    const requests = [...first.matchAll(/`([^`]+)`/g)].map((found) => found[1]!.replaceAll('\u0000', '|'));
    if (
      requests.length === 0 ||
      first
        .replaceAll(/`[^`]+`/g, '')
        .trim()
        .replaceAll(/[, ]/g, '') !== ''
    )
      continue;
    if (!/^ (1\.|refused)/.test(last)) continue;
    const taken = last.includes('(3)')
      ? ['E_VERSION_UNKNOWN']
      : last.includes('(2)')
        ? ['E_VERSION_FORM']
        : last.trim().split(', ');
    requests.forEach((request, n) => {
      expect(`${request} ${outcome(request, among)}`).toBe(`${request} ${taken[n] ?? taken[0]}`);
      seen += 1;
    });
  }
  expect(seen).toBeGreaterThan(25);
});

const refusal = (request: string, releases: Parameters<typeof resolveVersion>[1]) => {
  try {
    resolveVersion(request, releases);
  } catch (error) {
    return error as MaintError;
  }
  throw new Error('it was not refused');
};

test('what is unknown is refused with what there is and the next command', () => {
  const error = refusal('9.9', listed(gateway));
  expect(error).toBeInstanceOf(MaintError);
  expect(error.exit).toBe(3);
  expect(error.message).toContain('1.26.10, 1.26.3, 1.26.0, 1.25.3.2');
  expect(error.next).toContain('`flatnet-maint releases`');
  expect(refusal('1', []).message).toContain('No release is known');
});

test('nonsense is a mistake of usage, and what may be written is said', () => {
  expect(refusal('newest', listed(gateway))).toMatchObject({ exit: 2, message: expect.stringContaining('^1.25') });
});

test('two archives of one version are named with their sources', () => {
  const twice = [
    { version: '1.26.0', source: 'the site file' },
    { version: '1.26.0', source: '/mnt/releases' },
  ];
  expect(refusal('1.26', twice).message).toContain('1.26.0 (the site file), 1.26.0 (/mnt/releases)');
});

test('versions sort by number, pre-releases before their release, what is no version first', () => {
  const sorted = ['1.26.0', 'nightly', '1.9', '1.26.0-rc10', '1.26.0-rc2', '1.26.0.1', '1.26.0-beta', 'v1.10'].sort(
    compareVersions,
  );
  expect(sorted).toEqual(['nightly', '1.9', 'v1.10', '1.26.0-beta', '1.26.0-rc2', '1.26.0-rc10', '1.26.0', '1.26.0.1']);
  expect(compareVersions('1.26', '1.26.0')).toBe(0);
});
