import { fetchParts, type Machine, machineUp, maintArgv, practiceGateway } from '@flatnet-maint/rehearsal';
import { expect, type TestContext, test } from 'vitest';
import { englishIn } from './support/in-japanese.ts';

const whyNot =
  process.platform === 'linux' && process.getuid?.() === 0 ? null : 'practice machines need Linux and root';

/** What every command of a real day says, from the real gateway: each word of it has to stand in a catalogue. */
test('no English is left of what is said about a real gateway', async (context: TestContext) => {
  if (whyNot !== null && process.env.CI !== 'true') context.skip(`not run: ${whyNot}`);
  expect(whyNot).toBe(null);
  const parts = await fetchParts();
  const machine = await machineUp(parts, { name: 'japanese' });
  try {
    expect(await saidOnADay(machine, parts.newer.version)).toEqual([]);
  } finally {
    await machine.down();
  }
}, 300_000);

async function saidOnADay(machine: Machine, newer: string): Promise<readonly string[]> {
  const gateway = await practiceGateway(machine);
  await gateway.start();
  await gateway.startContainer();
  const site = ['--site', gateway.siteFile];
  const change = [...site, '--soak', '500ms', '--yes'];
  const found: string[] = [];
  const type = async (wanted: number, ...words: readonly string[]) => {
    const said = await machine.exec(maintArgv(...words), {
      env: { LC_ALL: 'ja_JP.UTF-8' },
      limit: 90_000,
    });
    expect([words.join(' '), said.code, said.code === wanted ? '' : said.stderr]).toEqual([
      words.join(' '),
      wanted,
      '',
    ]);
    found.push(...englishIn(`${said.stdout}\n${said.stderr}`).map((english) => `${words[0]}: ${english}`));
    return said.stdout;
  };
  await type(0, 'status', ...site);
  await type(0, 'plan', 'upgrade', 'gateway', '--to', newer, ...site);
  await type(3, 'upgrade', 'gateway', '--to', '9.9', ...change);
  await type(0, 'upgrade', 'gateway', '--to', newer, ...change);
  await type(3, 'upgrade', 'gateway', '--to', newer, ...change);
  await type(0, 'status', ...site);
  await type(0, 'verify', ...site);
  await type(0, 'backup', ...site);
  await type(0, 'plan', 'rollback', 'gateway', ...site);
  await type(0, 'rollback', 'gateway', ...change);
  await type(0, 'rollback', 'gateway', '--emergency', '--yes');
  await type(0, 'evidence', '--to', '/root/evidence.tar', ...site);
  await type(3, 'evidence', '--to', '/root/evidence.tar', ...site);
  await type(3, 'install-self');
  await type(0, 'snapshots', ...site);
  for (const line of (await type(0, 'runs')).trim().split('\n')) await type(0, 'show', line.split(' ')[0] ?? '');
  return found;
}
