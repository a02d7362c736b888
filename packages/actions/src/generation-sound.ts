import { describeError, type Inquiry, MaintError } from '@flatnet-maint/core';
import { verifyGeneration } from '@flatnet-maint/store';
import { writtenByRuns } from './record-generation.ts';
import { t } from './texts.ts';

export type GenerationSoundArgs = { readonly state: string; readonly component: string; readonly id: string };

/** Whether a kept generation is still what was recorded of it, every byte read: asked again before it is used (H88). */
export const generationSound: Inquiry<GenerationSoundArgs> = {
  name: 'generation-sound@1',
  async ask({ state, component, id }, host) {
    try {
      const { same, lines } = await verifyGeneration(host.files, state, { component, id }, { ignore: writtenByRuns });
      const detail = same ? t('is-sound', { id }) : t('differs', { id, lines: firstOf(lines) });
      return { ok: same, value: [...lines], detail, final: true };
    } catch (error) {
      // What the disk says does not change by asking again; only "could not ask" may.
      if (!(error instanceof MaintError) || !/^E_(RECORD|GENERATION|TREE)_/.test(error.code)) throw error;
      return { ok: false, value: null, detail: describeError(error).message, final: true };
    }
  },
};

/** The first of many lines, and how many more there are. */
export function firstOf(lines: readonly string[], count = 5): string {
  const shown = lines.slice(0, count).join('; ');
  return lines.length <= count ? shown : `${shown}; … (${lines.length})`;
}
