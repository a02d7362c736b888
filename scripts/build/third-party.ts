import { existsSync, globSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../steps.ts';

interface About {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}
const aboutOf = (folder: string): About => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as About;

/** The licences of bundled packages, whose terms want them shipped. One without a text stops the build. */
export function thirdParty(used: readonly string[]): string {
  const parts = withDependencies(used).map((folder) => {
    const { name, version, license } = aboutOf(folder);
    const own = readdirSync(folder).filter((one) => /^(licen[cs]e|copying|notice)/i.test(one));
    const notice = own.length > 0 || license !== 'MIT' ? '' : noticeOf(folder);
    if (license === undefined || (own.length === 0 && notice === ''))
      throw new Error(`${name} ${version} comes without a licence`);
    // zx has others inside, and says so in a file of its own.
    const files = [...own, ...globSync('**/3rd-party-licenses', { cwd: folder })];
    const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
    if (notice !== '') texts.unshift(notice, mit());
    return `${name} ${version}\nLicence: ${license}\n\n${texts.join('\n\n')}\n`;
  });
  return ['The code of these packages is part of this one.\n', ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

/** xz-decompress brings no file with its licence: whose it is and what is in it stands at the head of its code. */
function noticeOf(folder: string): string {
  const heads = globSync('**/*.{js,cjs,mjs}', { cwd: folder, exclude: ['node_modules/**'] }).map(
    (file) => /^\s*\/\*!\s*([\s\S]*?)\s*\*\//.exec(readFileSync(join(folder, file), 'utf8'))?.[1] ?? '',
  );
  return (heads.find((head) => /\(c\)|copyright/i.test(head)) ?? '').replaceAll(/^ ?\* ?/gm, '');
}

/** The terms of the MIT licence, out of our own. */
const mit = (): string =>
  readFileSync(join(root, 'LICENSE'), 'utf8')
    .replace(/^[\s\S]*?(?=Permission)/, '')
    .trim();

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
