import type { HostView, ReadFiles } from '@flatnet-maint/core';

/** The same host, seen as if each path of `moves` held what the file holds that it leads to. Reads only. */
export function seenAs(host: HostView, moves: ReadonlyMap<string, string>): HostView {
  const { files } = host;
  const placed = (path: string): string => moves.get(path) ?? path;
  const seen: ReadFiles = {
    stat: (path) => files.stat(placed(path)),
    read: (path, part) => files.read(placed(path), part),
    text: (path) => files.text(placed(path)),
    list: (path) => files.list(path),
    digest: (path) => files.digest(placed(path)),
    readPieces: (path, take) => files.readPieces(placed(path), take),
    real: async (path) => (moves.has(path) ? path : files.real(path)),
    free: (path) => files.free(path),
  };
  return {
    ...host,
    files: seen,
    query: ([program, ...words], how) => host.query([placed(program), ...words], how),
  };
}
