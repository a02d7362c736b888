import { readlinkSync } from 'node:fs';

/**
 * Where the host sees a file of the machine. Links of the parents are followed by hand: seen through /proc/PID/root an
 * absolute link would lead to the host's own file of that name. A link in the last place is answered itself.
 */
export function insidePath(root: string, path: string): string {
  const left = path.split('/').filter((part) => part !== '' && part !== '.');
  const done: string[] = [];
  for (let links = 0; left.length > 0; ) {
    const part = left.shift()!;
    if (part === '..') {
      done.pop();
      continue;
    }
    const target = left.length > 0 ? linkTarget([root, ...done, part].join('/')) : undefined;
    if (target === undefined) done.push(part);
    else {
      if (++links > 40) throw new Error(`too many links in ${path}`);
      if (target.startsWith('/')) done.length = 0;
      left.unshift(...target.split('/').filter((one) => one !== '' && one !== '.'));
    }
  }
  return [root, ...done].join('/');
}

function linkTarget(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}
