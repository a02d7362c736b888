import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { posixHosts } from '@flatnet-maint/host';
import { expect, test } from 'vitest';
import { carrySite } from '../src/actions/carry-site.ts';

test('a socket in the tree of the gateway belongs to its program, and is no reason not to upgrade', async () => {
  const base = mkdtempSync(join(tmpdir(), 'carry-'));
  const [fromTree, toTree] = [join(base, 'gen/1'), join(base, 'gen/2')];
  for (const tree of [fromTree, toTree]) mkdirSync(join(tree, 'conf'), { recursive: true });
  writeFileSync(join(fromTree, 'conf/nginx.conf'), 'events {}');
  writeFileSync(join(fromTree, 'page.html'), '頁');
  const server = createServer().listen(join(fromTree, 'app.sock'));
  await new Promise((resolve) => server.once('listening', resolve));
  const { host, release } = posixHosts({ ids: ['local'] }).lend('local', 10_000, 'carry');
  try {
    const args = {
      ...{ fromTree, toTree, fromConfig: join(fromTree, 'conf'), toConfig: join(toTree, 'conf') },
      ...{ mainConfig: 'nginx.conf', moves: [], generation: { id: '2-run', version: '2' } },
    };
    await carrySite.do(args, null, host);
    expect(await carrySite.check(args, null, host)).toBe('done');
    expect(existsSync(join(toTree, 'page.html'))).toBe(true);
    expect(existsSync(join(toTree, 'app.sock'))).toBe(false);
  } finally {
    await release();
    server.close();
    rmSync(base, { recursive: true });
  }
});
