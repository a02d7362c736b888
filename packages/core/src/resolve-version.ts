import { MaintError } from './errors.ts';
import { t } from './texts.ts';
import { compareVersions } from './version.ts';
import { versionRange } from './version-range.ts';

/** Something that bears a version; `source` tells two of one version apart for a reader. */
export interface Versioned {
  readonly version: string;
  readonly source?: string;
}

/**
 * The newest release that a request fits: `1.26`, `^1.25`, `1.25.3.2`, `v1.26.0`, `latest` (docs/releases.md has the
 * table). A pre-release is taken only when the request itself names one of the same version, so that nobody gets a
 * candidate by asking for a line of versions.
 */
export function resolveVersion<R extends Versioned>(request: string, releases: readonly R[]): R {
  const asked = request.trim();
  const fits = versionRange(asked);
  if (fits === null)
    throw new MaintError('E_VERSION_FORM', t('version-form', { request }), t('version-see'), { exit: 2 });
  const fitting = releases.filter(({ version }) => fits(version));
  fitting.sort((a, b) => compareVersions(b.version, a.version));
  const best = fitting[0];
  if (!best) throw unknown(request, releases);
  const equal = fitting.filter((one) => compareVersions(one.version, best.version) === 0);
  if (equal.length === 1) return best;
  // Two artifacts under one version: choosing would be a guess about which bytes are meant (H42).
  const spelled = equal.filter((one) => one.version === asked);
  if (spelled.length === 1) return spelled[0]!;
  const names = equal.map(({ version, source }) => (source === undefined ? version : `${version} (${source})`));
  throw new MaintError(
    'E_VERSION_AMBIGUOUS',
    t('version-ambiguous', { request, names: names.join(', ') }),
    t('version-ambiguous-next'),
  );
}

function unknown(request: string, releases: readonly Versioned[]): MaintError {
  const there = [...new Set(releases.map((one) => one.version))].sort((a, b) => compareVersions(b, a));
  const message =
    there.length === 0
      ? t('version-unknown-none', { request })
      : t('version-unknown', { request, there: there.join(', ') });
  return new MaintError('E_VERSION_UNKNOWN', message, t('version-see'));
}
