import { expect, test } from 'vitest';
import { compareVersions, describeError, MaintError, resolveVersion } from '../src/index.ts';

const releases = ['1.25.3.1', '1.25.3.2', '1.26.0', '1.26.3', '1.26.10', '1.27.0-rc1', '1.27.1.2rc3'].map(
  (version) => ({
    version,
  }),
);
const picked = (wanted: string, from: readonly { version: string }[] = releases) =>
  resolveVersion(wanted, from).version;
const refusal = (wanted: string, from: readonly { version: string }[] = releases) => {
  try {
    resolveVersion(wanted, from);
  } catch (error) {
    return error as MaintError;
  }
  throw new Error('it was not refused');
};

test('a line of versions means its newest one, counted as numbers', () => {
  expect(picked('1.26')).toBe('1.26.10');
  expect(picked('1')).toBe('1.26.10');
});

test('the four parts of OpenResty count', () => {
  expect(picked('1.25.3')).toBe('1.25.3.2');
  expect(picked('1.25.3.1')).toBe('1.25.3.1');
});

test('a leading v and missing zeros make no difference', () => {
  expect(picked('v1.26.3')).toBe('1.26.3');
  expect(picked('1.26.3', [{ version: 'v1.26.3' }])).toBe('v1.26.3');
  expect(picked('1.26.0', [{ version: '1.26' }, { version: '1.26.3' }])).toBe('1.26');
});

test('1.2 is not 1.26', () => {
  expect(refusal('1.2').code).toBe('E_VERSION_UNKNOWN');
});

test('latest is the newest that is not a pre-release', () => {
  expect(picked('latest')).toBe('1.26.10');
});

test('a pre-release comes only when it is spelled out', () => {
  expect(refusal('1.27').code).toBe('E_VERSION_UNKNOWN');
  expect(picked('1.27.0-rc1')).toBe('1.27.0-rc1');
  expect(picked('1.27.1.2rc3')).toBe('1.27.1.2rc3');
  expect(refusal('latest', [{ version: '2.0-beta' }]).code).toBe('E_VERSION_UNKNOWN');
});

test('an unknown version is refused with what there is and the next command', () => {
  const error = refusal('9.9');
  expect(error).toBeInstanceOf(MaintError);
  expect(error.exit).toBe(3);
  expect(error.message).toContain('1.26.10, 1.26.3, 1.26.0, 1.25.3.2');
  expect(error.next).toContain('`releases` in the site file');
  expect(refusal('1', []).message).toContain('No release is known');
});

test.each(['^1.25', '~1', '>=1', '1.x', '1 || 2', '', '1.2.3.4.5', '-1'])('%j is refused as no version', (wanted) => {
  expect(describeError(refusal(wanted)).code).toBe('E_VERSION_FORM');
  expect(refusal(wanted).exit).toBe(2);
});

test('two releases of one version are not chosen between, unless one is spelled as it was asked for', () => {
  const twice = [{ version: '1.26.0' }, { version: 'v1.26.0' }];
  expect(refusal('1.26', twice).code).toBe('E_VERSION_AMBIGUOUS');
  expect(picked('v1.26.0', twice)).toBe('v1.26.0');
});

test('versions sort by number, pre-releases before their release, what is no version first', () => {
  const sorted = ['1.26.0', 'nightly', '1.9', '1.26.0-rc10', '1.26.0-rc2', '1.26.0.1', '1.26.0-beta', 'v1.10'].sort(
    compareVersions,
  );
  expect(sorted).toEqual(['nightly', '1.9', 'v1.10', '1.26.0-beta', '1.26.0-rc2', '1.26.0-rc10', '1.26.0', '1.26.0.1']);
  expect(compareVersions('1.26', '1.26.0')).toBe(0);
});
