import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from '../machine/machine.ts';
import { ask } from './ask.ts';
import { type PracticeGateway, practiceGateway, registerApp, startApp } from './practice-gateway.ts';
import { backUp, earlierNight, killAll, type Work } from './prepared/by-hand.ts';
import { startForeign } from './prepared/foreign.ts';
import { type Hands, handsOn, type Typed } from './prepared/hands.ts';
import { layBackups, layOldTree } from './prepared/left-overs.ts';
import { nginxesOf } from './prepared/look.ts';
import { halfMovedRunning, halfRenamed, halfSwapped } from './prepared/nights.ts';

/**
 * How a host is met: `running` and `dead` (everything killed, the pid file left); three nights of the manual that went wrong
 * (see nights.ts); `two` gateways; `nothing`; `foreign` = a distribution's nginx and no Flatnet.
 */
export const hostKinds = [
  'running',
  'dead',
  'half-renamed',
  'half-swapped',
  'half-moved-running',
  'two',
  'nothing',
  'foreign',
] as const;
export type HostKind = (typeof hostKinds)[number];

export interface PreparedOptions {
  readonly kind: HostKind;
  readonly layout?: 'tree' | 'config';
  readonly root?: string;
  /** Beside a gateway that runs: all that the manual leaves, trees and backups. */
  readonly leftOvers?: boolean;
  /** The site's own unit has started it. Only of a gateway that runs. */
  readonly unit?: boolean;
  /** The address of the overlay network is not there (any more). */
  readonly addressAbsent?: boolean;
  /** A practice container runs, and the tree that serves or served last holds a boot file with its route. */
  readonly routes?: boolean;
}

/** A Flatnet that nobody described: no site file, no journal, plain folders. */
export interface PreparedHost {
  readonly kind: HostKind;
  readonly layout: 'tree' | 'config';
  readonly machine: Machine;
  readonly root: string;
  readonly home: string;
  /** nginx.conf as the gateway is started with it. */
  readonly config: string;
  /** The tree that serves, or would; null = there is none. */
  readonly good: string | null;
  /** Archives that lie on the host, by version. */
  readonly archives: Readonly<Record<string, string>>;
  /** Every command that a hand typed until now, and what it said. */
  readonly typed: readonly Typed[];
}

const overlay = '10.100.1.1/32';

export async function preparedHost(machine: Machine, options: PreparedOptions): Promise<PreparedHost> {
  const { kind, layout = 'tree', root = '/srv/flatnet' } = options;
  const hands = handsOn(machine);
  if (kind === 'foreign') await startForeign(machine, hands);
  const gateway = kind === 'foreign' || kind === 'nothing' ? null : await found(machine, hands, options, root);
  const isHalf = kind.startsWith('half-');
  const home = `${root}/openresty`;
  await settled(machine);
  if (options.addressAbsent === true) await hands.must('ip', 'addr', 'del', overlay, 'dev', 'lo');
  return {
    kind,
    layout,
    machine,
    root,
    home,
    config: layout === 'config' ? `${root}/config/nginx.conf` : `${home}/conf/nginx.conf`,
    good: gateway === null ? null : isHalf ? `${home}-old` : home,
    archives: Object.fromEntries((gateway?.releases ?? []).map(({ version, path }) => [version, path])),
    typed: hands.typed,
  };
}

/** A program that was just started bears the title that it was typed with for a moment, and a new worker its master's. */
async function settled(machine: Machine): Promise<void> {
  const isNew = () => {
    const all = nginxesOf(machine);
    const masters = all.filter((one) => one.role === 'master').map(({ pid }) => pid);
    const grown = masters.filter((pid) => all.some((one) => one.role === 'worker' && one.parent === pid));
    return grown.length < masters.length || all.some((one) => !one.title.startsWith('nginx: '));
  };
  for (let tries = 0; isNew() && tries < 200; tries++) await sleep(10);
}

/** The overlay network's address comes back, as when Nebula starts. */
export const addressBack = (machine: Machine) => machine.exec(['ip', 'addr', 'add', overlay, 'dev', 'lo']);

async function found(machine: Machine, hands: Hands, options: PreparedOptions, root: string): Promise<PracticeGateway> {
  const { kind, layout = 'tree' } = options;
  const gateway = await asHandsHaveIt(machine, { layout, root, startsAtBoot: options.unit === true });
  const work: Work = { machine, gateway, hands };
  const archive = (version: string) => gateway.releases.find((one) => one.version === version)?.path as string;
  const [older, newer] = [archive(machine.parts.older.version), archive(machine.parts.newer.version)];
  if (options.routes === true) {
    layBootFile(machine, gateway.home);
    await startApp(machine);
  }
  await gateway.start();
  await visit(machine);
  if (options.leftOvers === true || kind.startsWith('half-')) await earlierNight(work, newer);
  if (options.leftOvers === true) {
    await layOldTree(work, older);
    await layBackups(work);
  }
  if (kind.startsWith('half-')) await backUp(work, '20261124_020000');
  await visit(machine);
  if (kind === 'dead') await killAll(work);
  if (kind === 'half-renamed') await halfRenamed(work, newer, layout === 'tree' ? 'no-program' : 'truncated');
  if (kind === 'half-swapped') await halfSwapped(work, newer);
  if (kind === 'half-moved-running') await halfMovedRunning(work, newer);
  if (kind === 'two') await second(machine);
  if (options.unit === true) await throughItsUnit(work);
  if (options.routes === true && kind === 'running') await registerApp(machine);
  return gateway;
}

/** As the documents have it: a plain folder, an access log where the build would write it, and no site file. */
async function asHandsHaveIt(
  machine: Machine,
  how: { layout: 'tree' | 'config'; root: string; startsAtBoot?: boolean },
  change: (conf: string) => string = (conf) => conf,
): Promise<PracticeGateway> {
  const gateway = await practiceGateway(machine, { ...how, home: 'directory' });
  const conf = machine.path(gateway.config);
  writeFileSync(conf, change(readFileSync(conf, 'utf8')).replace('access_log off;', 'access_log logs/access.log;'));
  rmSync(machine.path(gateway.siteFile));
  if (how.layout === 'tree') rmSync(machine.path(`${how.root}/config`), { recursive: true });
  return gateway;
}

/** A whole second gateway, with ports and a pid file of its own: nothing tells which of the two is meant. */
async function second(machine: Machine): Promise<void> {
  const own = (conf: string) =>
    conf
      .replace('listen 80 ', 'listen 8180 ')
      .replace('10.100.1.1:8080', '10.100.1.1:8190')
      .replace('127.0.0.1:9145', '127.0.0.1:9146')
      .replace('/run/flatnet/', '/run/flatnet2/');
  const gateway = await asHandsHaveIt(machine, { layout: 'config', root: '/opt/flatnet2' }, own);
  mkdirSync(machine.path('/run/flatnet2'), { recursive: true });
  await gateway.start();
}

async function throughItsUnit({ machine, gateway, hands }: Work): Promise<void> {
  await gateway.stop();
  await hands.must('systemctl', 'daemon-reload');
  await hands.must('systemctl', 'start', 'flatnet-gateway.service');
  await visit(machine);
}

function layBootFile(machine: Machine, tree: string): void {
  mkdirSync(machine.path(`${tree}/boot`), { recursive: true });
  const routes = [{ name: 'app', address: '127.0.0.1:9900', ttl: 300 }];
  writeFileSync(machine.path(`${tree}/boot/routes.json`), `${JSON.stringify(routes)}\n`);
}

/** A user's request, so that there is an access log to tell of it. */
async function visit(machine: Machine): Promise<void> {
  const { status } = await ask(machine, 'http://127.0.0.1/?password=hunter2');
  if (status !== 200) throw new Error(`the gateway of a prepared host answers ${status}`);
}
