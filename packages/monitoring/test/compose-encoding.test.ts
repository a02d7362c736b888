import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, onTestFinished, test, vi } from 'vitest';
import { asked } from '../src/asked.ts';
import { inspect } from '../src/inspect.ts';
import { loadYaml } from '../src/lazy-yaml.ts';
import { preflight } from '../src/preflight.ts';
import { compose, composeText, toyStack } from './support/toy-stack.ts';

await loadYaml();

async function found(file: Uint8Array) {
  const spy = vi.spyOn(process, 'getuid').mockReturnValue(0);
  onTestFinished(() => spy.mockRestore());
  const { world, view } = memoryHosts({ profile: 'posix' });
  const { site } = toyStack(world, ['grafana']);
  world.file(compose, file);
  const { facts, readings } = await inspect(site, view('local', 60_000));
  const findings = preflight(facts, readings, { release: asked(facts, 'grafana=10.4.3') });
  return findings.filter(({ blocks }) => blocks).map(({ id }) => id);
}
const encoded = (text: string) => new TextEncoder().encode(text);

test('a compose file with a comment in Shift JIS is not edited, for the comment would be lost', async () => {
  const comment = [0x23, 0x95, 0xdb, 0x91, 0xb6, 0x90, 0xe6, 0x0a];
  expect(await found(new Uint8Array([...comment, ...encoded(composeText)]))).toEqual(['compose-encoding']);
});

test('one in UTF-8 is, with a byte order mark and line ends of Windows, too', async () => {
  expect(await found(encoded(`\uFEFF${composeText.replaceAll('\n', '\r\n')}`))).toEqual([]);
});
