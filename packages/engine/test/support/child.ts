import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A process of `owner.ts`. It ends with the test, whatever happens. */
export class Child {
  readonly #process: ChildProcess;
  readonly lines: string[] = [];
  readonly #ended: Promise<unknown>;

  constructor(deed: string, state: string, id: string) {
    const argv = [join(import.meta.dirname, 'owner.ts'), deed, state, id];
    const env = { ...process.env, NODE_NO_WARNINGS: '1' };
    this.#process = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'], env });
    this.#ended = once(this.#process, 'exit');
    let rest = '';
    this.#process.stdout!.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\n');
      rest = parts.pop() ?? '';
      this.lines.push(...parts);
    });
    onTestFinished(() => this.end('SIGKILL'));
  }

  get pid(): number {
    return this.#process.pid!;
  }

  get isGone(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  /** Waits until it has said a line that begins so. */
  async said(beginning: string): Promise<string> {
    for (const until = Date.now() + 25_000; Date.now() < until; ) {
      const line = this.lines.find((one) => one.startsWith(beginning));
      if (line !== undefined) return line;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`it said ${JSON.stringify(this.lines)}, not ${beginning}`);
  }

  /** Stopped when this returns: SIGSTOP is not at once. */
  async stop(): Promise<void> {
    this.#process.kill('SIGSTOP');
    while (!/^State:\s+T/m.test(readFileSync(`/proc/${this.pid}/status`, 'utf8')))
      await new Promise((resolve) => setTimeout(resolve, 1));
  }

  goOn(): void {
    this.#process.kill('SIGCONT');
  }

  async end(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    if (!this.isGone) this.#process.kill(signal);
    await this.#ended;
  }

  ended(): Promise<unknown> {
    return this.#ended;
  }
}
