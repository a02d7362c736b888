import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { camelOf } from './outside.ts';

const template = join(import.meta.dirname, 'template');

/** Writes the folder of a component of this name, as a small one that works; the paths of its files, from the root. */
export function makeComponent(root: string, name: string): readonly string[] {
  if (!/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(name))
    throw new Error(`${name} is no name: small letters, - between words.`);
  const folder = `packages/${name}`;
  if (existsSync(join(root, folder))) throw new Error(`${folder} is there already. Nothing was made.`);
  const camel = camelOf(name);
  const words: Readonly<Record<string, string>> = {
    __name__: name,
    __camel__: camel,
    __Pascal__: `${camel.slice(0, 1).toUpperCase()}${camel.slice(1)}`,
  };
  const filled = (text: string): string => text.replaceAll(/__\w+?__/g, (word) => words[word] ?? word);
  return globSync('**/*.txt', { cwd: template })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => {
      const made = `${folder}/${filled(path.slice(0, -4))}`;
      mkdirSync(dirname(join(root, made)), { recursive: true });
      writeFileSync(join(root, made), filled(readFileSync(join(template, path), 'utf8')));
      return made;
    });
}
