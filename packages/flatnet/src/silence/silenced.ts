import { listSilences, loadedRules, othersQuiet, type SilenceArgs, silence } from '@flatnet-maint/actions';
import { type Finding, type HostView, type Plan, type Probe, question, type Step, step } from '@flatnet-maint/core';
import type { Site, SiteSilence } from '../site/site.ts';
import { t } from '../texts.ts';
import { judgeMatchers, refuseMatchers, written } from './judge-matchers.ts';

/** What was seen before anything is planned. */
export interface Asked {
  readonly findings: readonly Finding[];
  /** Prometheus answered: it can be asked what else fires. */
  readonly canWatch: boolean;
}

/**
 * A plan with the alarms of what it touches silenced around it, where it changes something and the site file says which
 * alarms those are. Always said; E_SILENCE_MATCHER (3) for matchers that silence nothing or everything.
 */
export async function silenced(
  plan: Plan,
  site: Pick<Site, 'path' | 'silence'>,
  view: HostView,
): Promise<{ readonly plan: Plan; readonly findings: readonly Finding[] }> {
  if (plan.cutover.length === 0) return { plan, findings: [] };
  const { component } = plan;
  if (site.silence == null) return { plan: noted(plan, t('silence-unset')), findings: [] };
  const matchers = site.silence.matchers[component];
  if (matchers === undefined) return { plan: noted(plan, t('silence-unset-for', { component })), findings: [] };
  refuseMatchers(component, matchers, site.path);
  const { findings, canWatch } = await lookAround(component, site.silence, view);
  return { plan: withSilence(plan, site.silence, canWatch), findings };
}

async function lookAround(component: string, wanted: SiteSilence, view: HostView): Promise<Asked> {
  const { alertmanager, prometheus, need, matchers } = wanted;
  const [there, rules] = await Promise.all([
    listSilences(view, alertmanager).catch((error: Error) => error),
    prometheus === null ? null : loadedRules(view, prometheus).catch((error: Error) => error),
  ]);
  const findings: Finding[] = [];
  if (there instanceof Error) {
    const message = t(`silence-absent-${need}`, { why: there.message });
    const next = t('silence-absent-next', { alertmanager });
    findings.push({ id: 'silence-unavailable', blocks: need === 'required', message, next });
  }
  if (rules === null) findings.push(unwatched(t('rules-unset'), t('rules-unset-next')));
  else if (rules instanceof Error)
    findings.push(
      unwatched(t('rules-unasked', { why: rules.message }), t('rules-unasked-next', { prometheus: prometheus ?? '' })),
    );
  else findings.push(...judgeMatchers(component, matchers, rules));
  return { findings, canWatch: Array.isArray(rules) };
}

const unwatched = (message: string, next: string): Finding => ({
  id: 'alerts-unwatched',
  blocks: false,
  message,
  next,
});

/** Pure: the same site and the same plan give the same. */
export function withSilence(plan: Plan, wanted: SiteSilence, canWatch: boolean): Plan {
  const { component, command } = plan;
  const matchers = wanted.matchers[component] ?? [];
  const host = plan.guard[0]?.host ?? 'local';
  const watching = canWatch && wanted.prometheus !== null ? [watch(component, host, wanted.prometheus, matchers)] : [];
  // What cannot be asked before a rollback is not waited for, as with every other probe of one.
  const green = plan.green === undefined || command === 'rollback' ? [] : watching.map(({ id }) => id);
  const probes = { ...plan.probes, forward: [...plan.probes.forward, ...watching] };
  return {
    ...noted(plan, t(`silence-${wanted.need}`, { matchers: written(matchers) })),
    // First, so that it ends last of all that is around.
    around: [silenceStep(plan, host, wanted), ...plan.around],
    probes,
    ...(plan.green === undefined ? {} : { green: [...plan.green, ...green] }),
  };
}

function silenceStep({ id, command, component, from, to }: Plan, host: string, wanted: SiteSilence): Step {
  const { alertmanager, need, lease } = wanted;
  const matchers = wanted.matchers[component] ?? [];
  const versions = [from, to].filter((version) => version !== null).join(' → ');
  const args: SilenceArgs = {
    ...{ alertmanager, need, lease, matchers },
    owner: ownerOf(id),
    comment: `flatnet-maint ${command} ${component} ${versions}`.trim(),
  };
  return {
    ...step(silence, {
      id: 'run.silence',
      title: t('silence-step', { matchers: written(matchers), seconds: Math.round(lease / 1_000) }),
      ...{ host, args },
      do: 10_000,
      // Its lease ends it anyway: nobody waits long for an Alertmanager that is gone.
      undo: 5_000,
    }),
    renews: Math.min(30_000, Math.max(1_000, Math.floor(lease / 10))),
  };
}

export const owners = 'flatnet-maint/';
export const ownerOf = (run: string): string => `${owners}${run}`;

function watch(component: string, host: string, prometheus: string, matchers: SilenceArgs['matchers']): Probe {
  return {
    id: 'others-quiet',
    host,
    severity: 'partial',
    ask: question(othersQuiet, { prometheus, matchers }),
    compare: { nothingNew: true },
    every: 1_000,
    passes: 2,
    // While the monitoring itself is replaced, Prometheus cannot be asked for some seconds.
    fails: component === 'monitoring' ? 15 : 2,
  };
}

const noted = (plan: Plan, note: string): Plan => ({
  ...plan,
  expects: { ...plan.expects, notes: [...plan.expects.notes, note] },
});
