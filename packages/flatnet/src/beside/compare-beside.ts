import { type Action, type AnyInquiry, type HostView, MaintError, type Millis } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import { runningContainers } from './containers.ts';
import { answersOf, isWorse, type Told, type Watched } from './watched.ts';

export type BesideArgs = { readonly component: string; readonly watched: readonly Watched[] };
export type BesideSaved = {
  readonly answers: readonly (Told | null)[];
  /** Images by name; null = nobody could tell. */
  readonly containers: Readonly<Record<string, string>> | null;
};

export const besideName = 'compare-beside@1';
const pause: Millis = 1_000;

/** What got worse, one sentence each, and what to type for it. */
interface Worse {
  readonly said: readonly string[];
  readonly next: readonly string[];
}

/**
 * A bracket that only looks (S27, S106–S109): what stands beside a component is asked before the change and at every end of
 * the run, when whatever is to serve serves. What is worse then, and stays so for as long as the undo may last, is left over.
 */
export const compareBeside = (inquiries: readonly AnyInquiry[]): Action<BesideArgs, BesideSaved> => {
  async function worse({ watched }: BesideArgs, before: BesideSaved, host: HostView): Promise<Worse> {
    const [answers, containers] = await Promise.all([
      answersOf(watched, inquiries, host),
      before.containers === null ? null : runningContainers(host),
    ]);
    const red = watched.flatMap((one, index) => {
      const now = answers[index] ?? null;
      return isWorse(one, before.answers[index] ?? null, now) ? [{ ...one, why: now?.detail ?? t('no-answer') }] : [];
    });
    const gone = Object.entries(before.containers ?? {}).filter(([name]) => containers?.[name] === undefined);
    const isUnlisted = gone.length > 0 && containers === null;
    return {
      said: [
        ...red.map(({ component, probe, why }) => t('beside-probe', { component, probe, why })),
        ...(isUnlisted
          ? [t('beside-unlisted')]
          : gone.map(([name, image]) => t('beside-container', { container: name, image }))),
      ],
      next: [
        ...new Set(red.map(({ component }) => `flatnet-maint verify ${component}`)),
        ...(isUnlisted ? ['podman ps'] : gone.map(([name]) => `podman start ${name}`)),
      ],
    };
  }

  return {
    name: besideName,
    touches: () => [],
    capture: async ({ watched }, host) => {
      const [answers, containers] = await Promise.all([answersOf(watched, inquiries, host), runningContainers(host)]);
      return { answers, containers };
    },
    do: async () => {},
    /** Waits for what is only coming up; the limit of the undo ends that, and the last full look is what is told. */
    async undo(args, saved, host) {
      let found = await worse(args, saved, host);
      while (found.said.length > 0) {
        try {
          await host.sleep(pause);
          const now = await worse(args, saved, host);
          await host.sleep(1);
          found = now;
        } catch (over) {
          if ((over as MaintError).code !== 'E_LIMIT') throw over;
          throw new MaintError(
            'E_BESIDE_WORSE',
            t('beside-worse', { component: args.component, worse: found.said.join('; ') }),
            t('beside-next', { commands: found.next.join(', ') }),
            { cause: over },
          );
        }
      }
    },
    async check(args, saved, host) {
      return (await worse(args, saved, host)).said.length === 0 ? 'either' : 'done';
    },
  };
};
