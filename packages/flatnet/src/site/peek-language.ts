import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Language, languages } from '@flatnet-maint/core';
import { type Surroundings, usualPlaces } from './find-site.ts';

/**
 * The language that the site file asks for, without reading the rest of it: it is wanted before anything is parsed, and for
 * commands that need no site. Whatever is wrong with the file is for those who use it to say; here it means null.
 */
export function peekLanguage(named: string | null, around: Surroundings): Language | null {
  try {
    const path = named === null ? usualPlaces(around).find((place) => existsSync(place)) : resolve(around.cwd, named);
    // A pipe would wait for its writer.
    if (path === undefined || !statSync(path).isFile()) return null;
    const word = /^lang[ \t]*:[ \t]+(['"]?)(\w+)\1[ \t]*(?:#.*)?\r?$/m.exec(readFileSync(path, 'utf8'))?.[2];
    return languages.find((language) => language === word) ?? null;
  } catch {
    return null;
  }
}
