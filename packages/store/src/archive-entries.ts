import { sha256 } from '@flatnet-maint/core';
import type { ReadEntry } from 'tar';
import { archiveError } from './archive-error.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import type { SourceEntry } from './source-entry.ts';
import { t } from './texts.ts';

/**
 * The entries of a tar archive that is wholly in memory. Strict: a bad checksum, an unknown kind of entry, a sparse file
 * or a missing end is an error, where tar programs warn and go on with something else than was packed (H37).
 */
export async function archiveEntries(path: string, plain: Buffer, limits: ArchiveLimits): Promise<SourceEntry[]> {
  const entries: SourceEntry[] = [];
  let problem: Error | null = null;
  let ended = false;
  // Loaded when something is unpacked: it takes longer than most commands.
  const { Parser } = await import('tar');
  const parser = new Parser({ strict: true, brotli: false });
  const refuse = (error: Error): void => {
    problem ??= error;
  };
  parser.on('entry', (entry: ReadEntry) => {
    const chunks: Buffer[] = [];
    const keep = !problem;
    entry.on('data', (chunk: Buffer) => {
      if (keep) chunks.push(chunk);
    });
    entry.on('end', () => {
      if (keep) entries.push(sourceEntry(entry, chunks));
      if (entries.length > limits.entries) {
        refuse(archiveError('TOO_LARGE', t('archive-many-entries', { path, entries: limits.entries })));
      }
    });
  });
  parser.on('ignoredEntry', (entry: ReadEntry) => {
    refuse(archiveError('SPECIAL', t('archive-unknown-kind', { path, entry: show(entry.path) })));
  });
  parser.on('meta', (text: string) => {
    if (!text.includes('GNU.sparse.')) return;
    refuse(archiveError('SPECIAL', t('archive-sparse', { path })));
  });
  parser.on('eof', () => {
    ended = true;
  });
  parser.on('error', (error: Error) =>
    refuse(archiveError('DAMAGED', t('archive-damaged', { path, why: error.message }), error)),
  );
  const over = new Promise<void>((done) => {
    parser.on('close', done);
    parser.on('error', () => done());
  });
  parser.write(plain);
  parser.end();
  await over;
  if (problem) throw problem;
  if (!ended) throw archiveError('DAMAGED', t('archive-no-end', { path }));
  return entries;
}

const show = (name: string): string => JSON.stringify(name);

function sourceEntry(entry: ReadEntry, chunks: readonly Buffer[]): SourceEntry {
  const { path } = entry;
  const mode = entry.mode ?? 0o644;
  switch (entry.type) {
    case 'Directory':
      return { kind: 'folder', path, mode };
    case 'SymbolicLink':
      return { kind: 'link', path, to: entry.linkpath ?? '' };
    case 'Link':
      return { kind: 'hardlink', path, to: entry.linkpath ?? '' };
    case 'File':
    case 'OldFile':
    case 'ContiguousFile': {
      const whole = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
      const content = { sha256: sha256(whole), bytes: async () => whole };
      return { kind: 'file', path, mode, bytes: whole.length, content };
    }
    default:
      return { kind: 'special', path, type: entry.type };
  }
}
