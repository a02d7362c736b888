import type { FileStat } from './host.ts';
import { t } from './texts.ts';

/** What lies at a path, in words: `a folder`. */
export const kindText = (kind: FileStat['kind']): string => t(`kind-${kind}`);
