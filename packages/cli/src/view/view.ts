import type { Entry } from '@flatnet-maint/core';

/** Shows a run while it goes on. It only hears; nothing it does, or fails to do, reaches the run. */
export interface View {
  /** Entries from before this process took the run over. */
  past(entries: readonly Entry[]): void;
  entry(entry: Entry): void;
  /** What is being waited for now; not journaled. */
  tick(text: string): void;
  end(): Promise<void>;
}

/** No progress at all (--quiet). */
export const noView: View = { past() {}, entry() {}, tick() {}, async end() {} };

/** A view that throws is dropped: the journal is the truth, the picture is not. */
export function guarded(view: View): View {
  let live = true;
  const safely = (show: () => void) => {
    if (!live) return;
    try {
      show();
    } catch {
      live = false;
    }
  };
  return {
    past: (entries) => safely(() => view.past(entries)),
    entry: (entry) => safely(() => view.entry(entry)),
    tick: (text) => safely(() => view.tick(text)),
    end: async () => {
      // A picture that does not come to its end must not hold the exit code back.
      const limit = Promise.withResolvers<void>();
      const timer = setTimeout(limit.resolve, 1_000);
      await Promise.race([view.end().catch(() => {}), limit.promise]);
      clearTimeout(timer);
    },
  };
}
