import type { Finding, Gate, Item, Plan, Step } from '@flatnet-maint/core';
import type { Proposal } from 'flatnet';
import { spoken } from '../duration.ts';
import { clean } from './clean.ts';
import { table } from './table.ts';

/** Everything a plan would do, how exactly each step can be undone, and what is in its way. */
export function proposalText(proposal: Proposal): string {
  const { plan } = proposal;
  const versions = plan.to === null ? (plan.from ?? '') : `${plan.from ?? 'nothing'} → ${plan.to}`;
  return [
    `${plan.command} ${plan.component} ${versions}`.trim(),
    table(promises(proposal), '  '),
    ...parts(plan).map(([title, rows]) => `\n${title}\n${table(rows, '  ')}`),
    ...(proposal.findings.length === 0 ? [] : [`\n${findingsText(proposal)}`]),
  ].join('\n');
}

function promises({ plan, rights, worstWayBack }: Proposal): readonly (readonly string[])[] {
  return [
    ['expected dark time', spoken(plan.expects.darkMs)],
    ['worst-case way back', spoken(worstWayBack)],
    ['soak', spoken(plan.soak)],
    ...(plan.confirmWithin === null ? [] : [['waits for confirm', spoken(plan.confirmWithin)]]),
    ...plan.expects.notes.map((note) => ['note', clean(note)]),
    ...rights.map((right) => ['needs the right', clean(right)]),
    ...plan.accepted.map(({ id, reason }) => ['accepted', `${id}: ${clean(reason)}`]),
  ];
}

function parts(plan: Plan): readonly (readonly [string, readonly (readonly string[])[]])[] {
  const probes = plan.probes.forward.map((probe) => [
    probe.id,
    `probe (${probe.severity}), ${probe.passes} in a row`,
    'changes nothing',
    `every ${spoken(probe.every)}, all within ${spoken(plan.limits.verify)}`,
  ]);
  const all: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    ['prepare: nothing live changes', [...plan.guard, ...plan.prepare].map((item) => row(item, 'prepare'))],
    ['around: undone at every end', plan.around.map((item) => row(item, 'around'))],
    ['backup', plan.backup.map((item) => row(item, 'backup'))],
    ['cutover: the live system changes', plan.cutover.map((item) => row(item, 'cutover'))],
    ['verify', [...plan.trial.map((item) => row(item, 'trial')), ...probes]],
    ['cleanup: after commit', plan.cleanup.map((item) => row(item, 'cleanup'))],
  ];
  return all.filter(([, rows]) => rows.length > 0);
}

function row(item: Item, part: string): readonly string[] {
  const [undo, limit] = item.kind === 'gate' ? gate(item) : step(item, part);
  return [item.id, clean(item.title), undo, limit];
}

const gate = ({ limit, passes }: Gate) => ['changes nothing', `${passes} in a row within ${spoken(limit)}`] as const;

function step(item: Step, part: string) {
  const limit = `limit ${spoken(item.limits.capture + item.limits.do)}`;
  switch (item.undoes) {
    case 'never':
      return [part === 'backup' ? 'kept, never undone' : 'never undone', limit] as const;
    case 'exactly':
      return ['undone exactly', `${limit}, undo ${spoken(item.limits.undo)}`] as const;
    case 'losing-later-data':
      return ['undone, losing what was written later', `${limit}, undo ${spoken(item.limits.undo)}`] as const;
  }
}

/** Each finding with its next step; those that block first. */
export function findingsText({ plan, findings }: Proposal): string {
  const blocks = new Set(blocking({ plan, findings }));
  const sorted = findings.toSorted((a, b) => Number(blocks.has(b)) - Number(blocks.has(a)));
  const lines = sorted.map((finding) => {
    const waive = blocks.has(finding) && finding.waivable === true ? `, or --accept ${finding.id} --reason TEXT` : '';
    const weight = blocks.has(finding) ? 'BLOCKS' : 'notice';
    return `  ${weight}  ${finding.id}: ${clean(finding.message)}\n          next: ${clean(finding.next)}${waive}`;
  });
  return ['findings', ...lines].join('\n');
}

/** Findings that stand in the way: not waived, or not of the kind that may be. */
export function blocking({ plan, findings }: Pick<Proposal, 'plan' | 'findings'>): readonly Finding[] {
  const accepted = new Set(plan.accepted.map(({ id }) => id));
  return findings.filter(({ id, blocks, waivable }) => blocks && !(waivable === true && accepted.has(id)));
}
