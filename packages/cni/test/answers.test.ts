import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { answers } from '../src/answers.ts';

test('however many versions a plugin says that it speaks, a few of them are told', async () => {
  const { world, view } = memoryHosts({ profile: 'posix' });
  let versions = ['0.4.0', '1.0.0'];
  world.programs.set('/opt/cni/bin/flatnet', () => ({ stdout: JSON.stringify({ supportedVersions: versions }) }));
  const asked = (wanted: string) => answers(view('local', 60_000), '/opt/cni/bin/flatnet', wanted);
  expect(await asked('1.0.0')).toMatchObject({ ok: true, said: 'speaks 0.4.0, 1.0.0' });
  versions = Array.from({ length: 60_000 }, (_, n) => `9.9.${n}`);
  for (const wanted of ['9.9.7', '1.0.0']) {
    const { ok, said } = await asked(wanted);
    expect(ok).toBe(wanted === '9.9.7');
    expect(said.length).toBeLessThan(300);
  }
});
