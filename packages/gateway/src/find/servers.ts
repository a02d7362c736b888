import { dirname, isAbsolute, join } from 'node:path/posix';
import type { Directive } from '../config/directives.ts';
import { type Listen, parseListen } from '../config/listen.ts';
import type { Config } from '../config/read.ts';

interface Switch {
  readonly file: string;
  /** The configuration file that says so. */
  readonly where: string;
  rewritesTo: string | null;
  returns: boolean;
}

/** One `server` of a configuration, with what its included files say. */
export interface Server {
  readonly listens: (Listen & { readonly text: string; readonly plain: boolean; readonly file: string })[];
  readonly locations: { readonly path: string; readonly closes: boolean }[];
  /** `if (-f FILE) { … }` of the server itself. */
  readonly switches: Switch[];
}

const mostWalks = 5_000;

interface Scope {
  /** Not `stream` or `mail`, whose servers answer no request that a probe could ask. */
  readonly isHttp: boolean;
  server: Server | null;
  location: { path: string; closes: boolean } | null;
  condition: Switch | null;
}

/** All servers, in the order in which nginx reads them. `place` = where the configuration's absolute paths lie now. */
export function serversOf(config: Config, place: (path: string) => string): readonly Server[] {
  const [main] = config.files;
  if (main === undefined) return [];
  const byPath = new Map(config.files.map((file) => [file.path, file]));
  const confFolder = dirname(main.path);
  const servers: Server[] = [];
  // Files that include each other are refused by nginx; followed to their end they would keep us for ever.
  const open = new Set<string>();
  let walks = 0;
  const walk = (path: string, outer: Scope): void => {
    const file = byPath.get(path);
    if (file === undefined || open.has(path) || walks >= mostWalks) return;
    walks += 1;
    open.add(path);
    let scope = { ...outer };
    let blocks: { at: number; before: Scope }[] = [];
    for (const one of file.directives) {
      for (const { at, before } of blocks.toReversed()) if (one.inside.length <= at) scope = before;
      blocks = blocks.filter(({ at }) => one.inside.length > at);
      const args = one.args.map((token) => token.value);
      const enter = (next: Partial<Scope>) => {
        blocks.push({ at: one.inside.length, before: { ...scope } });
        scope = { ...scope, ...next };
      };
      if (one.name === 'stream' || one.name === 'mail') enter({ isHttp: false });
      else if (!scope.isHttp) continue;
      else if (one.name === 'server' && args.length === 0) {
        const server: Server = { listens: [], locations: [], switches: [] };
        servers.push(server);
        enter({ server, location: null, condition: null });
      } else if (one.name === 'include' && args[0] !== undefined) {
        const pattern = isAbsolute(args[0]) ? place(args[0]) : join(confFolder, args[0]);
        for (const found of config.included.get(pattern) ?? []) walk(found, scope);
      } else if (scope.server !== null) note(one, args, file.path, scope, scope.server, enter);
    }
    open.delete(path);
  };
  walk(main.path, { isHttp: true, server: null, location: null, condition: null });
  return servers;
}

function note(
  { name }: Directive,
  args: readonly string[],
  file: string,
  scope: Scope,
  server: Server,
  enter: (next: Partial<Scope>) => void,
): void {
  if (name === 'listen' && args[0] !== undefined) {
    const listen = parseListen(args[0]);
    const plain = !args.some((word) => /^(?:ssl|quic|proxy_protocol)$/.test(word));
    if (listen !== null && Number.isInteger(listen.port))
      server.listens.push({ ...listen, text: args[0], plain, file });
  }
  if (name === 'location') {
    const location = { path: (args.at(-1) ?? '').replace(/^\^/, ''), closes: false };
    server.locations.push(location);
    enter({ location, condition: null });
  }
  if (name === 'if') {
    const path = /^\(\s*-f\s+(.+?)\s*\)$/s.exec(args.join(' '))?.[1];
    const condition = path === undefined ? null : { file: path, where: file, rewritesTo: null, returns: false };
    if (condition !== null && scope.location === null) server.switches.push(condition);
    enter({ condition });
  }
  if (name === 'keepalive_timeout' && scope.location !== null && /^0s?$/.test(args[0] ?? ''))
    scope.location.closes = true;
  if (name === 'rewrite' && scope.condition !== null) scope.condition.rewritesTo = args[1] ?? null;
  if (name === 'return' && scope.condition !== null) scope.condition.returns = true;
}
