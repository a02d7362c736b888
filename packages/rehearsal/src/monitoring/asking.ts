import { createInterface } from 'node:readline';
import type { Machine } from '../machine/machine.ts';
import { entry } from '../machine/places.ts';
import type { AskingAccount } from './asking-account.ts';
import type { PracticeMonitoring } from './practice-monitoring.ts';
import { type Service, services } from './services.ts';

/** Of the services that the project has. */
export type AskingReport = Readonly<Record<Exclude<Service, 'promtail'>, AskingAccount>>;

export interface Asking {
  /** Ends the asking and answers how long each service was dark. */
  stop(): Promise<AskingReport>;
}

/**
 * Asks each service that has a port whether it is ready, about every 50 ms, from one process outside of all containers.
 * Resolves when all have answered once.
 */
export async function asking(
  machine: Machine,
  stack: Pick<PracticeMonitoring, 'services'>,
  everyMs = 50,
): Promise<Asking> {
  const asked = services.filter(({ service, ready }) => ready !== null && stack.services.includes(service));
  const urls = Object.fromEntries(asked.map(({ service, ready }) => [service, ready]));
  const child = machine.spawn([process.execPath, entry('asker'), JSON.stringify({ urls, everyMs })]);
  const errors: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdin?.on('error', () => {}); // it may have ended by itself
  let begun: () => void = () => {};
  const running = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const done = new Promise<AskingReport>((resolve, reject) => {
    let report: AskingReport | undefined;
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line === 'running') begun();
      else report = JSON.parse(line) as AskingReport;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (report !== undefined) resolve(report);
      else reject(new Error(`the asking ended without its account (${code}): ${Buffer.concat(errors).toString()}`));
    });
  });
  await Promise.race([running, done]);
  return {
    stop: () => {
      child.stdin?.end('stop\n');
      return done;
    },
  };
}
