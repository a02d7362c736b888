import { basename, join, resolve } from 'node:path/posix';
import { placedFile } from '@flatnet-maint/actions';
import { describeError, type HostView } from '@flatnet-maint/core';
import type { NamedFile, NebulaConfig, PkiFile } from './facts.ts';
import { t } from './texts.ts';

/** As in a folder of a generation. */
const kept = 'config';

/** What is passed to `-config` when a generation's own configuration is meant, relative to its tree. */
export const configIn = (config: string, isFolder: boolean): string =>
  isFolder ? kept : `${kept}/${basename(config)}`;

/** The files that Nebula reads: the one, or those of the folder that end as it wants them, in the order of their names. */
export async function configFiles(host: HostView, config: string): Promise<{ files: NamedFile[]; isFolder: boolean }> {
  const isFolder = (await host.files.stat(config))?.kind === 'folder';
  const names = isFolder ? (await namesBelow(host, config, '')).sort() : [basename(config)];
  const files: NamedFile[] = [];
  for (const name of names) {
    const path = isFolder ? join(config, name) : config;
    const real = (await host.files.real(path)) ?? path;
    const file = await placedFile(host, real);
    if (file !== null) files.push({ ...file, name: `${kept}/${name}`, path: real });
  }
  return { files, isFolder };
}

/** Nebula goes down into folders, too, and through links to them. */
async function namesBelow(host: HostView, folder: string, below: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await host.files.list(join(folder, below))) {
    const name = join(below, entry);
    const real = await host.files.real(join(folder, name));
    const isFolder = real !== null && (await host.files.stat(real))?.kind === 'folder';
    // Deeper than anybody lays them: a link that leads back.
    if (isFolder && name.split('/').length <= deepest) found.push(...(await namesBelow(host, folder, name)));
    else if (!isFolder && /\.ya?ml$/.test(entry)) found.push(name);
  }
  return found;
}

const deepest = 8;

/** What they say together; `why` tells where that cannot be known. */
export async function readConfig(
  host: HostView,
  files: readonly { readonly path: string }[],
  folder: string,
): Promise<{ settings: NebulaConfig; inline: Inline; why: null } | { settings: null; inline: Inline; why: string }> {
  const none: Inline = { ca: null, cert: null };
  if (files.length === 0) return { settings: null, inline: none, why: t('config-absent') };
  try {
    const all = await readTree(host, files);
    const pki = treeAt(all, 'pki');
    const [ca, cert, key] = [pki.ca, pki.cert, pki.key].map((one) => (typeof one === 'string' ? one : null));
    const place = (one: string | null | undefined) => pkiFile(host, one ?? null, folder);
    return {
      settings: {
        ...{ ca: await place(ca), cert: await place(cert), key: await place(key) },
        isLighthouse: isYes(treeAt(all, 'lighthouse').am_lighthouse),
        port: Number(treeAt(all, 'listen').port ?? 0),
      },
      inline: { ca: isInline(ca) ? ca : null, cert: isInline(cert) ? cert : null },
      why: null,
    };
  } catch (error) {
    return { settings: null, inline: none, why: describeError(error).message };
  }
}

/** What several files say together. Throws where one cannot be read. */
export async function readTree(host: HostView, files: readonly { readonly path: string }[]): Promise<Tree> {
  const { parse } = await import('yaml');
  let all: Tree = {};
  // Its usual errors quote the text, which may hold a key.
  const how = { merge: true, prettyErrors: false };
  for (const { path } of files) all = merged(all, parse(await host.files.text(path), how));
  return all;
}

/** Certificates that stand in the configuration itself; never a key. */
export interface Inline {
  readonly ca: string | null;
  readonly cert: string | null;
}
export type Tree = { readonly [key: string]: unknown };

const isInline = (one: string | null | undefined): one is string => one?.includes('-----BEGIN') === true;

async function pkiFile(host: HostView, one: string | null, folder: string): Promise<PkiFile | null> {
  if (one === null) return null;
  if (isInline(one)) return { inline: true };
  const path = resolve(folder, one);
  const stat = await host.files.stat((await host.files.real(path)) ?? path);
  return { path, sha256: stat?.kind === 'file' ? await host.files.digest(path) : null };
}

/** As Nebula reads a word for a truth, whatever YAML says of it. */
const isYes = (value: unknown): boolean => /^(1|t|true|y|yes)$/i.test(String(value));

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
export const treeAt = (tree: Tree, key: string): Tree => (isTree(tree[key]) ? tree[key] : {});

/** As Nebula does with several files: what comes later holds, key by key. */
function merged(first: Tree, second: unknown): Tree {
  if (!isTree(second)) return first;
  const all: Record<string, unknown> = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const before = all[key];
    all[key] = isTree(before) && isTree(value) ? merged(before, value) : value;
  }
  return all;
}
