import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from '../../machine/machine.ts';
import { killInside } from '../../scenarios/maint.ts';
import type { PracticeGateway } from '../practice-gateway.ts';
import type { Hands } from './hands.ts';
import { nginxesOf } from './look.ts';

/** The gateway of a host, and who works on it by hand. */
export interface Work {
  readonly machine: Machine;
  readonly gateway: PracticeGateway;
  readonly hands: Hands;
}

const beside = ({ gateway }: Work, suffix: string) => `${gateway.home}-${suffix}`;

/** "Back up the configuration", as the manual has it: conf and lualib, nothing else. */
export async function backUp({ gateway, hands }: Work, stamp: string): Promise<string> {
  const folder = `${gateway.root}/backups/gateway-${stamp}`;
  await hands.must('mkdir', '-p', folder);
  for (const part of ['conf', 'lualib']) await hands.must('cp', '-r', `${gateway.home}/${part}`, `${folder}/${part}`);
  return folder;
}

/**
 * Steps 1 to 3: unpacked, configuration and lualib copied over it, tested. The copy lays the old vendor's Lua over the new
 * one, so such a build does not start; its own test does not see it.
 */
export async function layNew(work: Work, archive: string): Promise<string> {
  const { gateway, hands } = work;
  const tree = beside(work, 'new');
  await hands.must('mkdir', '-p', tree);
  await hands.must('tar', '-xzf', archive, '-C', tree, '--strip-components=1');
  for (const part of ['conf', 'lualib']) await hands.must('cp', '-r', `${gateway.home}/${part}/.`, `${tree}/${part}/`);
  await hands.type(`${tree}/sbin/nginx`, '-p', tree, '-t');
  return tree;
}

/** Step 4. What is told to stop is gone a moment later. */
export async function stopByHand({ machine, gateway, hands }: Work): Promise<void> {
  const { code } = await hands.type(...gateway.argv, '-s', 'stop');
  if (code !== 0) return;
  for (let tries = 0; tries < 250 && nginxesOf(machine).length > 0; tries++) await sleep(20);
}

/** Step 5. */
export async function swap(work: Work): Promise<void> {
  await work.hands.must('mv', work.gateway.home, beside(work, 'old'));
  await work.hands.must('mv', beside(work, 'new'), work.gateway.home);
}

/** Step 6, and step 3 of the way back. */
export const startByHand = ({ gateway, hands }: Work) => hands.type(...gateway.argv);

/** The manual's way back, whole: the new one becomes `openresty-failed`, the old one serves again. */
export async function goBackByHand(work: Work): Promise<void> {
  await stopByHand(work);
  await work.hands.must('mv', work.gateway.home, beside(work, 'failed'));
  await work.hands.must('mv', beside(work, 'old'), work.gateway.home);
  await work.hands.must(...work.gateway.argv);
}

/** A night some days ago: the new build did not start, and they went back. */
export async function earlierNight(work: Work, archive: string): Promise<void> {
  await layNew(work, archive);
  await stopByHand(work);
  await swap(work);
  await startByHand(work);
  await goBackByHand(work);
  await work.hands.must('touch', '-d', '2026-11-02 03:10', beside(work, 'failed'));
}

/** `kill -9` of one process, and the moment until it is gone. */
export async function killByHand({ machine }: Work, pid: number): Promise<void> {
  await killInside(machine, pid);
  for (let tries = 0; tries < 250 && nginxesOf(machine).some((one) => one.pid === pid); tries++) await sleep(10);
}

/** Master first: it would start a new worker for each that goes. */
export async function killAll(work: Work): Promise<void> {
  for (const { pid } of mastersFirst(work.machine)) await killByHand(work, pid);
}

export const mastersFirst = (machine: Machine) =>
  nginxesOf(machine).sort((a, b) => Number(b.role === 'master') - Number(a.role === 'master') || a.pid - b.pid);
