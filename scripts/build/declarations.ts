import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { layers } from '../layers.ts';
import { root } from '../steps.ts';

/**
 * One .d.ts for an entry, in which our own packages are bundled: the compiler writes each file's declarations, and the
 * bundler joins what the entry exports.
 */
export async function declarations(entry: string, folder: string, name: string): Promise<void> {
  const aside = mkdtempSync(join(tmpdir(), 'flatnet-types-'));
  try {
    emit(aside);
    const build = await rolldown({
      input: { [name]: join(aside, entry.replace(/\.ts$/, '.d.ts')) },
      external: /^node:/,
      plugins: [
        {
          name: 'our-packages',
          resolveId: {
            order: 'pre',
            handler(id) {
              const ours = /^(?:@flatnet-maint\/)?([a-z]+)$/.exec(id)?.[1];
              const file = join(aside, 'packages', ours ?? '', 'src/index.d.ts');
              return ours !== undefined && existsSync(file) ? file : null;
            },
          },
        },
        // The compiler has written them already.
        dts({
          dtsOnly: true,
          tsconfig: false,
          sourcemap: false,
          generator: { emit: () => ({ error: 'no declaration' }) },
        }),
      ],
    });
    await build.write({ dir: folder, format: 'esm' });
    await build.close();
  } finally {
    rmSync(aside, { recursive: true });
  }
}

function emit(folder: string): void {
  const config = join(folder, 'tsconfig.json');
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rewriteRelativeImportExtensions: true,
    rootDir: root,
    outDir: folder,
    typeRoots: [join(root, 'node_modules/@types')],
  };
  // A file that is only found through node_modules gets no declarations: what the library may be made of is named.
  const include = [...(layers.flatnet?.may ?? []), 'flatnet'].map((name) => join(root, 'packages', name, 'src'));
  const text = { extends: join(root, 'tsconfig.json'), compilerOptions, include };
  writeFileSync(config, JSON.stringify(text));
  const { status, stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', config], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`no declarations: ${stdout}`);
}
