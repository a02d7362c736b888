import {
  type Answer,
  type AnyInquiry,
  type Comparison,
  type HostView,
  type Millis,
  type Probe,
  type Question,
  verdictOf,
  wasGreen,
} from '@flatnet-maint/core';

/** A question of a component that a run does not mean to change. */
export type Watched = {
  readonly component: string;
  readonly probe: string;
  readonly ask: Pick<Question, 'inquiry' | 'args'>;
  readonly compare: Comparison | null;
  readonly limit: Millis;
};

/** As the journal keeps it. */
export type Told = Pick<Answer, 'ok' | 'value' | 'detail'>;

/** Nobody waits longer for one answer, whatever its component allows: many are asked at once, and some of them twice. */
const longest: Millis = 8_000;

export const watchedOf = (component: string, probes: readonly Probe[]): readonly Watched[] =>
  probes.map(({ id, ask, compare, limit }) => ({
    ...{ component, probe: id, ask, compare: compare ?? null },
    limit: Math.min(limit ?? 5_000, longest),
  }));

/** All at once; null = could not be asked. */
export async function answersOf(
  watched: readonly Watched[],
  inquiries: readonly AnyInquiry[],
  host: HostView,
): Promise<readonly (Told | null)[]> {
  return Promise.all(
    watched.map(async ({ ask, limit }) => {
      const inquiry = inquiries.find(({ name }) => name === ask.inquiry);
      if (inquiry === undefined) return null;
      const late = host.sleep(limit).then(() => null);
      const answer = await Promise.race([inquiry.ask(ask.args, host), late]).catch(() => null);
      return answer === null ? null : { ok: answer.ok, value: answer.value, detail: answer.detail };
    }),
  );
}

/** It passed, and does not any more. What did not pass before, or could not be asked, is nobody's doing now. */
export function isWorse({ compare }: Watched, before: Told | null, now: Told | null): boolean {
  if (!wasGreen([before])) return false;
  const probe = compare === null ? {} : { compare };
  return verdictOf(probe as Probe, [before], now) !== 'pass';
}
