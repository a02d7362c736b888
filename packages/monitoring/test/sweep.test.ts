import { expect, test } from 'vitest';
import { sweep } from '../src/actions/sweep.ts';

/** As much of a host as a sweep uses: files by path. */
function hostOf(files: Map<string, string>) {
  const below = (path: string) => [...files.keys()].filter((one) => one.startsWith(`${path}/`));
  return {
    files: {
      stat: async (path: string) =>
        files.has(path) ? { kind: 'file' } : below(path).length > 0 ? { kind: 'folder' } : null,
      list: async (path: string) =>
        [...new Set(below(path).map((one) => one.slice(path.length + 1).split('/')[0] as string))].sort(),
      text: async (path: string) => files.get(path) ?? '',
      remove: async (path: string) => {
        files.delete(path);
        for (const one of below(path)) files.delete(one);
      },
    },
  } as never;
}

const stack = (...images: readonly string[]) => JSON.stringify({ services: images.map((id) => ({ image: { id } })) });
const copy = (folder: string, image: string) =>
  JSON.stringify({ service: 'grafana', image, version: '10', folder, run: 'r' });

test('takes archives and copies that no generation and nothing live needs, and copies that were never finished', async () => {
  const files = new Map([
    ['/g/stack-a/stack.json', stack('one')],
    ['/g/images/one.tar', ''],
    ['/g/images/two.tar', ''],
    ['/g/images/now.tar', ''],
    ['/g/images/two.tar.partial', ''],
    ['/g/data/grafana/r1/copy.json', copy('/g/data/grafana/r1', 'one')],
    ['/g/data/grafana/r2/copy.json', copy('/g/data/grafana/r2', 'two')],
    ['/g/data/grafana/r3/var/x', ''],
  ]);
  const args = { generations: '/g', live: ['now'] };
  expect(await sweep.check(args, null, hostOf(files))).toBe('undone');
  await sweep.do(args, null, hostOf(files));
  expect([...files.keys()].sort()).toEqual([
    '/g/data/grafana/r1/copy.json',
    '/g/images/now.tar',
    '/g/images/one.tar',
    '/g/stack-a/stack.json',
  ]);
  expect(await sweep.check(args, null, hostOf(files))).toBe('done');
});

test('takes nothing where a record cannot be read', async () => {
  const files = new Map([
    ['/g/stack-a/stack.json', '{'],
    ['/g/images/two.tar', ''],
  ]);
  await expect(sweep.do({ generations: '/g', live: [] }, null, hostOf(files))).rejects.toThrow();
  expect(files.size).toBe(2);
});
