import { type Json, MaintError, type ReadFiles, type WriteFiles } from '@flatnet-maint/core';
import { removedOnFailure } from './begun.ts';
import { type Manifest, type ManifestEntry, manifestDigest } from './manifest.ts';
import { folderOf, partialOf, under } from './paths.ts';
import { removeWhole } from './removing.ts';
import { seal, unseal } from './sealed.ts';
import { someAtOnce } from './some-at-once.ts';
import { t } from './texts.ts';
import { walk } from './walk.ts';

const KIND = 'tool';
const recordName = 'manifest.json';

/** What a copy is made of: one program for Node, and one folder. */
export interface ToolSource {
  readonly version: string;
  readonly node: string;
  /** The built package. */
  readonly folder: string;
  /** Names of that folder that belong to it. */
  readonly names: readonly string[];
}

/** A copy of this tool with its own Node, in the state folder. */
export interface ToolCopy {
  readonly name: string;
  readonly folder: string;
  readonly version: string;
  readonly node: string;
  readonly cli: string;
}

interface Record {
  readonly version: string;
  readonly made: string;
  readonly manifest: Manifest;
}

export const toolsFolder = (state: string): string => `${state}/tool`;
/** A link to the copy that counts. */
export const currentOf = (state: string): string => `${toolsFolder(state)}/current`;
const copyAt = (state: string, name: string, version: string): ToolCopy => {
  const folder = `${toolsFolder(state)}/${name}`;
  return { name, folder, version, node: `${folder}/node`, cli: `${folder}/flatnet-maint/dist/main.js` };
};

/** Where each file of a copy comes from, with what it must be then. */
interface Part {
  readonly from: string;
  readonly entry: Extract<ManifestEntry, { kind: 'file' }>;
}

async function partsOf(files: ReadFiles, { node, folder, names }: ToolSource): Promise<readonly Part[]> {
  const found = [{ path: 'node', from: node, mode: 0o755 }];
  for (const name of names) {
    const root = under(folder, name);
    if ((await files.stat(root)) === null) continue;
    for (const { path, stat } of await walk(files, root)) {
      if (stat.kind === 'folder') continue;
      // Whatever the umask of whoever unpacked it was.
      const mode = (stat.mode & 0o111) === 0 ? 0o644 : 0o755;
      found.push({ path: under(`flatnet-maint/${name}`, path), from: under(root, path), mode });
    }
  }
  return someAtOnce(found, async ({ path, from, mode }) => {
    const real = (await files.real(from)) ?? from;
    const bytes = (await files.stat(real))?.bytes ?? 0;
    return { from: real, entry: { path, kind: 'file', mode, bytes, sha256: await files.digest(real) } };
  });
}

export interface InstalledTool extends ToolCopy {
  /** 'made' = it was not there; 'repaired' = it was, and not as it should be; 'sound' = every byte of it is. */
  readonly how: 'made' | 'repaired' | 'sound';
}

/**
 * Lays a copy of the tool and makes it the current one. Written aside and renamed, so that at every moment `current` leads
 * to the old copy or to the new one, whole; a second call reads every byte and puts right what differs. `runs` is asked
 * before anything points to it, and throws when the copy does not.
 */
export async function layTool(
  files: WriteFiles,
  state: string,
  source: ToolSource,
  runs: (copy: ToolCopy) => Promise<void>,
): Promise<InstalledTool> {
  const parts = await partsOf(files, source);
  const manifest = parts.map(({ entry }) => entry);
  const name = `${source.version}-${manifestDigest(manifest).slice(0, 8)}`;
  const copy = copyAt(state, name, source.version);
  // Run from a copy: what it would be made of is what it is, so it can be found damaged, and not be mended.
  const tools = await files.real(toolsFolder(state));
  if (tools !== null && source.node.startsWith(`${tools}/`) && source.node !== `${tools}/${name}/node`)
    throw damaged(source.node);
  await files.makeFolder(toolsFolder(state), { mode: 0o700 });
  const isThere = (await files.stat(copy.folder)) !== null;
  const into = isThere ? copy : { ...copyAt(state, partialOf(name), source.version), name };
  await refuseFull(files, into.folder, parts);
  const fill = async (): Promise<boolean> => {
    const changed = await bring(files, into.folder, parts);
    const made = new Date().toISOString();
    const sealed = await record(files, into.folder, { version: source.version, made, manifest });
    await runs(into);
    return changed || sealed;
  };
  const make = async (): Promise<void> => {
    await fill();
    await files.rename(into.folder, copy.folder);
  };
  const differed = isThere && (await fill());
  if (!isThere) await removedOnFailure(files, into.folder, make);
  await files.point(currentOf(state), name);
  return { ...copy, how: !isThere ? 'made' : differed ? 'repaired' : 'sound' };
}

const damaged = (path: string): MaintError =>
  new MaintError('E_INSTALL_DAMAGED', t('tool-damaged', { path }), t('tool-damaged-next'));

/** Makes a folder hold exactly these files. Each one is replaced at once, so what was right before stays right. */
async function bring(files: WriteFiles, folder: string, parts: readonly Part[]): Promise<boolean> {
  await files.makeFolder(folder, { mode: 0o700 });
  const wanted = new Map(parts.map((part) => [part.entry.path, part]));
  let changed = false;
  for (const { path, stat } of await walk(files, folder)) {
    if ((stat.kind === 'folder' && !wanted.has(path)) || path === recordName) continue;
    const entry = wanted.get(path)?.entry;
    if (entry !== undefined && stat.kind === 'file' && (await isSame(files, under(folder, path), entry))) {
      wanted.delete(path);
      continue;
    }
    changed = true;
    // A file is replaced below; a link, a folder or a stranger would stay in the way.
    if (entry === undefined || stat.kind !== 'file') await files.remove(under(folder, path));
  }
  for (const { from, entry } of wanted.values()) {
    changed = true;
    const to = under(folder, entry.path);
    await files.makeFolder(folderOf(to), { mode: 0o755 });
    const { sha256 } = await files.writePieces(to, (put) => files.readPieces(from, put).then(() => {}), {
      mode: entry.mode,
    });
    if (sha256 !== entry.sha256)
      throw new MaintError('E_INSTALL_CHANGED', t('tool-changed', { path: from }), t('tool-changed-next'));
  }
  return changed;
}

async function isSame(files: ReadFiles, path: string, entry: Part['entry']): Promise<boolean> {
  const stat = await files.stat(path);
  if (stat?.kind !== 'file' || stat.bytes !== entry.bytes || stat.mode !== entry.mode) return false;
  return (await files.digest(path)) === entry.sha256;
}

/** Its manifest, last: what has none is no copy. One that says the same is left as it is. */
async function record(files: WriteFiles, folder: string, now: Record): Promise<boolean> {
  const before = await recordOf(files, folder);
  if (
    before !== null &&
    before.version === now.version &&
    manifestDigest(before.manifest) === manifestDigest(now.manifest)
  )
    return false;
  await files.write(under(folder, recordName), seal(KIND, now as unknown as Json), { mode: 0o600 });
  return true;
}

/** null = there is none that can be used. */
async function recordOf(files: ReadFiles, folder: string): Promise<Record | null> {
  const path = under(folder, recordName);
  try {
    return unseal(path, KIND, await files.text(path)) as unknown as Record;
  } catch {
    return null;
  }
}

async function refuseFull(files: ReadFiles, folder: string, parts: readonly Part[]): Promise<void> {
  let needs = 1_048_576;
  for (const { entry } of parts) {
    // What lies there already is replaced one by one.
    if ((await files.stat(under(folder, entry.path)))?.bytes !== entry.bytes) needs += entry.bytes;
  }
  const free = await files.free(folder);
  if (free >= needs) return;
  const mib = (bytes: number): string => (bytes / 1_048_576).toFixed(0);
  throw new MaintError(
    'E_INSTALL_SPACE',
    t('tool-space', { folder: folderOf(folder), free: mib(free), needs: mib(needs) }),
    t('tool-space-next'),
  );
}

/**
 * The current copy, when it is of that version and whole. The program of Node is known by its length alone: reading all of it
 * would hold up a way back by a second or two.
 */
export async function currentTool(files: ReadFiles, state: string, version: string): Promise<ToolCopy | null> {
  const link = await files.stat(currentOf(state));
  if (link?.kind !== 'link' || link.to === undefined || !nameForm.test(link.to)) return null;
  const copy = copyAt(state, link.to, version);
  const known = await recordOf(files, copy.folder);
  if (known === null || known.version !== version) return null;
  const isGood = await someAtOnce(known.manifest, async (entry) => {
    const path = under(copy.folder, entry.path);
    if (path !== copy.node) return entry.kind === 'file' && (await isSame(files, path, entry));
    const stat = await files.stat(path);
    return stat?.kind === 'file' && stat.bytes === entry.bytes && stat.mode === entry.mode;
  });
  return isGood.every(Boolean) ? copy : null;
}

const nameForm = /^[A-Za-z0-9][A-Za-z0-9.+-]*-[0-9a-f]{8}$/;
const mostCopies = 2;

/**
 * Removes what is older than the newest two copies, and what a death left half made. `isNamed`: something on this host
 * relies on it, however old it is. Resolves with the names that are gone.
 */
export async function pruneTools(
  files: WriteFiles,
  state: string,
  isNamed: (folder: string) => boolean,
): Promise<readonly string[]> {
  const folder = toolsFolder(state);
  const current = (await files.stat(currentOf(state)))?.to;
  const names = await files.list(folder);
  for (const name of names) {
    if (/\.(?:partial|removing)$/.test(name)) await files.remove(`${folder}/${name}`);
  }
  const copies = await someAtOnce(
    names.filter((name) => nameForm.test(name)),
    async (name) => {
      const made = (await recordOf(files, `${folder}/${name}`))?.made;
      return { name, time: made === undefined ? 0 : Date.parse(made) };
    },
  );
  const oldest = copies
    .toSorted((a, b) => Number(b.name === current) - Number(a.name === current) || b.time - a.time)
    .slice(mostCopies)
    .filter(({ name }) => !isNamed(`${folder}/${name}`));
  for (const { name } of oldest) await removeWhole(files, `${folder}/${name}`);
  return oldest.map(({ name }) => name);
}
