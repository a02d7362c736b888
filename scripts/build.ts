import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { languages } from '../packages/core/src/index.ts';
import { entries } from '../packages/rehearsal/src/machine/places.ts';
import { recipe } from '../packages/rehearsal/src/parts/recipe.ts';
import { bundle } from './build/bundle.ts';
import { declarations } from './build/declarations.ts';
import { thirdParty } from './build/third-party.ts';
import { write } from './build/write.ts';
import { root } from './steps.ts';

/*
 * Makes what users install, as folders and as archives: `flatnet-maint`, the command line, and `flatnet`, the library. Both
 * hold all their code, so that they can be installed where no registry is reached.
 *   npx pnpm@12 build [--out FOLDER]
 */
const { values } = parseArgs({ options: { out: { type: 'string', default: 'dist' } } });
const out = resolve(root, values.out);
const from = (path: string): string => join(root, 'packages', path);
const text = (path: string): string => readFileSync(path, 'utf8');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}
/** What both packages say of themselves. */
function manifest(name: 'cli' | 'flatnet', more: object): Manifest {
  const { name: called, version, license } = JSON.parse(text(from(`${name}/package.json`))) as Manifest;
  return { name: called, version, license, type: 'module', engines: { node: '>=22.19' }, ...more } as Manifest;
}

async function buildCli(folder: string): Promise<void> {
  const source = (path: string) => resolve(from('rehearsal/src/machine'), path);
  const used = await bundle(
    Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, source(path)])),
    join(folder, 'dist'),
  );
  write(
    join(folder, 'bin/flatnet-maint.cjs'),
    text(from('cli/bin/flatnet-maint.cjs')).replace('src/main.ts', 'dist/main.js'),
  );
  cpSync(from('rehearsal/assets'), join(folder, 'assets'), { recursive: true });
  write(join(folder, 'assets/recipe'), `${recipe()}\n`);
  const about = manifest('cli', {
    description: 'Upgrades, checks and takes back the parts of a Flatnet',
    keywords: ['maintenance', 'upgrade', 'rollback', 'nginx', 'openresty'],
    bin: { 'flatnet-maint': 'bin/flatnet-maint.cjs' },
    man: ['man/flatnet-maint.1'],
    files: ['assets', 'bin', 'dist', 'help', 'man', 'schema', 'THIRD-PARTY'],
  });
  const { commands, manPage, renderHelp, spoken } = await import('../packages/cli/src/index.ts');
  for (const language of languages)
    write(join(folder, 'help', `${language}.json`), await renderHelp(commands, about.version, language));
  write(join(folder, 'man/flatnet-maint.1'), manPage(spoken(commands), about.version));
  await common(folder, about, from('cli/README.md'), used);
}

async function buildLibrary(folder: string): Promise<void> {
  const used = await bundle({ index: from('flatnet/src/library.ts') }, folder);
  await declarations('packages/flatnet/src/library.ts', folder, 'index');
  const about = manifest('flatnet', {
    description: 'Plans, runs and takes back maintenance of a Flatnet; the library of flatnet-maint',
    exports: { '.': { types: './index.d.ts', default: './index.js' }, './schema/*.json': './schema/*.json' },
    types: './index.d.ts',
    files: ['*.js', '*.d.ts', 'schema', 'THIRD-PARTY'],
  });
  await common(folder, about, join(root, 'docs/library.md'), used);
}

async function common(folder: string, about: Manifest, readme: string, used: readonly string[]): Promise<void> {
  const { planJsonSchema, siteJsonSchema } = await import('../packages/flatnet/src/index.ts');
  write(join(folder, 'schema/flatnet.schema.json'), (await siteJsonSchema()) as object);
  write(join(folder, 'schema/plan.schema.json'), (await planJsonSchema()) as object);
  write(join(folder, 'package.json'), about);
  write(join(folder, 'THIRD-PARTY'), thirdParty(used));
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  cpSync(readme, join(folder, 'README.md'));
}

/** What npm makes of a folder, and how large it is. */
function pack(folder: string): void {
  const argv = ['pack', '--json', '--ignore-scripts', '--offline', '--pack-destination', out];
  const [made] = JSON.parse(execFileSync('npm', argv, { cwd: folder, encoding: 'utf8' })) as [
    { filename: string; unpackedSize: number; entryCount: number },
  ];
  const file = join(out, made.filename);
  const mib = (bytes: number) => `${(bytes / 1_048_576).toFixed(2)} MiB`;
  console.log(
    `${relative(root, file)}: ${mib(statSync(file).size)}, unpacked ${mib(made.unpackedSize)} in ${made.entryCount} files`,
  );
}

for (const [name, build] of [
  ['flatnet-maint', buildCli],
  ['flatnet', buildLibrary],
] as const) {
  const folder = join(out, name);
  rmSync(folder, { recursive: true, force: true });
  await build(folder);
  pack(folder);
}
