import { type Answer, type Finding, type HostView, type Probe, redProbe } from '@flatnet-maint/core';
import type { Registry } from '@flatnet-maint/engine';
import { t } from './texts.ts';

const tries = 3;

/**
 * Probes that are not green before an upgrade, each a finding that blocks and may be accepted by name: what is ill already
 * would be taken for the new version's doing, or hide it. Asked again before it counts, for one hiccup is no illness; the
 * run itself asks once more right before its first change.
 */
export async function redProbes(
  probes: readonly Probe[],
  registry: Pick<Registry, 'inquiry'>,
  view: HostView,
): Promise<readonly Finding[]> {
  const asked = await Promise.all(probes.map((probe) => whyRed(probe, registry, view)));
  return probes.flatMap(({ id }, index) => {
    const why = asked[index] ?? null;
    if (why === null) return [];
    const message = t('probe-red', { probe: id, why });
    return [{ id: redProbe(id), blocks: true, waivable: true, message, next: t('probe-red-next') }];
  });
}

/** null = green. */
async function whyRed({ ask }: Probe, registry: Pick<Registry, 'inquiry'>, view: HostView): Promise<string | null> {
  let why = '';
  for (let n = 0; n < tries; n += 1) {
    if (n > 0) await view.sleep(200);
    const answer: Answer | Error = await registry
      .inquiry(ask.inquiry)
      .ask(ask.args, view)
      .catch((error: unknown) => error as Error);
    if (!(answer instanceof Error) && answer.ok) return null;
    why = answer instanceof Error ? t('could-not-ask', { why: answer.message }) : answer.detail;
  }
  return why;
}

/**
 * Why what is live is not what a way back may lead to: it fails what an outage is told by. A backup keeps it all the same, and
 * leaves the ready way as it is.
 */
export async function notGood(
  probes: readonly Probe[],
  { registry, view }: { readonly registry: Pick<Registry, 'inquiry'>; readonly view: HostView },
): Promise<readonly Finding[]> {
  const vital = probes.filter(({ severity, compare }) => severity === 'outage' && compare === undefined);
  const asked = await Promise.all(vital.map((probe) => whyRed(probe, registry, view)));
  const why = vital.flatMap(({ id }, index) => (asked[index] == null ? [] : [`${id}: ${asked[index]}`])).join('; ');
  if (why === '') return [];
  const message = t('not-last-good', { why });
  return [{ id: 'not-last-good', blocks: false, message, next: 'flatnet-maint status' }];
}
