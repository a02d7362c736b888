import { type Json, MaintError, type ReadFiles, type WriteFiles } from '@flatnet-maint/core';
import { checkRecordName } from './record-name.ts';
import { seal, unseal } from './sealed.ts';
import { t } from './texts.ts';

const KIND = 'protections';

/** A generation or snapshot that a human wants kept, whatever its age. */
export interface Protection {
  readonly id: string;
  readonly reason: string;
  readonly since: string;
}

export function protectionsPath(state: string, component: string): string {
  checkRecordName('component', component);
  return `${state}/protected/${component}.json`;
}

/** What is protected of a component, by id. A damaged record throws E_RECORD_DAMAGED: it is not the same as none. */
export async function readProtections(
  files: ReadFiles,
  state: string,
  component: string,
): Promise<ReadonlyMap<string, Protection>> {
  const path = protectionsPath(state, component);
  if (!(await files.stat(path))) return new Map();
  const all = unseal(path, KIND, await files.text(path)) as unknown as readonly Protection[];
  return new Map(all.map((one) => [one.id, one]));
}

/** Protects an id, or says anew why. */
export async function protect(
  files: WriteFiles,
  state: string,
  component: string,
  protection: Protection,
): Promise<void> {
  checkRecordName('id', protection.id);
  const all = new Map(await readProtections(files, state, component));
  all.set(protection.id, protection);
  await write(files, state, component, all);
}

/** Takes the protection of an id away; one that is not protected is E_PROTECTION_ABSENT. */
export async function unprotect(files: WriteFiles, state: string, component: string, id: string): Promise<void> {
  const all = new Map(await readProtections(files, state, component));
  if (!all.delete(id)) {
    throw new MaintError(
      'E_PROTECTION_ABSENT',
      t('not-protected', { component, id }),
      t('see-snapshots', { component }),
    );
  }
  await write(files, state, component, all);
}

async function write(
  files: WriteFiles,
  state: string,
  component: string,
  all: ReadonlyMap<string, Protection>,
): Promise<void> {
  await files.makeFolder(`${state}/protected`, { mode: 0o700 });
  const content = [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  await files.write(protectionsPath(state, component), seal(KIND, content as unknown as Json), { mode: 0o600 });
}
