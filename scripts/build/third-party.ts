import { existsSync, globSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface About {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
  readonly dependencies?: Readonly<Record<string, string>>;
}
const aboutOf = (folder: string): About => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as About;

/** The licences of bundled packages, whose terms want them shipped. One without a text stops the build. */
export function thirdParty(used: readonly string[]): string {
  const parts = withDependencies(used).map((folder) => {
    const { name, version, license } = aboutOf(folder);
    const own = readdirSync(folder).filter((one) => /^(licen[cs]e|copying|notice)/i.test(one));
    if (license === undefined || (own.length === 0 && license !== 'MIT'))
      throw new Error(`${name} ${version} comes without a licence`);
    // zx has others inside, and says so in a file of its own.
    const files = [...own, ...globSync('**/3rd-party-licenses', { cwd: folder })];
    const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
    if (own.length === 0) texts.push(standardText(name, aboutOf(folder)));
    return `${name} ${version}\nLicence: ${license}\n\n${texts.join('\n\n')}\n`;
  });
  return ['The code of these packages is part of this one.\n', ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

/** A package that names its licence and brings no text of it. */
const standardText = (
  name: string,
  { author }: About,
): string => `${name} names its licence and ships no text of it; this is the standard one.

Copyright (c) ${typeof author === 'string' ? author : (author?.name ?? `the authors of ${name}`)}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software
is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES
OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR
IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** Their dependencies too: some (tar) come bundled already, and then the bundle does not show what is in them. */
function withDependencies(used: readonly string[]): readonly string[] {
  const all = new Set<string>();
  const add = (folder: string): void => {
    if (all.has(folder)) return;
    all.add(folder);
    const { name, dependencies = {} } = aboutOf(folder);
    // pnpm lays what a package needs beside it.
    const beside = name.startsWith('@') ? dirname(dirname(folder)) : dirname(folder);
    for (const one of Object.keys(dependencies)) {
      const needed = join(beside, one);
      if (existsSync(needed)) add(realpathSync(needed));
    }
  };
  for (const folder of used) add(folder);
  return [...all].sort((a, b) => aboutOf(a).name.localeCompare(aboutOf(b).name));
}
