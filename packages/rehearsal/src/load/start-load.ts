import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import type { Machine } from '../machine/machine.ts';
import { entry } from '../machine/places.ts';
import type { LoadPlan, LoadReport } from './report.ts';

export interface LoadOptions extends Partial<LoadPlan> {
  /** Processor for the load alone; the last one if absent. */
  readonly cpu?: number;
}

export interface Load {
  /** Ends the load, lets what is under way come to its end, and answers the account. */
  stop(): Promise<LoadReport>;
  /** Settles when the load ends by itself, at its time. */
  readonly done: Promise<LoadReport>;
}

/** Starts the load inside the machine and comes back when the first answer has arrived. */
export async function startLoad(machine: Machine, options: LoadOptions = {}): Promise<Load> {
  const { cpu = availableParallelism() - 1, ...given } = options;
  const plan: LoadPlan = {
    host: '127.0.0.1',
    port: 80,
    rate: 1000,
    newShare: 0.5,
    kept: 20,
    seconds: 0,
    downloads: { count: 2, bytes: 200_000, rate: 100_000 },
    websocket: true,
    webSocketMs: 3_000,
    limitMs: 10_000,
    ...given,
  };
  const child = machine.spawn([process.execPath, entry('load'), JSON.stringify(plan)], { cpu });
  const errors: Buffer[] = [];
  child.stderr!.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdin!.on('error', () => {}); // it may have ended by itself
  let begun: () => void = () => {};
  const running = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const done = new Promise<LoadReport>((resolve, reject) => {
    let report: LoadReport | undefined;
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line === 'running') begun();
      else report = JSON.parse(line) as LoadReport;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (report) resolve(report);
      else
        reject(new Error(`the load ended without its account (${code}): ${Buffer.concat(errors).toString().trim()}`));
    });
  });
  await Promise.race([running, done]);
  return {
    done,
    stop: () => {
      child.stdin!.end('stop\n');
      return done;
    },
  };
}
