import { type Generation, type Json, kindText, MaintError, type ReadFiles, type WriteFiles } from '@flatnet-maint/core';
import { manifestDigest, type OwnedManifest, rootedManifestOf } from './manifest.ts';
import { folderOf } from './paths.ts';
import { checkRecordName } from './record-name.ts';
import { seal, unseal } from './sealed.ts';
import { t } from './texts.ts';

const KIND = 'generation';

/** What a generation's folders held at one moment. */
export interface GenerationState {
  readonly manifest: OwnedManifest;
  /** The tree's own folder; no part of the manifest, whose digest is a release's. Absent in older records. */
  readonly top?: OwnedManifest;
  /** Folders besides the tree. Absent in records from before they were kept. */
  readonly besides?: readonly { readonly path: string; readonly manifest: OwnedManifest }[];
  /** Relative paths that the running program writes; not part of the manifest. */
  readonly ignore: readonly string[];
}

/** A generation, and its folders as they were when it was made. */
export interface GenerationRecord extends GenerationState {
  readonly generation: Generation;
}

/** The folder of a component's generation records. They lie beside the trees, not in them: a tree is what its maker packed. */
export function generationsFolder(state: string, component: string): string {
  checkRecordName('component', component);
  return `${state}/generations/${component}`;
}

export function generationPath(state: string, component: string, id: string): string {
  checkRecordName('id', id);
  return `${generationsFolder(state, component)}/${id}.json`;
}

/** Records a tree as a generation, once: a second one of the same id would make the first one's way back a lie (H48). */
export async function makeGeneration(
  files: WriteFiles,
  state: string,
  made: Omit<Generation, 'digest'>,
  how: { readonly ignore?: readonly string[] } = {},
): Promise<GenerationRecord> {
  const path = generationPath(state, made.component, made.id);
  if (await files.stat(path)) throw exists(made, path);
  const stat = await files.stat(made.tree);
  if (stat?.kind !== 'folder') {
    throw new MaintError(
      'E_GENERATION_TREE',
      stat
        ? t('generation-no-folder', { path: made.tree, kind: kindText(stat.kind) })
        : t('generation-no-tree', { path: made.tree }),
      t('name-folder-itself'),
    );
  }
  const held = await stateOf(files, made, how.ignore ?? []);
  const record: GenerationRecord = { generation: { ...made, digest: manifestDigest(held.manifest) }, ...held };
  await files.makeFolder(folderOf(path), { mode: 0o700 });
  await files.write(path, seal(KIND, record as unknown as Json), { mode: 0o600 });
  return record;
}

/** What a generation's folders hold now. */
export async function stateOf(
  files: ReadFiles,
  { tree, besides = [], runtime = [] }: Pick<Generation, 'tree' | 'besides' | 'runtime'>,
  ignored: readonly string[],
): Promise<GenerationState> {
  const ignore = [...new Set([...ignored, ...runtime])];
  const others = [];
  for (const path of besides) others.push({ path, manifest: await rootedManifestOf(files, path) });
  const [top = [], manifest = []] = split(await rootedManifestOf(files, tree, { ignore }));
  return { manifest, top, besides: others, ignore };
}

const split = (all: OwnedManifest): readonly OwnedManifest[] => [
  all.filter(({ path }) => path === ''),
  all.filter(({ path }) => path !== ''),
];

/** null = there is none of this id. A damaged record throws E_RECORD_DAMAGED: it is not the same as none. */
export async function readGeneration(
  files: ReadFiles,
  state: string,
  component: string,
  id: string,
): Promise<GenerationRecord | null> {
  const path = generationPath(state, component, id);
  return (await files.stat(path)) ? recordAt(files, path) : null;
}

/** The record at a path; damage in any form, and a record under another's name, is E_RECORD_DAMAGED. */
export async function recordAt(files: ReadFiles, path: string): Promise<GenerationRecord> {
  const record = unseal(path, KIND, await files.text(path)) as unknown as GenerationRecord;
  const { component, id, digest } = record.generation;
  if (path.endsWith(`/${component}/${id}.json`) && manifestDigest(record.manifest) === digest) return record;
  throw new MaintError(
    'E_RECORD_DAMAGED',
    t('record-misnamed', { path, what: `${component} ${id}`, digest }),
    t('record-misnamed-next', { component }),
  );
}

function exists(made: Omit<Generation, 'digest'>, path: string): MaintError {
  return new MaintError(
    'E_GENERATION_EXISTS',
    t('generation-exists', { id: made.id, component: made.component, path }),
    t('own-id'),
  );
}
