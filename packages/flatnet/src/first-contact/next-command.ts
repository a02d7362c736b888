import type { Candidate } from '@flatnet-maint/core';
import { typed } from './typed.ts';

/** What is to be typed, or done, for what was found to come into this tool's care. `more` = options that every command needs here. */
export function nextCommand(component: string, { running, path, best, remarks }: Candidate, more = ''): string {
  const missing = remarks.find(({ id }) => id === 'address-absent');
  if (!running && missing !== undefined) return missing.next;
  // No tree can be started: what tells of it is to be kept before anybody tries.
  if (best === null) return `flatnet-maint ${running ? 'status' : `evidence ${component}`}${more}`;
  const elsewhere = remarks.some(({ id }) => id === 'serves-elsewhere');
  const tree = running ? elsewhere : best.tree !== path;
  return `flatnet-maint adopt ${component}${tree ? ` --tree ${typed(best.tree)}` : ''}${running ? '' : ' --start'}${more}`;
}
