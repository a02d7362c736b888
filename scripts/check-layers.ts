import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import { doors, homes, layers } from './layers.ts';

/** A source file: its path from the root of the workspace with `/`, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Every import that breaks a rule of the house, as `file:line imports x. The rule.` */
export function breaches(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ path, text }) =>
    importsOf(text).flatMap(({ name, line }) => {
      const rule = broken(path, name);
      return rule === null ? [] : [`${path}:${line} imports ${name}. ${rule}`];
    }),
  );
}

/** Static imports stand at the start of a line (biome sees to that); dynamic ones anywhere but in a comment. */
function importsOf(text: string): readonly { name: string; line: number }[] {
  const static_ = /^(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*(['"])([^'"]+)\1/gm;
  const dynamic = /\bimport\(\s*(['"])([^'"]+)\1/g;
  const code = text.replace(/^[ \t]*(?:\/\/|\/?\*).*$/gm, '');
  return [static_, dynamic].flatMap((form) =>
    [...code.matchAll(form)].map((found) => ({
      name: found[2] ?? '',
      line: code.slice(0, found.index).split('\n').length,
    })),
  );
}

/** The sentence of the rule that an import breaks; null when it breaks none. */
function broken(path: string, name: string): string | null {
  const { home, isTest } = placeOf(path);
  if (name.startsWith('.')) {
    const target = placeOf(posix.normalize(posix.join(posix.dirname(path), name))).home;
    if (target === home || home === 'scripts') return null;
    return 'A package is imported by its name: what it exports stands in its src/index.ts.';
  }
  const ours = /^(?:@flatnet-maint\/|(?=flatnet(?:\/|$)))([^/]+)(.*)$/.exec(name);
  if (ours !== null) return brokenLayer(home, isTest, ours[1] ?? '', ours[2] ?? '');
  const library = libraryOf(name);
  const allowed = homes[library];
  if (allowed === undefined) {
    return library.startsWith('node:') ? null : `${library} has no home: give it one in scripts/layers.ts.`;
  }
  if (allowed.includes(home) || (isTest && allowed.includes('tests'))) return null;
  return `${library} is imported in ${allowed.join(', ')} only.`;
}

function brokenLayer(home: string, isTest: boolean, target: string, inside: string): string | null {
  if (inside !== '' && !doors.includes(`${target}${inside}`)) return 'A package exports from its src/index.ts only.';
  // A test runs a component on real parts, so it may reach up; what ships may not.
  if (isTest || home === 'scripts' || target === home) return null;
  if (target === 'testkit') return 'testkit is imported from tests only.';
  const layer = layers[home];
  if (layer === undefined) return `${home} has no layer: give it one in scripts/layers.ts.`;
  return layer.may.includes(target) ? null : layer.rule;
}

function placeOf(path: string): { home: string; isTest: boolean } {
  const [first = '', second = '', third = ''] = path.split('/');
  return { home: first === 'packages' ? second : first, isTest: third === 'test' || path.endsWith('.test.ts') };
}

function libraryOf(name: string): string {
  if (name.startsWith('node:')) return name;
  if (builtinModules.includes(name)) return `node:${name}`;
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}

/** What tsconfig.json includes. */
const ours = ['packages/*/src/**/*.ts', 'packages/*/test/**/*.ts', 'plans/**/*.ts', 'scripts/**/*.ts'];

/** All TypeScript of the workspace that is ours; where packages lead to each other, nothing is followed. */
export function sourcesOf(root: string): readonly Source[] {
  return globSync(ours, { cwd: root, exclude: ['**/node_modules'] })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

if (import.meta.main) {
  const found = breaches(sourcesOf(join(import.meta.dirname, '..')));
  for (const line of found) console.error(line);
  process.exitCode = found.length === 0 ? 0 : 1;
}
