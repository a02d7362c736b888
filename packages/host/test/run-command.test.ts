import { expect, test } from 'vitest';
import { posixHosts } from '../src/index.ts';

const { run, query } = posixHosts({ ids: ['local'] }).lend('local', 60_000, 'run').host;

test('output past 1 MiB is cut, said so, and blocks nobody', async () => {
  const output = await run(['head', '-c', '5000000', '/dev/zero']);
  expect(output).toMatchObject({ code: 0, cut: true });
  expect(output.stdout).toHaveLength(1024 * 1024);
  const daemon = await run(['head', '-c', '5000000', '/dev/zero'], { leaves: 'daemon' });
  expect([daemon.cut, daemon.stdout.length]).toEqual([true, 1024 * 1024]);
});

test('a cut inside a character loses that character only', async () => {
  const { stdout, cut } = await run(['perl', '-e', "print 'xx', '\u65e5' x 400_000"]);
  expect(cut).toBe(true);
  expect(stdout.endsWith('日')).toBe(true);
});

test('what is not UTF-8 is shown as that', async () => {
  expect((await run(['printf', '\\377x'])).stdout).toBe('\ufffdx');
});

test('a signal that ended the program is named', async () => {
  expect(await run(['sh', '-c', 'kill -9 $$'])).toMatchObject({ code: null, signal: 'SIGKILL' });
});

test('an absent working folder is not taken for an absent program', async () => {
  await expect(run(['true'], { cwd: '/no/such/folder' })).rejects.toMatchObject({ code: 'E_FILE_ABSENT' });
  await expect(run(['/etc/passwd'])).rejects.toMatchObject({ code: 'E_COMMAND_REFUSED' });
  await expect(run(['a\0b'])).rejects.toMatchObject({ code: 'E_COMMAND_REFUSED' });
});

test('the environment is the same whoever started us', async () => {
  process.env.LEAKED = 'yes';
  const names = (await run(['env'])).stdout.match(/^\w+(?==)/gm);
  expect(names?.sort()).toEqual(['FLATNET_CALL', 'FLATNET_RUN', 'HOME', 'LANG', 'PATH']);
  delete process.env.LEAKED;
});

test('a program that does not read its input is no fault', async () => {
  expect((await run(['true'], { input: 'x'.repeat(1_000_000) })).code).toBe(0);
});

test('what a query of a view leaves behind ends with it', async () => {
  const view = posixHosts({ ids: ['local'] }).view('local', 10_000);
  const { stdout } = await view.query(['sh', '-c', '(setsid sleep 600 & echo $!)']);
  expect(await view.processes.get(Number(stdout))).toBeNull();
  expect((await query(['true'])).code).toBe(0);
});
