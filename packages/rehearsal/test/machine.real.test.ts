import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { machineTest } from './machine-test.ts';

const bootIdOf = '/proc/sys/kernel/random/boot_id';

/** What a machine of this name has left on the host: processes, mounts, control groups, files. */
function leftovers(name: string): string[] {
  const groups = execFileSync('find', [
    '/sys/fs/cgroup',
    '-maxdepth',
    '2',
    '-name',
    `flatnet-practice-${name}`,
  ]).toString();
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
  return [
    ...groups.split('\n').filter((line) => line !== ''),
    ...mounts.filter((line) => line.includes(name)),
    ...(existsSync(`/run/flatnet-practice/${name}`) ? [`/run/flatnet-practice/${name}`] : []),
  ];
}

machineTest(
  'a command in the machine gets its input and environment, and its group is killed at its limit',
  async (up) => {
    const machine = await up.machine();
    const got = await machine.exec(['bash', '-c', 'cat; echo "$WORD"; echo bad >&2; exit 3'], {
      input: 'in ',
      env: { WORD: `a "b" $c 'd'` },
    });
    expect(got).toEqual({ code: 3, stdout: `in a "b" $c 'd'\n`, stderr: 'bad\n' });
    const late = await machine.exec(['bash', '-c', 'sleep 71 & sleep 72'], { limit: 300 });
    expect(late.code).toBe(-1);
    expect((await machine.exec(['bash', '-c', 'cat /proc/[0-9]*/cmdline | tr "\\0" " "'])).stdout).not.toMatch(
      /sleep 7[12]/,
    );
    expect((await machine.exec(['taskset', '-cp', '1'])).code).toBe(0);
    expect((await machine.exec(['nproc'], { cpu: 0 })).stdout).toBe('1\n');
  },
);

machineTest('a machine has systemd, a network and a disk of its own', async (up) => {
  const machine = await up.machine();
  expect((await machine.exec(['systemctl', 'is-system-running'])).stdout).toBe('running\n');
  expect((await machine.exec(['ip', '-4', '-o', 'addr'])).stdout).toContain('10.100.1.1/32');
  writeFileSync(machine.path('/srv/mark'), 'x');
  expect(existsSync('/srv/mark')).toBe(false);
  expect((await machine.exec(['ls', '/srv'])).stdout).toBe('mark\n');
  expect((await machine.exec(['systemd-run', '--unit=once', 'true'])).code).toBe(0);
  expect((await machine.exec([process.execPath, '-p', '1 + 1'])).stdout).toBe('2\n');
});

machineTest(
  'a power cut keeps the disk, empties /run and /tmp, changes the boot id and starts enabled units',
  async (up) => {
    const machine = await up.machine({ smallState: 65_536 });
    const before = (await machine.exec(['cat', bootIdOf])).stdout.trim();
    expect(before).toBe(machine.bootId);
    expect(before).not.toBe(readFileSync(bootIdOf, 'utf8').trim());
    const unit = '[Service]\nExecStart=/bin/sleep 1000\n[Install]\nWantedBy=multi-user.target\n';
    writeFileSync(machine.path('/etc/systemd/system/mine.service'), unit);
    for (const file of ['/srv', '/opt', '/var', '/var/lib/flatnet-maint', '/run', '/tmp'])
      writeFileSync(machine.path(`${file}/mark`), 'x');
    expect((await machine.exec(['systemctl', 'enable', 'mine'])).code).toBe(0);
    await machine.reboot();
    expect((await machine.exec(['cat', bootIdOf])).stdout.trim()).toBe(machine.bootId);
    expect(machine.bootId).not.toBe(before);
    const files = ['/srv', '/opt', '/var', '/var/lib/flatnet-maint', '/run', '/tmp'].map((one) =>
      existsSync(machine.path(`${one}/mark`)),
    );
    expect(files).toEqual([true, true, true, true, false, false]);
    expect((await machine.exec(['systemctl', 'is-active', 'mine'])).stdout).toBe('active\n');
  },
);

machineTest('a folder that is hidden looks empty, but for what is shown below it', async (up) => {
  const checkout = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
  const machine = await up.machine({ hides: [checkout], shares: [`${checkout}/docs/adr`] });
  const seen = await machine.exec(['find', checkout, '-type', 'f', '!', '-name', '*.md']);
  expect(seen.stdout.split('\n').filter((path) => path !== '' && path !== process.execPath)).toEqual([]);
  expect((await machine.exec(['ls', `${checkout}/docs/adr`])).stdout).toContain('0001-');
  expect((await machine.exec(['ls', `${checkout}/docs`])).stdout).toBe('adr\n');
});

machineTest('a small state folder fills up while the rest of the disk does not', async (up) => {
  const machine = await up.machine({ smallState: 65_536 });
  const filled = await machine.exec(['dd', 'if=/dev/zero', 'of=/var/lib/flatnet-maint/big', 'bs=1024', 'count=100']);
  expect(filled.stderr).toContain('No space left on device');
  expect((await machine.exec(['dd', 'if=/dev/zero', 'of=/srv/big', 'bs=1024', 'count=100'])).code).toBe(0);
});

machineTest('a machine that is down leaves nothing behind', async (up) => {
  const machine = await up.machine();
  const { name, pid } = machine;
  await machine.exec(['systemd-run', '--unit=stays', 'sleep', '1000']);
  await machine.exec(['bash', '-c', 'trap "" TERM; (sleep 1000; sleep 1000) & disown; exit 0']);
  expect(leftovers(name)).not.toEqual([]);
  await machine.down();
  expect(leftovers(name)).toEqual([]);
  expect(existsSync(`/proc/${pid}`)).toBe(false);
});

machineTest('a machine whose owner is killed clears itself away', async () => {
  const index = fileURLToPath(new URL('../src/index.ts', import.meta.url));
  const owner = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { fetchParts, machineUp } = await import(${JSON.stringify(index)});
       const machine = await machineUp(await fetchParts(), { name: 'orphan' });
       console.log(machine.name + ' ' + machine.pid); setInterval(() => {}, 1000);`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(owner.stdout!, 'data')) as [Buffer];
  const [name, pid] = line.toString().trim().split(' ') as [string, string];
  expect(existsSync(`/proc/${pid}`)).toBe(true);
  owner.kill('SIGKILL');
  for (let i = 0; i < 200 && leftovers(name).length > 0; i++) await sleep(25);
  expect(leftovers(name)).toEqual([]);
  expect(existsSync(`/proc/${pid}`)).toBe(false);
});

machineTest('a machine whose owner and holder are both killed is swept when the next one comes up', async (up) => {
  const machine = await up.machine();
  const folder = `/run/flatnet-practice/${machine.name}`;
  const holder = Number(readFileSync(`${folder}/holder`, 'utf8').split(' ')[0]);
  // As if the owner had died: a pid that no process has had since this start time.
  writeFileSync(`${folder}/owner`, '4194303 1\n');
  process.kill(holder, 'SIGKILL');
  for (let i = 0; i < 100 && existsSync(`/proc/${holder}/ns`); i++) await sleep(10);
  await sleep(50);
  await up.machine();
  expect(leftovers(machine.name)).toEqual([]);
});

machineTest('four machines come up at once', async (up) => {
  const machines = await Promise.all([1, 2, 3, 4].map(() => up.machine()));
  expect(new Set(machines.map((one) => one.bootId)).size).toBe(4);
});
