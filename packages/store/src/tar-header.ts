import type { FileStat } from '@flatnet-maint/core';

export const block = 512;

/** The header blocks of one entry: POSIX, with a pax header where a name or number is too long for the old ones. */
export async function headerOf(name: string, stat: FileStat): Promise<readonly Uint8Array[]> {
  const { Header, Pax } = await import('tar');
  const bytes = stat.kind === 'file' ? stat.bytes : 0;
  const { mode, uid, gid } = stat;
  const known = { path: stat.kind === 'folder' ? `${name}/` : name, uid, gid, size: bytes };
  const header = new Header({
    ...known,
    type: stat.kind === 'folder' ? 'Directory' : stat.kind === 'link' ? 'SymbolicLink' : 'File',
    mode,
    linkpath: stat.to ?? '',
    mtime: new Date(Math.floor(stat.modified / 1000) * 1000),
  });
  const old = Buffer.alloc(block);
  const isLong = header.encode(old);
  const more = { ...known, ...(stat.kind === 'link' ? { linkpath: stat.to } : {}) };
  return isLong ? [new Pax(more).encode(), old] : [old];
}

/** What fills an entry's last block. */
export const restOf = (bytes: number): Uint8Array => new Uint8Array((block - (bytes % block)) % block);
