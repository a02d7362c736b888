import type { RunReport } from 'flatnet';
import { spoken } from '../duration.ts';
import { clean } from './clean.ts';

/** How a run ended, for people. Every word is from the report, which is read from the journal. */
export function reportText(report: RunReport): string {
  const { component, outcome } = report;
  const dark = report.darkMs === null ? '' : `; dark for ${spoken(report.darkMs)}`;
  const back = report.rollbackMs === null ? '' : `; back within ${spoken(report.rollbackMs)} of the first sign`;
  const lines = [`${outcome}: ${report.command} ${component}${versions(report)}${dark}${back}`, `  run ${report.run}`];
  for (const probe of report.probes) {
    if (probe.verdict === 'pass' && outcome === 'committed' && report.command !== 'verify') continue;
    lines.push(`  ${probe.verdict.padEnd(7)}  ${probe.id} (${probe.severity})  ${clean(probe.detail)}`);
  }
  for (const { id, reason } of report.accepted) lines.push(`  accepted  ${id}: ${clean(reason)}`);
  for (const leftover of report.leftovers) lines.push(`  left over  ${clean(leftover)}`);
  if (outcome !== 'committed') lines.push(`  journal ${report.journal}`);
  return lines.join('\n');
}

function versions({ from, to }: RunReport): string {
  if (to === null) return from === null ? '' : ` ${from}`;
  return from === null || from === to ? ` ${to}` : ` ${from} → ${to}`;
}
