import type { ReadFiles } from '@flatnet-maint/core';
import { brokenSnapshots, listGenerations, listSnapshots } from '@flatnet-maint/store';
import type { SnapshotSummary } from './house.ts';
import type { KnownGood } from './known-good.ts';

/** Everything that can be returned to, newest first; what is damaged is listed as damaged. */
export async function snapshotsOf(
  files: ReadFiles,
  state: string,
  components: readonly string[],
  lastGood: (component: string) => Promise<KnownGood>,
): Promise<readonly SnapshotSummary[]> {
  const rows: SnapshotSummary[] = [];
  const none = { version: null, made: '', bytes: null, lastGood: false, damage: null };
  for (const component of components) {
    const { record, damaged } = await lastGood(component);
    const good = record?.good.generation.id;
    for (const damage of damaged) rows.push({ ...none, component, id: 'way-back', kind: 'last-good', damage });
    for (const { id, generation, damage } of await listGenerations(files, state, component)) {
      const known = generation === undefined ? {} : { version: generation.version, made: generation.made };
      rows.push({
        ...none,
        component,
        id,
        kind: 'generation',
        ...known,
        lastGood: id === good,
        damage: damage ?? null,
      });
    }
    for (const { id, made, bytes } of await listSnapshots(files, state, component)) {
      rows.push({ ...none, component, id, kind: 'snapshot', made, bytes });
    }
    for (const { path, reason } of await brokenSnapshots(files, state, component)) {
      rows.push({ ...none, component, id: path, kind: 'snapshot', damage: reason });
    }
  }
  return rows.sort((a, b) => (a.made < b.made ? 1 : -1));
}
