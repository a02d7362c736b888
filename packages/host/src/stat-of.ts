import type { Stats } from 'node:fs';
import type { FileStat } from '@flatnet-maint/core';

/** What Node says of a directory entry, in core's words; a link's target has to be asked for apart. */
export function statOf(found: Stats): FileStat {
  return {
    kind: found.isSymbolicLink() ? 'link' : found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'other',
    bytes: found.size,
    mode: found.mode & 0o7777,
    uid: found.uid,
    gid: found.gid,
    modified: found.mtimeMs,
  };
}
