import type { Item } from '@flatnet-maint/core';

/** A plan's items as lines: what is done or asked, with its limits; `↺` is what the way back may take. */
export function show(items: readonly Item[]): string {
  const seconds = (time: number) => `${time / 1000} s`;
  return items
    .map((item) =>
      item.kind === 'gate'
        ? `? ${item.title}  ${seconds(item.limit)}`
        : `${item.action.replace('@1', '')}: ${item.title}  ${seconds(item.limits.do)} ${item.undoes === 'never' ? 'kept' : `↺ ${seconds(item.limits.undo)}`}`,
    )
    .map((line) => `\n${line}`)
    .join('');
}
