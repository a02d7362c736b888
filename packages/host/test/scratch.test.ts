import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { posixHosts } from '../src/index.ts';

test('a scratch folder takes what is copied in, and refuses each way of writing out of it', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'outside-'));
  const host = posixHosts({ ids: ['local'] }).view('local', 10_000);
  try {
    await host.scratch(async (folder, files) => {
      await files.copy('/etc/hostname', join(folder, 'copied')).catch(() => files.write(join(folder, 'copied'), 'x'));
      const refused = { code: 'E_SCRATCH_OUTSIDE' };
      const inside = join(folder, 'copied');
      await expect(files.write(join(outside, 'a'), '')).rejects.toMatchObject(refused);
      await expect(files.write(join(folder, '../a'), '')).rejects.toMatchObject(refused);
      await expect(files.makeFolder(join(outside, 'a'))).rejects.toMatchObject(refused);
      await expect(files.rename(inside, join(outside, 'a'))).rejects.toMatchObject(refused);
      await expect(files.rename(outside, join(folder, 'b'))).rejects.toMatchObject(refused);
      await expect(files.copy(inside, join(outside, 'a'))).rejects.toMatchObject(refused);
      await expect(files.point(join(outside, 'a'), inside)).rejects.toMatchObject(refused);
      await expect(files.remove(outside)).rejects.toMatchObject(refused);
      await expect(files.chmod(outside, 0o777)).rejects.toMatchObject(refused);
    });
  } finally {
    rmSync(outside, { recursive: true });
  }
});
