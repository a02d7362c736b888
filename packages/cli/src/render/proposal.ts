import type { Finding, Gate, Item, Plan, Step } from '@flatnet-maint/core';
import type { Proposal } from 'flatnet';
import { spoken } from '../duration.ts';
import type { Say } from '../say.ts';
import { clean } from './clean.ts';
import { table } from './table.ts';

/** Everything a plan would do, how exactly each step can be undone, and what is in its way. */
export function proposalText(proposal: Proposal, say: Say): string {
  const { plan } = proposal;
  const versions = plan.to === null ? (plan.from ?? '') : `${plan.from ?? say('nothing')} → ${plan.to}`;
  return [
    `${plan.command} ${plan.component} ${versions}`.trim(),
    table(promises(proposal, say), '  '),
    ...parts(plan, say).map(([title, rows]) => `\n${title}\n${table(rows, '  ')}`),
    ...(toBeRead(proposal).length === 0 ? [] : [`\n${findingsText(proposal, say)}`]),
  ].join('\n');
}

function promises({ plan, rights, worstWayBack }: Proposal, say: Say): readonly (readonly string[])[] {
  return [
    [say('dark-time'), spoken(plan.expects.darkMs, say)],
    [say('way-back-time'), spoken(worstWayBack, say)],
    [say('soak-time'), spoken(plan.soak, say)],
    ...(plan.confirmWithin === null ? [] : [[say('confirm-time'), confirming(plan, plan.confirmWithin, say)]]),
    ...plan.expects.notes.map((note) => [say('note'), clean(say.of(note))]),
    ...rights.map((right) => [say('right'), clean(say.of(right))]),
    ...plan.accepted.map(({ id, reason }) => [say('accepted'), `${id}: ${clean(reason)}`]),
  ];
}

function confirming({ confirmedBy = [] }: Plan, within: number, say: Say): string {
  const time = spoken(within, say);
  const probes = confirmedBy.map(({ id }) => id).join(', ');
  return probes === '' ? time : `${time} (${say('confirmed-by', { probes })})`;
}

function parts(plan: Plan, say: Say): readonly (readonly [string, readonly (readonly string[])[]])[] {
  const probes = plan.probes.forward.map((probe) => [
    probe.id,
    say('probe-in-a-row', { severity: say(`severity-${probe.severity}`), passes: probe.passes }),
    say('changes-nothing'),
    say('probe-times', { every: spoken(probe.every, say), limit: spoken(plan.limits.verify, say) }),
  ]);
  const all: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    [say('part-prepare'), [...plan.guard, ...plan.prepare].map((item) => row(item, 'prepare', say))],
    [say('part-around'), plan.around.map((item) => row(item, 'around', say))],
    [say('part-backup'), plan.backup.map((item) => row(item, 'backup', say))],
    [say('part-cutover'), plan.cutover.map((item) => row(item, 'cutover', say))],
    [say('part-verify'), [...plan.trial.map((item) => row(item, 'trial', say)), ...probes]],
    [say('part-cleanup'), plan.cleanup.map((item) => row(item, 'cleanup', say))],
  ];
  return all.filter(([, rows]) => rows.length > 0);
}

function row(item: Item, part: string, say: Say): readonly string[] {
  const [undo, limit] = item.kind === 'gate' ? gate(item, say) : step(item, part, say);
  return [item.id, clean(say.of(item.title)), undo, limit];
}

const gate = ({ limit, passes }: Gate, say: Say) =>
  [say('changes-nothing'), say('gate-times', { passes, limit: spoken(limit, say) })] as const;

function step(item: Step, part: string, say: Say) {
  const limit = spoken(item.limits.capture + item.limits.do, say);
  const undo = spoken(item.limits.undo, say);
  switch (item.undoes) {
    case 'never':
      return [say(part === 'backup' ? 'kept-never-undone' : 'never-undone'), say('limit', { limit })] as const;
    case 'exactly':
      return [say('undone-exactly'), say('limit-undo', { limit, undo })] as const;
    case 'losing-later-data':
      return [say('undone-losing'), say('limit-undo', { limit, undo })] as const;
  }
}

/** Without what stands in nobody’s way and is there to be accepted beforehand: the run says so when it comes to that. */
export function toBeRead({ plan, findings }: Pick<Proposal, 'plan' | 'findings'>): readonly Finding[] {
  const accepted = new Set(plan.accepted.map(({ id }) => id));
  return findings.filter(({ id, blocks, waivable }) => blocks || waivable !== true || accepted.has(id));
}

/** Each finding with its next step; those that block first. */
export function findingsText({ plan, findings }: Proposal, say: Say): string {
  const blocks = new Set(blocking({ plan, findings }));
  const sorted = toBeRead({ plan, findings }).toSorted((a, b) => Number(blocks.has(b)) - Number(blocks.has(a)));
  const lines = sorted.map((finding) => {
    const next = clean(say.of(finding.next));
    const waivable = blocks.has(finding) && finding.waivable === true;
    const text = waivable ? say('or-accept', { next, id: finding.id }) : next;
    const weight = say(blocks.has(finding) ? 'finding-blocks' : 'finding-notice');
    return `  ${weight}  ${finding.id}: ${clean(say.of(finding.message))}\n          ${say('next-step', { text })}`;
  });
  return [say('findings'), ...lines].join('\n');
}

/** Findings that stand in the way: not waived, or not of the kind that may be. */
export function blocking({ plan, findings }: Pick<Proposal, 'plan' | 'findings'>): readonly Finding[] {
  const accepted = new Set(plan.accepted.map(({ id }) => id));
  return findings.filter(({ id, blocks, waivable }) => blocks && !(waivable === true && accepted.has(id)));
}
