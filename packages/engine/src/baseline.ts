import type { Answer, Plan, Probe } from '@flatnet-maint/core';
import { type Running, write } from './run.ts';

const samples = 5;
const perAsk = 5_000;

/** Every probe is asked some times before the first change; verdicts are held against these answers (A4). */
export async function askBaseline(running: Running, plan: Plan): Promise<void> {
  const probes = new Map([...plan.probes.forward, ...plan.probes.back].map((probe) => [probe.id, probe]));
  const answers: Record<string, (Answer | null)[]> = {};
  for (const probe of probes.values()) {
    const asked: (Answer | null)[] = [];
    for (let n = 0; n < (probe.compare === undefined ? 1 : samples); n += 1)
      asked.push((await ask(running, probe)).answer);
    answers[probe.id] = asked;
    running.turn.heed();
  }
  write(running, { type: 'baseline', answers });
}

/** One asking of one probe; null = could not ask, with the reason. */
export async function ask(running: Running, probe: Probe): Promise<{ answer: Answer | null; why: string }> {
  const inquiry = running.registry.inquiry(probe.ask.inquiry);
  try {
    const answer = await inquiry.ask(probe.ask.args, running.hosts.view(probe.host, perAsk));
    return { answer, why: answer.detail };
  } catch (error) {
    if ((error as { killed?: boolean }).killed === true) throw error;
    return { answer: null, why: `could not ask: ${(error as Error).message}` };
  }
}
