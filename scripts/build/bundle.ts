import { type Plugin, rolldown } from 'rolldown';

/** Entry name → source file. */
export type Entries = Readonly<Record<string, string>>;

/**
 * Bundles entries into a folder, everything but Node's own modules included, one chunk for each part that is loaded lazily.
 * All chunks lie side by side under plain names: what is started by its path (`places.ts`) is found beside the chunk that
 * asks, and stays at that path from version to version. Answers the folders of the outside packages that went in.
 */
export async function bundle(entries: Entries, folder: string): Promise<readonly string[]> {
  const used = new Set<string>();
  const build = await rolldown({
    input: { ...entries },
    platform: 'node',
    // The oldest Node that users have; `await using` is rewritten for it.
    transform: { target: 'node22.19' },
    external: /^node:/,
    plugins: [lateSegmenter, packagesIn(used)],
    onLog(level, log, print) {
      if (level === 'warn') throw new Error(`the bundle is not sound: ${log.message}`);
      print(level, log);
    },
  });
  await build.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    // `index` and `src` name nothing: the package does.
    chunkFileNames: ({ moduleIds }) => {
      const last = moduleIds.at(-1) ?? '';
      return `${/\/packages\/([^/]+)\/src\/index\.ts$/.exec(last)?.[1] ?? '[name]'}.js`;
    },
    sourcemap: false,
    comments: { legal: false },
  });
  await build.close();
  return [...used].sort();
}

/** Letters are split by data that take 40 ms to load; string-width asks for them when it is imported, most commands never. */
const lateSegmenter: Plugin = {
  name: 'late-segmenter',
  transform(code, id) {
    const early = 'const segmenter = new Intl.Segmenter();';
    if (!id.includes('/node_modules/string-width/')) return null;
    if (!code.includes(early)) throw new Error(`${id} no longer makes its segmenter as it did`);
    return code.replace(
      early,
      'let late; const segmenter = { segment: (text) => (late ??= new Intl.Segmenter()).segment(text) };',
    );
  },
};

/** Notes the package of each module that is in the output. */
function packagesIn(used: Set<string>): Plugin {
  return {
    name: 'packages-in',
    generateBundle(_options, output) {
      for (const chunk of Object.values(output)) {
        if (chunk.type !== 'chunk') continue;
        for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
          const folder = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
          if (folder !== undefined && renderedLength > 0) used.add(folder);
        }
      }
    },
  };
}
