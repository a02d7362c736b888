import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HostUnderSpec } from '@flatnet-maint/testkit';
import { posixHosts } from '../src/index.ts';

const webServer = `require('node:http').createServer((_, answer) => answer.end('hello'))
  .listen(0, '127.0.0.1', function () { console.log(this.address().port) })`;

/** A server of another process, which prints its port; unless said, one that answers "hello". */
export async function startWeb(
  argv = [process.execPath, '-e', webServer],
): Promise<{ port: number; child: ChildProcess }> {
  const child = spawn(argv[0]!, argv.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout!, 'data');
  return { port: Number(line), child };
}

export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** This machine, in a temporary folder. */
export async function posixUnderSpec(): Promise<HostUnderSpec> {
  const folder = await mkdtemp(join(tmpdir(), "host spec's "));
  const { port, child } = await startWeb();
  const children = [child];
  return {
    hosts: posixHosts({ ids: ['local'] }),
    id: 'local',
    folder,
    can: { slash: '/', modes: true, caseMatters: true, signals: true },
    argv: {
      prints: (text) => ['printf', '%s', text],
      copiesInput: () => ['cat'],
      endsWith: (code) => ['sh', '-c', `exit ${code}`],
      printsVariable: (name) => ['sh', '-c', `printf %s "$${name}"`],
      hangs: () => ['sleep', '600'],
      printsBytes: (count) => ['head', '-c', String(count), '/dev/zero'],
    },
    web: { url: `http://127.0.0.1:${port}/`, port, pid: child.pid! },
    async startSleeper() {
      const sleeper = spawn('sleep', ['600'], { stdio: 'ignore' });
      await once(sleeper, 'spawn');
      children.push(sleeper);
      return sleeper.pid!;
    },
    async dispose() {
      for (const one of children) await stopChild(one);
      await rm(folder, { recursive: true });
    },
  };
}
