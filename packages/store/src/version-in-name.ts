import { parseVersion } from '@flatnet-maint/core';
import { nameOf } from './paths.ts';

/** The version that an archive's name tells: `openresty-1.25.3.2-win64.zip` is 1.25.3.2. null = it tells none, or several. */
export function versionInName(path: string): string | null {
  const stem = nameOf(path).replace(/\.(tar(\.(gz|xz))?|tgz|txz|zip)$/i, '');
  const found =
    stem.match(
      /(?<![0-9A-Za-z.])v?\d+(?:\.\d+)+(?:-?(?:rc|alpha|beta|pre|preview|dev|snapshot|nightly|canary|unstable|test|git)\.?\d*)?(?![0-9A-Za-z]|\.\d)/gi,
    ) ?? [];
  const [version] = found;
  return found.length === 1 && version !== undefined && parseVersion(version) !== null ? version : null;
}
