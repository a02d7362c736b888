import { type Answer, MaintError, type Plan, type Probe, redProbe, wasGreen } from '@flatnet-maint/core';
import { heed, isKilled, type Running, write } from './run.ts';
import { lending } from './step.ts';
import { t } from './texts.ts';

const samples = 5;

/** How a number varies takes the most answers to tell; a list or a word tells in two. */
const leastOf = ({ compare }: Probe): number => (compare === undefined ? 1 : 'atMost' in compare ? samples : 2);

const perAsk = 5_000;

/**
 * Every probe is asked before the first change; verdicts are held against these answers (A4). One that is not compared is
 * asked until it is green: it is required on the way back if it ever was, and one hiccup must not make it optional.
 */
export async function askBaseline(running: Running, plan: Plan): Promise<void> {
  const probes = new Map([...plan.probes.forward, ...plan.probes.back].map((probe) => [probe.id, probe]));
  const answers: Record<string, (Answer | null)[]> = {};
  const red: { probe: Probe; why: string }[] = [];
  for (const probe of probes.values()) {
    const asked: (Answer | null)[] = [];
    let last = '';
    const least = leastOf(probe);
    while (asked.length < samples && !(asked.length >= least && wasGreen(asked))) {
      const { answer, why } = await ask(running, probe);
      asked.push(answer);
      last = why;
      heed(running);
    }
    answers[probe.id] = asked;
    if (!wasGreen(asked)) red.push({ probe, why: last });
  }
  write(running, { type: 'baseline', answers });
  refuseRed(plan, red);
}

/** What is ill already would be judged as if the new version had made it so, and after it nobody could tell (H7). */
function refuseRed(plan: Plan, red: readonly { probe: Probe; why: string }[]): void {
  const [first] = red.filter(({ probe }) => plan.green?.includes(probe.id));
  if (first === undefined) return;
  throw new MaintError(
    'E_BASELINE_RED',
    t('baseline-red', { probe: first.probe.id, why: first.why }),
    t('baseline-red-next', { id: redProbe(first.probe.id) }),
  );
}

/**
 * One asking of one probe; null = could not ask, with the reason. Lent like a step: a check of the site's own runs under the
 * run's mark, so that whoever takes the run over ends it, and a wish to turn back does not wait for it.
 */
export async function ask(running: Running, probe: Probe): Promise<{ answer: Answer | null; why: string }> {
  const inquiry = running.registry.inquiry(probe.ask.inquiry);
  try {
    const answer = await lending(running, probe, probe.limit ?? perAsk, (host) => inquiry.ask(probe.ask.args, host));
    return { answer, why: answer.detail };
  } catch (error) {
    if (isKilled(error)) throw error;
    return { answer: null, why: t('not-asked', { why: (error as Error).message }) };
  }
}
