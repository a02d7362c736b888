/** One question and how it went; times in milliseconds of one clock. */
export interface Asked {
  readonly from: number;
  readonly to: number;
  readonly good: boolean;
}

export interface AskingAccount {
  readonly asked: number;
  readonly failed: number;
  /** Of the dark times, the longest and their sum, in milliseconds: each from the first question that failed to the next good answer. */
  readonly longestMs: number;
  readonly darkMs: number;
  /** Whether the last question failed. */
  readonly darkAtEnd: boolean;
}

export function askingAccount(questions: readonly Asked[]): AskingAccount {
  const times: number[] = [];
  let since: number | undefined;
  for (const { from, to, good } of questions) {
    if (!good) since ??= from;
    else if (since !== undefined) {
      times.push(to - since);
      since = undefined;
    }
  }
  const darkAtEnd = since !== undefined;
  if (since !== undefined) times.push((questions.at(-1)?.to ?? since) - since);
  return {
    asked: questions.length,
    failed: questions.filter(({ good }) => !good).length,
    longestMs: Math.round(Math.max(0, ...times)),
    darkMs: Math.round(times.reduce((sum, one) => sum + one, 0)),
    darkAtEnd,
  };
}
