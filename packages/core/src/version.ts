import semver from 'semver';

export interface Version {
  readonly numbers: readonly bigint[];
  /** `rc1`, `beta.2`; null for a proper release. */
  readonly before: string | null;
}

// OpenResty counts with four parts and writes its candidates without a dash (`1.21.4.1rc3`); others follow semver.
const FORM = /^v?(\d+(?:\.\d+){0,3})(?:-([0-9A-Za-z][0-9A-Za-z.-]*)|([A-Za-z][0-9A-Za-z.]*))?(?:\+[0-9A-Za-z.-]+)?$/;

/** null = this is no version. */
export function parseVersion(text: string): Version | null {
  const found = FORM.exec(text.trim());
  if (!found) return null;
  return { numbers: found[1]!.split('.').map(BigInt), before: found[2] ?? found[3] ?? null };
}

const order = (a: bigint | string, b: bigint | string): number => (a < b ? -1 : a > b ? 1 : 0);

/** `rc10` is `rc`, `10`: runs of digits count as numbers, the rest as text, as semver orders identifiers. */
export const identifiers = (before: string): readonly string[] => before.match(/\d+|[^\d.-]+/g) ?? [];

/** `rc2` before `rc10`; what goes on longer comes later. */
function compareBefore(a: string, b: string): number {
  const [left, right] = [identifiers(a), identifiers(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const [x, y] = [left[i], right[i]];
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1;
    const found = semver.compareIdentifiers(x, y);
    if (found !== 0) return found;
  }
  return 0;
}

/** Negative when `a` is older. Missing parts count as 0, a pre-release is older than its release; what is no version is older than all. */
export function compareVersions(a: string, b: string): number {
  const left = parseVersion(a);
  const right = parseVersion(b);
  if (!left || !right) return left ? 1 : right ? -1 : order(a, b);
  for (let i = 0; i < 4; i += 1) {
    const found = order(left.numbers[i] ?? 0n, right.numbers[i] ?? 0n);
    if (found !== 0) return found;
  }
  if (left.before === null || right.before === null) {
    return left.before === right.before ? 0 : left.before === null ? 1 : -1;
  }
  return compareBefore(left.before, right.before);
}
