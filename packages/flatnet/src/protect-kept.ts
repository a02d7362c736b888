import { MaintError, type WriteFiles } from '@flatnet-maint/core';
import { protect } from '@flatnet-maint/store';
import { keptOf } from './kept.ts';
import { t } from './texts.ts';

/** Protects a generation or snapshot that is kept, with all snapshots that were taken of it. */
export async function protectKept(
  files: WriteFiles,
  state: string,
  component: string,
  wanted: { readonly id: string; readonly reason: string },
): Promise<void> {
  const { id } = wanted;
  const kept = await keptOf(files, state, component);
  const known = [...kept.generations, ...kept.snapshots].map((one) => one.id);
  if (!known.includes(id)) {
    throw new MaintError(
      'E_KEPT_UNKNOWN',
      t('kept-unknown', { component, id, known: known.join(', ') || t('nothing-kept') }),
      t('see-kept', { component }),
    );
  }
  await protect(files, state, component, { ...wanted, since: new Date().toISOString() });
}
