import semver from 'semver';
import { MaintError } from './errors.ts';
import { t } from './texts.ts';

interface Parsed {
  readonly numbers: readonly bigint[];
  /** `rc1`, `beta.2`; null for a proper release. */
  readonly before: string | null;
}

// OpenResty counts with four parts and writes its candidates without a dash (`1.21.4.1rc3`); others follow semver.
const FORM = /^v?(\d+(?:\.\d+){0,3})(?:-([0-9A-Za-z][0-9A-Za-z.-]*)|([A-Za-z][0-9A-Za-z.]*))?(?:\+[0-9A-Za-z.-]+)?$/;

function parse(text: string): Parsed | null {
  const found = FORM.exec(text.trim());
  if (!found) return null;
  return { numbers: found[1]!.split('.').map(BigInt), before: found[2] ?? found[3] ?? null };
}

const order = (a: bigint | string, b: bigint | string): number => (a < b ? -1 : a > b ? 1 : 0);

const identifiers = (text: string): readonly string[] => text.match(/\d+|[^\d.-]+/g) ?? [];

/** `rc2` before `rc10`: runs of digits count as numbers, the rest as text, as semver orders identifiers; what goes on longer comes later. */
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
  const left = parse(a);
  const right = parse(b);
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

function matches(wanted: Parsed, candidate: Parsed | null): boolean {
  if (!candidate) return false;
  const same = wanted.numbers.every((part, i) => part === (candidate.numbers[i] ?? 0n));
  if (wanted.before === null) return same && candidate.before === null;
  return same && candidate.numbers.length === wanted.numbers.length && candidate.before === wanted.before;
}

/**
 * The release that a person means by `1.26` (the newest 1.26), `1.25.3.2`, `v1.26.0` or `latest`. A pre-release is taken
 * only when it is spelled out, so that nobody gets a candidate by asking for a line of versions.
 */
export function resolveVersion<R extends { readonly version: string }>(wanted: string, releases: readonly R[]): R {
  const asked = wanted.trim();
  const latest = asked === 'latest';
  const want = latest ? null : parse(asked);
  if (!latest && !want) {
    throw new MaintError('E_VERSION_FORM', t('version-form', { wanted }), t('see-releases'), { exit: 2 });
  }
  const fitting = releases.filter(({ version }) => {
    const candidate = parse(version);
    return want ? matches(want, candidate) : candidate !== null && candidate.before === null;
  });
  fitting.sort((a, b) => compareVersions(b.version, a.version));
  const best = fitting[0];
  if (!best) throw unknown(wanted, releases);
  const equal = fitting.filter((one) => compareVersions(one.version, best.version) === 0);
  if (equal.length === 1) return best;
  // Two artifacts under one version: choosing would be a guess about which bytes are meant (H42).
  const spelled = equal.filter((one) => one.version === asked);
  if (spelled.length === 1) return spelled[0]!;
  throw new MaintError(
    'E_VERSION_AMBIGUOUS',
    t('version-ambiguous', { wanted, count: equal.length, versions: equal.map((one) => one.version).join(', ') }),
    t('version-spell'),
  );
}

function unknown(wanted: string, releases: readonly { readonly version: string }[]): MaintError {
  const there = releases.map((one) => one.version).sort((a, b) => compareVersions(b, a));
  const message =
    there.length === 0
      ? t('version-unknown-none', { wanted })
      : t('version-unknown', { wanted, versions: there.join(', ') });
  return new MaintError('E_VERSION_UNKNOWN', message, t('see-releases'));
}
