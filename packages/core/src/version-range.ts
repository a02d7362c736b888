import semver from 'semver';
import { identifiers, parseVersion, type Version } from './version.ts';

/*
 * semver knows three numbers and OpenResty counts with four, so the third and the fourth share one: 1.25.3.2 becomes
 * 1.25.(3 × 2^20 + 2). Order is kept, so semver's own comparison, unions and rule for pre-releases hold for both.
 */
const THIRD = 1n << 20n;
const MOST = BigInt(Number.MAX_SAFE_INTEGER);

type Four = readonly [bigint, bigint, bigint, bigint];

/** The request that `latest` and `*` are: any release that is not a pre-release. */
const ANY = '>=0.0.0';

/** What fits a request such as `1.26`, `^1.25`, `~1.25.3`, `>=1.25 <1.27`, `1.x || v2`; null = the request is nonsense. */
export function versionRange(request: string): ((version: string) => boolean) | null {
  const text = request.trim();
  const sets = text === 'latest' ? [ANY] : text.split('||').map((part) => comparators(part.trim()));
  if (sets.includes(null)) return null;
  const range = semver.validRange(sets.join(' || ')) === null ? null : new semver.Range(sets.join(' || '));
  // A pre-release of a length that nobody can mean.
  if (range === null) return null;
  return (version) => {
    const candidate = parseVersion(version);
    const mapped = candidate === null ? null : mappedVersion(candidate);
    return mapped !== null && range.test(mapped);
  };
}

function comparators(text: string): string | null {
  const hyphen = /^(\S+)\s+-\s+(\S+)$/.exec(text);
  const words = hyphen ? [`>=${hyphen[1]}`, `<=${hyphen[2]}`] : text.replace(/([<>=~^])\s+/g, '$1').split(/\s+/);
  const all = words.map(comparator);
  return all.includes(null) ? null : all.join(' ');
}

/** One comparator as the lower and upper bounds that it means. */
function comparator(text: string): string | null {
  const [, sign = '', rest = ''] = /^(\^|~|>=|<=|>|<|=)?(.*)$/.exec(text) ?? [];
  if (/^[xX*]$/.test(rest)) return sign === '' || sign === '=' ? ANY : null;
  const line = rest.replace(/(\.[xX*])+$/, '');
  const version = parseVersion(line);
  if (version === null) return null;
  // `1.x-rc1` and `1.26.x.x.x` mean nothing.
  const placeholders = (rest.length - line.length) / 2;
  if (placeholders > 0 && (version.before !== null || version.numbers.length + placeholders > 4)) return null;
  return bounds(sign, version);
}

function bounds(sign: string, version: Version): string | null {
  const at = mappedVersion(version);
  const named = version.numbers.length;
  const above = (kept: number): string | null => mapped(next(version, kept), '0');
  const between = (upper: string | null): string | null => (at === null || upper === null ? null : `>=${at} <${upper}`);
  // A pre-release is one single version, however many numbers it has.
  const whole = version.before !== null || named === 4;
  switch (sign) {
    case '':
    case '=':
      return whole ? at && `=${at}` : between(above(named));
    case '^': {
      const zeros = version.numbers.findIndex((part) => part > 0n);
      return between(above(zeros === -1 ? named : zeros + 1));
    }
    case '~':
      return between(above(Math.max(1, Math.min(named - (named === 4 ? 1 : 0), named === 4 ? 3 : 2))));
    case '>':
      return whole ? at && `>${at}` : (above(named)?.replace(/^/, '>=').replace(/-0$/, '') ?? null);
    case '>=':
      return at && `>=${at}`;
    case '<':
      return at && `<${version.before === null ? `${at}-0` : at}`;
    default:
      return whole ? at && `<=${at}` : (above(named)?.replace(/^/, '<') ?? null);
  }
}

/** The first version after all that begin with the same `kept` numbers. */
function next({ numbers }: Version, kept: number): Four {
  const parts = [0, 1, 2, 3].map((i) => (i < kept ? (numbers[i] ?? 0n) : 0n));
  parts[kept - 1]! += 1n;
  return parts as unknown as Four;
}

function mappedVersion({ numbers: [a = 0n, b = 0n, c = 0n, d = 0n], before }: Version): string | null {
  // A number with a leading zero is none to semver.
  const names = before === null ? null : identifiers(before).map((one) => (/^\d+$/.test(one) ? BigInt(one) : one));
  return mapped([a, b, c, d], names === null || names.length === 0 ? null : names.join('.'));
}

function mapped([a, b, c, d]: Four, before: string | null): string | null {
  const third = c * THIRD + d;
  if (a > MOST || b > MOST || third > MOST || d >= THIRD) return null;
  return `${a}.${b}.${third}${before === null ? '' : `-${before}`}`;
}
