import { describeError, type HostView, type Question } from '@flatnet-maint/core';
import type { Registry } from '@flatnet-maint/engine';

/** Why what is taken over does not pass its own program's test; null = it does. "Could not ask" is no pass. */
export async function failsOwnTest(
  test: Question,
  registry: Pick<Registry, 'inquiry'>,
  view: HostView,
): Promise<string | null> {
  try {
    const { ok, detail } = await registry.inquiry(test.inquiry).ask(test.args, view);
    return ok ? null : detail;
  } catch (error) {
    return describeError(error).message;
  }
}
