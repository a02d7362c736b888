import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Header, Pax } from 'tar';

export interface Packed {
  readonly path: string;
  readonly content?: string | Buffer;
  readonly to?: string;
  readonly mode?: number;
  readonly type?:
    | 'File'
    | 'Directory'
    | 'SymbolicLink'
    | 'Link'
    | 'FIFO'
    | 'CharacterDevice'
    | 'SparseFile'
    | 'ExtendedHeader';
}

/** The bytes of a tar archive, made by hand: no tar program would pack what these tests need. */
export function tarOf(entries: readonly Packed[], how: { readonly end?: boolean } = {}): Buffer {
  const blocks: Buffer[] = [];
  for (const { path, content = '', to, mode, type } of entries) {
    const body = Buffer.from(content);
    const kind = type ?? (to === undefined ? (path.endsWith('/') ? 'Directory' : 'File') : 'SymbolicLink');
    const fields = { path, mode: mode ?? (kind === 'Directory' ? 0o755 : 0o644), size: body.length, type: kind };
    const header = new Header({ ...fields, ...(to === undefined ? {} : { linkpath: to }), mtime: new Date(0) });
    const block = Buffer.alloc(512);
    if (header.encode(block)) blocks.push(new Pax({ path, ...(to === undefined ? {} : { linkpath: to }) }).encode());
    blocks.push(block, body, Buffer.alloc((512 - (body.length % 512)) % 512));
  }
  if (how.end ?? true) blocks.push(Buffer.alloc(1024));
  return Buffer.concat(blocks);
}

/** An archive on the disk as a release; gzipped when its name says so. */
export function releaseOf(path: string, archive: readonly Packed[] | Buffer) {
  const plain = Buffer.isBuffer(archive) ? archive : tarOf(archive);
  const bytes = /gz$/.test(path) ? gzipSync(plain) : plain;
  writeFileSync(path, bytes);
  return { path, version: '1.26.0', sha256: createHash('sha256').update(bytes).digest('hex') };
}
