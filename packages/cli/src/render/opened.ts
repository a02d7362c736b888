import { typed } from '@flatnet-maint/core';
import type { UnpackedSnapshot } from 'flatnet';
import type { Say } from '../say.ts';
import { clean } from './clean.ts';
import { sizeText } from './size.ts';
import { table } from './table.ts';

/** What lies where now, and where it was. */
export function openedText({ component, id, made, into, parts, without }: UnpackedSnapshot, say: Say): string {
  const rows = parts.map(({ name, path, into: where, files, bytes, sealed }) => [
    clean(name),
    clean(where),
    say('opened-was', { path: clean(path) }),
    say('opened-files', { count: files }),
    sizeText(bytes, say),
    sealed ? say('opened-sealed') : '',
  ]);
  return [
    say('opened-in', { component, id, made, into: clean(into) }),
    table(rows),
    ...(without.length === 0 ? [] : [say('opened-without', { parts: clean(without.join(', ')) })]),
    ...(parts.some(({ keys }) => keys)
      ? [say('opened-clear', { line: clean(['rm', '-r', typed(into)].join(' ')) })]
      : []),
  ].join('\n');
}
