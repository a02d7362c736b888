import type { Plan } from '@flatnet-maint/core';
import type { DashboardsChange } from '@flatnet-maint/monitoring';
import { bare, type Composing } from '../compose.ts';

/** An import: kept first, saved one by one, read back; nothing of what Grafana held before may be missing after it. */
export function composeDashboards(from: Composing, change: DashboardsChange): Plan {
  const { prepare, backup, cutover, probes, notes } = change;
  return {
    ...bare(from, 'dashboards'),
    prepare,
    backup,
    cutover,
    probes,
    // What is to be imported is not there yet: of that nobody asks for green.
    green: probes.back.map(({ id }) => id),
    expects: { darkMs: 0, notes },
  };
}
