import { lex } from '../config/lex.ts';
import type { Server } from './servers.ts';
import type { TreeFacts } from './tree-facts.ts';

/** A path below the home, relative to it, and the configuration file that names it. */
export interface Relative {
  readonly path: string;
  readonly file: string;
}

const below = (path: string, roots: readonly string[]): string | null => {
  const root = roots.find((one) => path.startsWith(`${one}/`));
  const rest = root === undefined ? null : path.slice(root.length + 1);
  return rest === null || rest === '' || rest.split('/').includes('..') ? null : rest;
};

/** The strings of Lua. Comments are taken first, so that no string in one counts. */
const strings = /--\[(=*)\[.*?\]\1\]|--[^\n]*|"((?:\\.|[^"\\\n])*)"|'((?:\\.|[^'\\\n])*)'|\[(=*)\[(.*?)\]\4\]/gs;

/** The file of container routes that the configuration hands to Lua's `.load(…)`, or any `routes….json` that it names. */
export function bootOf(of: TreeFacts | null, home: string): Relative | null {
  if (of?.config == null) return null;
  const loaded: Relative[] = [];
  const named: Relative[] = [];
  const note = (value: string, file: string, isLoaded: boolean) => {
    const path = below(value, [home, of.path, of.real]);
    if (path === null) return;
    if (isLoaded) loaded.push({ path, file });
    else if (/(?:^|\/)routes[^/]*\.json$/.test(path)) named.push({ path, file });
  };
  for (const { path: file, text } of of.config.files)
    for (const { kind, value } of lex(text)) {
      if (kind === 'word') note(value, file, false);
      if (kind !== 'word' && kind !== 'lua') continue;
      for (const found of value.matchAll(strings)) {
        const said = (found[2] ?? found[3] ?? found[5] ?? '').replace(/\\(["'\\])/g, '$1');
        note(said, file, /\.load\s*\(\s*$/.test(value.slice(0, found.index)));
      }
    }
  return loaded[0] ?? named[0] ?? null;
}

/**
 * The file that makes the gateway stop to offer kept connections: one that leads into a location without them. A file that
 * shows a page of maintenance instead looks much alike, and taken for it an upgrade would show that page to everybody.
 */
export function drainOf(servers: readonly Server[], of: TreeFacts | null, home: string): Relative | null {
  if (of === null) return null;
  for (const { switches, locations } of servers)
    for (const { file, where, rewritesTo, returns } of switches) {
      const path = below(file, [home, of.path, of.real]);
      const closes = locations.some(
        (one) => one.closes && rewritesTo?.startsWith(one.path.replace(/\/$/, '')) === true,
      );
      if (path !== null && closes && !returns) return { path, file: where };
    }
  return null;
}
