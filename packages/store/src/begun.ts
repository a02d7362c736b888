import { describeError, MaintError, type WriteFiles } from '@flatnet-maint/core';
import { t } from './texts.ts';

/**
 * Makes `partial` and removes it when the making fails, so that no failure leaves something half made. When even the
 * removal fails (a disk that went read-only), the first error still is the one that is told, with what is left over.
 */
export async function removedOnFailure<T>(files: WriteFiles, partial: string, make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    try {
      await files.remove(partial);
    } catch (second) {
      const told = describeError(error);
      throw new MaintError(
        told.code,
        `${told.message} ${t('left-over', { path: partial, why: describeError(second).message })}`,
        `${told.next} ${t('left-over-next')}`,
        { cause: error },
      );
    }
    throw error;
  }
}
