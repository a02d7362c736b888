import type { Said } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** The last lines of what a program said, on one line: of its complaints, and where it made none, of the rest. */
export function lastSaid({ stdout, stderr }: Said): string {
  // Our sentence goes on behind it and has its own full stop.
  const text = (stderr.trim() === '' ? stdout : stderr).trim().replace(/\.$/, '');
  return text === ''
    ? t('build-said-nothing')
    : text
        .split(/\s*\n\s*/)
        .slice(-8)
        .join(' | ')
        .slice(-1200);
}

/** What it had said when it was ended at its limit. */
export function saidUntil(error: unknown): Said {
  const { stdout, stderr } = ((error as Error).cause ?? {}) as Partial<Said>;
  return { stdout: stdout ?? '', stderr: stderr ?? '' };
}
