import type { Machine } from '../machine/machine.ts';
import { t } from '../texts.ts';
import { allClosed, killInside, newestJournal, ownerPid, startMaint, until } from './maint.ts';

/** Kills the owner of a new run as soon as it does that step, and waits until somebody has closed the run. */
export async function killedAt(
  { machine, say }: { readonly machine: Machine; readonly say: (line: string) => void },
  args: readonly string[],
  step: string,
  { env = {}, patience = 30_000 }: { readonly env?: Readonly<Record<string, string>>; readonly patience?: number } = {},
): Promise<{ recoveredMs: number | null; outcome: string }> {
  const last = newestJournal(machine).run;
  const { ended } = startMaint(machine, args, { onLine: say, env });
  const begun = await until(
    () => {
      const { run, entries } = newestJournal(machine);
      return run !== last && entries.some((entry) => entry.type === 'doing' && entry.id === step);
    },
    60_000 + patience,
    5,
  );
  if (!begun) throw new Error(t('never-began'));
  const pid = ownerPid(machine);
  if (!(await killInside(machine, pid))) throw new Error(t('gone-already', { pid: String(pid) }));
  say(t('was-killed', { pid: String(pid) }));
  const began = performance.now();
  await ended;
  const closed = await until(() => allClosed(machine), patience);
  const recoveredMs = closed ? Math.round(performance.now() - began) : null;
  const outcome = newestJournal(machine).entries.findLast((entry) => entry.type === 'closed')?.outcome ?? 'open';
  return { recoveredMs, outcome };
}
