import { type Action, type Host, type HostView, MaintError, sha256 } from '@flatnet-maint/core';
import { withImages } from '../compose-file.ts';
import type { ConfigPart, StackParts } from '../facts.ts';
import { keptAt } from '../generations.ts';
import { loadYaml } from '../lazy-yaml.ts';
import { t } from '../texts.ts';

export type LayStackArgs = {
  readonly into: string;
  readonly parts: StackParts;
  /** Where each file is taken from, by the path that it has when it is live; its own path if absent. */
  readonly from: Readonly<Record<string, string>>;
  /** Images that the compose file is to name; everything else in it stays. */
  readonly images: Readonly<Record<string, string>>;
};

/**
 * A stack becomes a generation: a folder that is named after what it holds, with every file under its own path and what is
 * known of its containers; whole when it bears its name. The same stack a second time is the same folder.
 */
export const layStack: Action<LayStackArgs, { readonly was: boolean }> = {
  name: 'lay-stack@1',
  posixOnly: true,
  touches: ({ into, parts: { compose, files }, from }) => [
    ...[compose, ...files].map(({ path }) => ({
      kind: 'path' as const,
      name: from[path] ?? path,
      access: 'reads' as const,
    })),
    { kind: 'path', name: into, access: 'writes' },
  ],
  capture: async (args, host) => ({ was: await isWhole(args, host) }),
  async do(args, _saved, host) {
    if (await isWhole(args, host)) return;
    await loadYaml();
    try {
      await lay(args, host);
    } catch (error) {
      // As a kept step it is never undone, and a full disk is not to stay full of what it half made.
      await host.files.remove(`${args.into}.partial`).catch(() => undefined);
      throw error;
    }
  },
  async undo({ into }, { was }, host) {
    const partial = `${into}.partial`;
    await host.files.remove(partial);
    if (was || (await host.files.stat(into)) === null) return;
    // Half of it is never seen under its name, also when the removal is cut short.
    await host.files.rename(into, partial);
    await host.files.remove(partial);
  },
  async check(args, { was }, host) {
    if ((await host.files.stat(`${args.into}.partial`)) !== null) return 'partly';
    if (!(await isWhole(args, host))) return 'undone';
    return was ? 'either' : 'done';
  },
};

async function lay({ into, parts, from, images }: LayStackArgs, host: Host): Promise<void> {
  const partial = `${into}.partial`;
  await host.files.remove(partial);
  await host.files.makeFolder(partial, { mode: 0o700 });
  for (const part of [parts.compose, ...parts.files]) {
    const source = from[part.path] ?? part.path;
    let content: Uint8Array = await host.files.read(source);
    if (part.path === parts.compose.path)
      content = new TextEncoder().encode(
        withImages(new TextDecoder('utf-8', { ignoreBOM: true }).decode(content), part.path, images),
      );
    if (sha256(content) !== part.sha256)
      throw new MaintError('E_STACK_DIGEST', t('stack-digest', { path: source }), t('stack-digest-next'));
    const path = keptAt(partial, part);
    await host.files.makeFolder(path.slice(0, path.lastIndexOf('/')), { mode: 0o700 });
    await host.files.write(path, content, { mode: 0o600 });
  }
  await host.files.write(`${partial}/stack.json`, `${JSON.stringify(parts, null, 2)}\n`, { mode: 0o600 });
  await host.files.rename(partial, into);
}

/** E_STACK_KEPT when something else bears the name. */
async function isWhole({ into, parts }: LayStackArgs, host: HostView): Promise<boolean> {
  if ((await host.files.stat(into)) === null) return false;
  const holds = async (part: ConfigPart) => {
    const path = keptAt(into, part);
    return (await host.files.stat(path))?.kind === 'file' && (await host.files.digest(path)) === part.sha256;
  };
  for (const part of [parts.compose, ...parts.files])
    if (!(await holds(part)))
      throw new MaintError('E_STACK_KEPT', t('stack-differs', { path: keptAt(into, part) }), t('stack-differs-next'));
  return true;
}
