import { MaintError, type ReadFiles, sha256 } from '@flatnet-maint/core';
import type { Manifest } from './manifest.ts';
import { under } from './paths.ts';
import type { SourceEntry } from './source-entry.ts';
import { t } from './texts.ts';

/** The entries of a folder release. Content is hashed again in the moment it is read, so what is unpacked is what was verified. */
export function folderEntries(files: ReadFiles, root: string, manifest: Manifest): SourceEntry[] {
  return manifest.map((entry): SourceEntry => {
    const { path } = entry;
    if (entry.kind === 'folder') return { kind: 'folder', path, mode: entry.mode };
    if (entry.kind === 'link') return { kind: 'link', path, to: entry.to };
    const bytes = async (): Promise<Uint8Array> => {
      const content = await files.read(under(root, path));
      if (sha256(content) === entry.sha256) return content;
      throw new MaintError(
        'E_ARTIFACT_DIGEST',
        t('release-changing', { path: under(root, path) }),
        t('stop-writer-folder'),
      );
    };
    return { kind: 'file', path, mode: entry.mode, bytes: entry.bytes, content: { sha256: entry.sha256, bytes } };
  });
}
