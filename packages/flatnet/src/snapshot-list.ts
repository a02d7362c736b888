import type { ReadFiles } from '@flatnet-maint/core';
import { listGenerations, listSnapshots } from '@flatnet-maint/store';
import type { LastGood } from './compose.ts';
import type { SnapshotSummary } from './house.ts';

/** Everything that can be returned to, newest first; what is damaged is listed as damaged. */
export async function snapshotsOf(
  files: ReadFiles,
  state: string,
  components: readonly string[],
  lastGood: (component: string) => Promise<LastGood | null>,
): Promise<readonly SnapshotSummary[]> {
  const rows: SnapshotSummary[] = [];
  for (const component of components) {
    const good = (await lastGood(component))?.good.generation.id;
    for (const entry of await listGenerations(files, state, component)) {
      const { id, generation, damage } = entry;
      rows.push({
        component,
        id,
        kind: 'generation',
        version: generation?.version ?? null,
        made: generation?.made ?? '',
        bytes: null,
        lastGood: id === good,
        damage: damage ?? null,
      });
    }
    for (const entry of await listSnapshots(files, state, component)) {
      rows.push({
        component,
        id: entry.id,
        kind: 'snapshot',
        version: null,
        made: entry.made,
        bytes: entry.bytes,
        lastGood: false,
        damage: null,
      });
    }
  }
  return rows.sort((a, b) => (a.made < b.made ? 1 : -1));
}
