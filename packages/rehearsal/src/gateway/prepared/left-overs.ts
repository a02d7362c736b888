import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Machine } from '../../machine/machine.ts';
import { layOwnFiles } from '../practice-gateway.ts';
import { backUp, layNew, startByHand, stopByHand, swap, type Work } from './by-hand.ts';

/**
 * The tree before the last change, beside the home that serves: a rebuild of the same version, where the copied Lua fits. A
 * careful hand carries the page and the boot file too.
 */
export async function layOldTree(work: Work, older: string): Promise<void> {
  const { machine, gateway, hands } = work;
  const tree = await layNew(work, older);
  await stopByHand(work);
  layOwnFiles(machine.path(tree));
  await hands.type('cp', '-r', `${gateway.home}/boot`, tree);
  await swap(work);
  const started = await startByHand(work);
  if (started.code !== 0) throw new Error(`a rebuild of the same version does not start: ${started.said}`);
}

/** What the manual's backups leave, and its chapter on the CNI plugin. */
export async function layBackups(work: Work): Promise<void> {
  await backUp(work, '20261101_030000');
  for (const [path, text] of Object.entries(elsewhere)) write(work.machine, path, text);
  await work.hands.must('chmod', '755', '/opt/cni/bin/flatnet', '/opt/cni/bin/flatnet.bak.20261001');
}

const conflist = (version: string) =>
  `${JSON.stringify({ cniVersion: '1.0.0', name: 'flatnet', plugins: [{ type: 'flatnet', subnet: '10.87.1.0/24', version }] }, null, 2)}\n`;

/** What the manual's other chapters leave, by path. */
const elsewhere: Readonly<Record<string, string>> = {
  '/backup/flatnet/20261102_030000/gateway/conf/nginx.conf': 'events {}\n',
  '/backup/flatnet/20261102_030000/grafana/dashboards.json': '{"dashboards":[]}\n',
  '/backup/flatnet/20261102_030000/nebula/config.yml': 'pki: {}\n',
  '/opt/cni/bin/flatnet': '#!/bin/sh\necho flatnet 0.2.0\n',
  '/opt/cni/bin/flatnet.bak.20261001': '#!/bin/sh\necho flatnet 0.1.0\n',
  '/etc/cni/net.d/10-flatnet.conflist': conflist('0.2.0'),
  '/etc/cni/net.d/10-flatnet.conflist.bak': conflist('0.1.0'),
};

function write(machine: Machine, path: string, text: string): void {
  mkdirSync(machine.path(dirname(path)), { recursive: true });
  writeFileSync(machine.path(path), text);
}
