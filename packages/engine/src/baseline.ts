import { type Answer, type Plan, type Probe, wasGreen } from '@flatnet-maint/core';
import { heed, isKilled, type Running, write } from './run.ts';
import { lending } from './step.ts';

const samples = 5;
const perAsk = 5_000;

/**
 * Every probe is asked before the first change; verdicts are held against these answers (A4). One that is not compared is
 * asked until it is green: it is required on the way back if it ever was, and one hiccup must not make it optional.
 */
export async function askBaseline(running: Running, plan: Plan): Promise<void> {
  const probes = new Map([...plan.probes.forward, ...plan.probes.back].map((probe) => [probe.id, probe]));
  const answers: Record<string, (Answer | null)[]> = {};
  for (const probe of probes.values()) {
    const asked: (Answer | null)[] = [];
    while (asked.length < samples && !(probe.compare === undefined && wasGreen(asked))) {
      asked.push((await ask(running, probe)).answer);
      heed(running);
    }
    answers[probe.id] = asked;
  }
  write(running, { type: 'baseline', answers });
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
    return { answer: null, why: `could not ask: ${(error as Error).message}` };
  }
}
