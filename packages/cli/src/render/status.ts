import type { RunSummary, StatusReport } from 'flatnet';
import { clean } from './clean.ts';
import { summaryText } from './runs.ts';

export function statusText(status: StatusReport): string {
  const lines = status.components.flatMap((component) => [
    `${component.id}  ${component.version ?? 'version unknown'}  ${health(component.healthy)}`,
    ...(component.generation === null
      ? []
      : [`  generation ${component.generation.id}, made ${component.generation.made}`]),
    ...component.probes.map(({ id, verdict, detail }) => `  ${verdict.padEnd(7)}  ${id}  ${clean(detail)}`),
    ...problem(component.problem),
  ]);
  if (status.components.length === 0) lines.push('The site file names no component.');
  lines.push(status.site === null ? 'no site file' : `site file ${status.site}`);
  if (status.last !== null) lines.push(`last run  ${summaryText(status.last)}`);
  if (status.open !== null) lines.push(`OPEN RUN  ${summaryText(status.open)}`, `  next: ${nextFor(status.open)}`);
  return lines.join('\n');
}

function health(healthy: boolean | null): string {
  if (healthy === null) return 'health unknown';
  return healthy ? 'healthy' : 'NOT HEALTHY';
}

function problem(found: StatusReport['components'][number]['problem']): readonly string[] {
  return found === null ? [] : [`  ${found.code}: ${clean(found.message)}`, `  next: ${clean(found.next)}`];
}

function nextFor(open: RunSummary): string {
  if (open.outcome === 'waiting') return 'flatnet-maint confirm, or flatnet-maint abort';
  if (open.outcome === 'damaged') return `flatnet-maint rollback ${open.component} --emergency`;
  return open.owner?.alive === true ? `flatnet-maint show ${open.run}` : 'flatnet-maint resume';
}

/** Unknown is not healthy, and neither is a run that nobody works on. */
export function isWell({ components, open }: StatusReport): boolean {
  const tended = open === null || open.outcome === 'waiting' || (open.outcome === 'open' && open.owner?.alive === true);
  return tended && components.every(({ healthy, problem }) => healthy === true && problem === null);
}
