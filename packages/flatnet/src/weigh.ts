import { type Accepted, type Finding, MaintError, type Plan, redProbe, worstWayBack } from '@flatnet-maint/core';
import type { Proposal } from './house.ts';
import { t } from './texts.ts';

/**
 * The one place where findings are held against what was accepted by name. An acceptance counts for a finding that is there
 * and may be borne; it is journaled with what the finding said. One that counts for nothing is told, not dropped in silence.
 */
export function weighed(plan: Plan, found: readonly Finding[]): Proposal {
  const all = [...found, ...oneWay(plan)];
  const accepted = plan.accepted.flatMap((one) => counted(one, all));
  const borne = new Set(accepted.map(({ id }) => id));
  const findings = all.map((finding) => (borne.has(finding.id) ? { ...finding, blocks: false } : finding));
  const idle = plan.accepted.filter(({ id }) => !borne.has(id)).map((one) => unused(one, all));
  const rights = findings.some(({ id }) => id === 'no-permission') ? [t('right-root')] : [];
  const green = plan.green === undefined ? {} : { green: [...plan.green, ...stillGreen(plan, borne)] };
  return {
    plan: { ...plan, ...green, accepted },
    findings: [...findings, ...idle],
    rights,
    worstWayBack: worstWayBack(plan),
  };
}

/** Probes whose redness was accepted though they are green: nothing was borne, so the run asks for green of them, too. */
function stillGreen({ command, probes, accepted }: Plan, borne: ReadonlySet<string>): readonly string[] {
  if (command !== 'upgrade' && command !== 'config') return [];
  const idle = accepted.filter(({ id }) => !borne.has(id)).map(({ id }) => id);
  const ids = new Set([...probes.forward, ...probes.back].map(({ id }) => id));
  return [...ids].filter((id) => idle.includes(redProbe(id)));
}

/** Also what does not block yet: what only the run can find out is borne before it begins. */
function counted(one: Accepted, all: readonly Finding[]): readonly Accepted[] {
  const finding = all.find(({ id, waivable }) => id === one.id && waivable === true);
  return finding === undefined ? [] : [{ ...one, finding: finding.message }];
}

function unused({ id }: Accepted, all: readonly Finding[]): Finding {
  const finding = all.find((other) => other.id === id && other.blocks);
  const message = finding === undefined ? t('accept-idle', { id }) : t('accept-refused', { id });
  return { id: 'accept', blocks: false, message, next: t('accept-next') };
}

/** A step of the cutover that nothing takes back needs somebody's word (H61). */
function oneWay(plan: Plan): readonly Finding[] {
  return plan.cutover.flatMap((item) => {
    if (item.kind !== 'step' || item.undoes !== 'never') return [];
    const message = t('one-way', { step: item.id, title: item.title });
    return [{ id: `one-way-${item.id}`, blocks: true, waivable: true, message, next: t('one-way-next') }];
  });
}

/** E_PREFLIGHT_… (3) when anything blocks. */
export function refuseBlocked({ plan, findings }: Pick<Proposal, 'plan' | 'findings'>): void {
  const blocking = findings.filter((finding) => finding.blocks);
  const first = blocking[0];
  if (first === undefined) return;
  throw new MaintError(
    `E_PREFLIGHT_${first.id.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}`,
    `${blocking.map((finding) => finding.message).join(' ')} ${t('nothing-changed')}`,
    first.next || `flatnet-maint plan ${plan.command} ${plan.component}`,
  );
}
