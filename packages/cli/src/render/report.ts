import type { RunReport } from 'flatnet';
import { spoken } from '../duration.ts';
import type { Say } from '../say.ts';
import { clean } from './clean.ts';
import { pad } from './pad.ts';

/** How a run ended, for people. Every word is from the report, which is read from the journal. */
export function reportText(report: RunReport, say: Say): string {
  const { component, outcome } = report;
  const dark = report.darkMs === null ? '' : say('ended-dark', { time: spoken(report.darkMs, say) });
  const back = report.rollbackMs === null ? '' : say('ended-back', { time: spoken(report.rollbackMs, say) });
  const lines = [
    `${say(`outcome-${outcome}`)}: ${report.command} ${component}${versions(report)}${dark}${back}`,
    `  ${say('of-run', { run: report.run })}`,
  ];
  for (const { id, severity, verdict, detail } of report.probes) {
    if (verdict === 'pass' && outcome === 'committed' && report.command !== 'verify') continue;
    const answer = clean(say.of(detail));
    lines.push(`  ${pad(say(`verdict-${verdict}`), 7)}  ${id} (${say(`severity-${severity}`)})  ${answer}`);
  }
  for (const { id, reason } of report.accepted) lines.push(`  ${say('was-accepted', { id, reason: clean(reason) })}`);
  for (const leftover of report.leftovers) lines.push(`  ${say('was-left-over', { what: clean(say.of(leftover)) })}`);
  for (const text of report.told ?? []) lines.push(`  ${clean(say.of(text))}`);
  if (outcome !== 'committed') lines.push(`  ${say('of-journal', { path: report.journal })}`);
  return lines.join('\n');
}

function versions({ from, to }: RunReport): string {
  if (to === null) return from === null ? '' : ` ${from}`;
  return from === null || from === to ? ` ${to}` : ` ${from} → ${to}`;
}
