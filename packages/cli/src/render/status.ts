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
    ...component.damaged.flatMap((damage) => [
      `  DAMAGED  ${clean(damage)}`,
      `  next: flatnet-maint backup ${component.id}   (writes it anew, while it is healthy)`,
    ]),
  ]);
  lines.push(...siteLines(status));
  if (status.last !== null) lines.push(`last run  ${summaryText(status.last)}`);
  if (status.open !== null) lines.push(...openLines(status.open));
  return lines.join('\n');
}

function health(healthy: boolean | null): string {
  if (healthy === null) return 'health unknown';
  return healthy ? 'healthy' : 'NOT HEALTHY';
}

function problem(found: StatusReport['components'][number]['problem']): readonly string[] {
  return found === null ? [] : [`  ${found.code}: ${clean(found.message)}`, `  next: ${clean(found.next)}`];
}

function siteLines({ site, siteProblem, components }: StatusReport): readonly string[] {
  if (siteProblem !== null) {
    const { code, message, next } = siteProblem;
    return [`site file unusable, so no component was looked at  ${code}: ${clean(message)}`, `  next: ${clean(next)}`];
  }
  if (site === null) return ['no site file, so no component was looked at'];
  return [...(components.length === 0 ? ['The site file names no component.'] : []), `site file ${site}`];
}

function openLines(open: RunSummary): readonly string[] {
  const damage =
    open.damage === null ? [] : [`  its journal is damaged: ${clean(open.damage)}; nothing is done on its word`];
  return [`OPEN RUN  ${summaryText(open)}`, ...damage, `  next: ${nextFor(open)}`];
}

function nextFor(open: RunSummary): string {
  const emergency = `flatnet-maint rollback ${open.component === 'unknown' ? 'gateway' : open.component} --emergency`;
  switch (open.outcome) {
    case 'waiting':
      return 'flatnet-maint confirm, or flatnet-maint abort';
    case 'damaged':
      return emergency;
    case 'stuck':
      return `flatnet-maint show ${open.run}, then flatnet-maint resume, or ${emergency}`;
    default:
      return open.owner?.alive === true
        ? `flatnet-maint show ${open.run}, or flatnet-maint abort`
        : 'flatnet-maint resume';
  }
}

/** Unknown is not healthy, and neither is a run that nobody works on. */
export function isWell({ components, open, siteProblem }: StatusReport): boolean {
  const tended = open === null || open.outcome === 'waiting' || (open.outcome === 'open' && open.owner?.alive === true);
  const sound = components.every(
    ({ healthy, problem, damaged }) => healthy === true && problem === null && damaged.length === 0,
  );
  return tended && siteProblem === null && sound;
}
