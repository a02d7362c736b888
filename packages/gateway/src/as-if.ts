import type { HostView, ReadFiles } from '@flatnet-maint/core';
import { isUnder } from './masters.ts';

/** The same host, seen as if `home` were a link to `tree`: what a tree that was put aside means by its paths. Reads only. */
export function startedThrough(host: HostView, home: string, tree: string): HostView {
  const { files } = host;
  const placed = (path: string): string =>
    path === home || isUnder(path, home) ? `${tree}${path.slice(home.length)}` : path;
  const seen: ReadFiles = {
    async stat(path) {
      if (path !== home) return files.stat(placed(path));
      const found = await files.stat(tree);
      return found === null ? null : { ...found, kind: 'link', to: tree };
    },
    read: (path, part) => files.read(placed(path), part),
    text: (path) => files.text(placed(path)),
    list: (path) => files.list(placed(path)),
    digest: (path) => files.digest(placed(path)),
    readPieces: (path, take) => files.readPieces(placed(path), take),
    real: (path) => files.real(placed(path)),
    free: (path) => files.free(placed(path)),
  };
  return { ...host, files: seen };
}
