import { type Release, sha256 } from '@flatnet-maint/core';
import { archiveError } from './archive-error.ts';
import { nameOf } from './paths.ts';
import type { SourceEntry } from './source-entry.ts';
import { t } from './texts.ts';

/** A release that is one program: the only entry of what is made of it, under its own name, whatever the mode of the file was. */
export function fileEntry(release: Pick<Release, 'path' | 'sha256'>, packed: Uint8Array): SourceEntry {
  // Nobody runs an empty program; it is what a broken download or a full disk leaves.
  if (packed.length === 0) throw archiveError('EMPTY', t('release-file-empty', { path: release.path }));
  const content = { sha256: sha256(packed), bytes: async () => packed };
  return { kind: 'file', path: programName(release), mode: 0o755, bytes: packed.length, content };
}

/** Without what the cache puts before and behind it. */
function programName({ path, sha256: digest }: Pick<Release, 'path' | 'sha256'>): string {
  const before = `${digest.trim().toLowerCase().slice(0, 16)}-`;
  const name = nameOf(path).replace(/\.partial$/i, '');
  return name.startsWith(before) && name !== before ? name.slice(before.length) : name;
}
