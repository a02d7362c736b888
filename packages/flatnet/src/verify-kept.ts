import { writtenByRuns } from '@flatnet-maint/actions';
import { describeError, MaintError, type ReadFiles } from '@flatnet-maint/core';
import { lastGoodDamage, verifyGeneration, verifySnapshot } from '@flatnet-maint/store';
import type { VerifiedKept } from './house.ts';
import { type Kept, keptOf } from './kept.ts';

/** Reads every byte of all that is kept again (H88), and names what is not as it was recorded. */
export async function verifyKept(
  files: ReadFiles,
  state: string,
  components: readonly string[],
): Promise<readonly VerifiedKept[]> {
  const rows: VerifiedKept[] = [];
  for (const component of components) {
    const kept = await keptOf(files, state, component);
    rows.push(...(await verified(files, state, kept)));
    const records: readonly (readonly [VerifiedKept['kind'], string, readonly string[]])[] = [
      ...kept.broken.map(({ path, reason }) => ['snapshot', path, [reason]] as const),
      ...(kept.guardedDamage === null ? [] : [['protections', 'protections', [kept.guardedDamage]] as const]),
      ...(await lastGoodDamage(files, state, component)).map(
        ({ path, reason }) => ['last-good', path, [reason]] as const,
      ),
    ];
    for (const [kind, id, damage] of records) rows.push({ component, kind, id, bytes: null, damage });
  }
  return rows;
}

/** The generations and snapshots of one component, each with its damage. */
export async function verified(files: ReadFiles, state: string, kept: Kept): Promise<readonly VerifiedKept[]> {
  const { component } = kept;
  const rows: VerifiedKept[] = [];
  for (const { id, damage, bytes = null } of kept.generations) {
    const found = damage === undefined ? await generationDamage(files, state, component, id) : [damage];
    rows.push({ component, kind: 'generation', id, bytes, damage: found });
  }
  for (const { id, bytes, parts } of kept.snapshots) {
    const which = { state, component, id };
    const damage = await orDamage(async () => (await verifySnapshot(files, which)).damage);
    const sealed = parts.filter((part) => part.sealed !== undefined).map(({ name }) => name);
    rows.push({ component, kind: 'snapshot', id, bytes, damage, ...(sealed.length === 0 ? {} : { sealed }) });
  }
  return rows;
}

/** What of a generation is not as it was recorded. */
export const generationDamage = (
  files: ReadFiles,
  state: string,
  component: string,
  id: string,
): Promise<readonly string[]> =>
  orDamage(async () => (await verifyGeneration(files, state, { component, id }, { ignore: writtenByRuns })).lines);

/** What cannot be read is damage as well, never a pass, and no reason to leave the others unread. */
async function orDamage(look: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof MaintError)) throw error;
    return [describeError(error).message];
  }
}
