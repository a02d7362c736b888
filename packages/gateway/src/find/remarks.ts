import { basename, dirname, isAbsolute, join } from 'node:path/posix';
import { each } from '@flatnet-maint/actions';
import type { Finding, ProcessInfo } from '@flatnet-maint/core';
import { absentAddresses } from '../addresses.ts';
import { mover } from '../config/edit.ts';
import { type Listen, parseListen } from '../config/listen.ts';
import { valuesOf } from '../config/read.ts';
import { argvOf } from '../layout.ts';
import { t } from '../texts.ts';
import type { Judged } from './best.ts';
import type { Family } from './families.ts';
import { type Look, programOf } from './look.ts';
import type { TreeFacts } from './tree-facts.ts';

const remark = (id: string, message: string, next: string): Finding => ({ id, blocks: false, message, next });
const status = 'flatnet-maint status';

/** What a human should know of one gateway before anything is done. Nothing of it blocks. */
export async function remarksOf(
  look: Look,
  family: Family,
  how: { readonly trees: readonly Judged[]; readonly of: TreeFacts | null; readonly config: string | null },
): Promise<readonly Finding[]> {
  const { home } = family;
  return [
    ...(await homeRemarks(look, family)),
    ...titleRemarks(family, how.config),
    ...(await orphanRemarks(look, family)),
    ...(await pidFileRemarks(look, family, how.of)),
    ...(await addressRemarks(look, how.of)),
    ...leftOver(how.trees, home),
  ];
}

async function homeRemarks(look: Look, { home, masters }: Family): Promise<Finding[]> {
  const found: Finding[] = [];
  const real = await look.real(home);
  if (await look.isAbsent(home))
    found.push(remark('home-absent', t('remark-home-absent', { home }), t('remark-home-absent-next')));
  for (const { process, tree } of masters) {
    if (tree === null || (tree === real && !process.exeDeleted)) continue;
    const { pid } = process;
    const lies = !(await look.isAbsent(tree));
    if (process.exeDeleted || !lies) {
      const message = lies
        ? t('remark-serves-replaced', { pid, program: programOf(tree) })
        : t('remark-serves-deleted', { pid, tree });
      found.push(remark('serves-elsewhere', message, t('remark-serves-deleted-next')));
    } else
      found.push(
        remark(
          'serves-elsewhere',
          t('remark-serves-elsewhere', { home, pid, tree }),
          t('remark-serves-elsewhere-next'),
        ),
      );
  }
  const pids = masters.map(({ process }) => process.pid);
  const isHandover = masters.length === 2 && masters.some(({ process }) => pids.includes(process.parent));
  if (masters.length > 1)
    found.push(
      isHandover
        ? remark('two-masters', t('remark-handover', { pids: pids.join(', ') }), status)
        : remark('two-masters', t('remark-two-masters', { pids: pids.join(', ') }), t('several-gateways-next')),
    );
  return found;
}

/** Only what was started by the one command line that a site file can mean is upgraded. */
function titleRemarks({ home, masters }: Family, config: string | null): Finding[] {
  const means = argvOf({ home, config }).join(' ');
  return masters.flatMap(({ process }) => {
    const runs = process.argv.join(' ').trimEnd().slice('nginx: master process '.length);
    if (runs === means) return [];
    const message = t('remark-command-line', { pid: process.pid, runs });
    return [remark('other-command-line', message, t('remark-command-line-next', { means }))];
  });
}

async function orphanRemarks(look: Look, { orphans, masters }: Family): Promise<Finding[]> {
  if (orphans.length === 0) return [];
  const listeners = await look.host.processes.listeners(orphans.map(({ process }) => process.pid));
  return orphans.map(({ process: { pid }, tree }) => {
    const ports = listeners.filter(({ pids }) => pids.includes(pid)).map(({ port }) => port);
    const of = tree ?? t('unknown');
    const message =
      ports.length === 0
        ? t('remark-orphan-quiet', { pid, tree: of })
        : t('remark-orphan', { pid, tree: of, ports: [...new Set(ports)].sort((a, b) => a - b).join(', ') });
    return remark(
      'orphan-worker',
      message,
      t(masters.length === 0 ? 'remark-orphan-next' : 'remark-orphan-serving-next', { pid }),
    );
  });
}

async function pidFileRemarks(look: Look, { home, masters }: Family, of: TreeFacts | null): Promise<Finding[]> {
  if (of?.config == null) return [];
  const named = valuesOf(of.config, 'pid')[0] ?? 'logs/nginx.pid';
  const written = isAbsolute(named) ? named : join(home, named);
  const path = (await look.entry(written)) === null ? mover([{ from: home, to: of.path }])(written) : written;
  if ((await look.stat(path))?.kind !== 'file') return [];
  const text = (await look.text(path))?.trim();
  if (text === undefined) return [];
  const next = t('remark-pid-file-next');
  if (text === '') return [remark('stale-pid-file', t('remark-pid-empty', { path }), next)];
  const pid = /^\d{1,10}$/.test(text) ? Number(text) : null;
  if (pid === null) return [remark('stale-pid-file', t('remark-pid-nonsense', { path }), next)];
  if (masters.some(({ process }) => process.pid === pid)) return [];
  const process = await look.host.processes.get(pid);
  if (process === null) return [remark('stale-pid-file', t('remark-pid-nobody', { path, pid }), next)];
  const program = process.exe ?? process.argv[0] ?? t('unknown');
  return [remark('stale-pid-file', t('remark-pid-stranger', { path, pid, program }), next)];
}

export const listensOf = (of: TreeFacts | null): readonly Listen[] =>
  of?.config == null ? [] : valuesOf(of.config, 'listen').flatMap((value) => parseListen(value) ?? []);

async function addressRemarks(look: Look, of: TreeFacts | null): Promise<Finding[]> {
  const absent = await absentAddresses(look.host, listensOf(of));
  return absent.map((address) =>
    remark('address-absent', t('remark-address-absent', { address }), t('remark-address-absent-next')),
  );
}

/** What hands left beside the home; nothing takes it away but they. */
function leftOver(trees: readonly Judged[], home: string): Finding[] {
  return trees.flatMap(({ tree, lacks, mixed, mixedWith }) => {
    const { path, version, role } = tree;
    const found: Finding[] = [];
    if (mixed)
      found.push(
        remark(
          'mixed-lua',
          mixedWith === null ? t('remark-mixed', { path }) : t('remark-mixed-with', { path, other: mixedWith }),
          t('remark-mixed-next'),
        ),
      );
    if (role !== 'aside' || path === home) return found;
    const half = lacks.length > 0;
    const message = half
      ? t('remark-half', { path, lacks: lacks.join(', ') })
      : t(/\.(?:aside|found)-/.test(basename(path)) ? 'remark-left-by-run' : 'remark-left', {
          path,
          version: version ?? t('unknown'),
        });
    return [...found, remark('left-over', message, t('remark-left-next'))];
  });
}

/** An nginx that is none of ours, and the ports that it holds. */
export async function foreignRemarks(look: Look, foreign: readonly ProcessInfo[]): Promise<Finding[]> {
  if (foreign.length === 0) return [];
  const listeners = await look.host.processes.listeners(foreign.map(({ pid }) => pid));
  return each(foreign, 8, async ({ pid, exe, argv }) => {
    const ports = [...new Set(listeners.filter(({ pids }) => pids.includes(pid)).map(({ port }) => port))];
    const program = exe ?? argv[0] ?? t('unknown');
    const held = ports.sort((a, b) => a - b).join(', ');
    const isHere = exe === null || (await look.entry(exe)) !== null;
    return remark(
      'foreign-nginx',
      held === '' ? t('remark-foreign-quiet', { program, pid }) : t('remark-foreign', { program, pid, ports: held }),
      isHere ? t('remark-foreign-next', { folder: dirname(dirname(program)) }) : t('remark-foreign-away-next'),
    );
  });
}

const wild = (address: string): boolean => address === '0.0.0.0' || address === '::' || address === '';

/** Whoever holds a port of a gateway that does not run, and is no part of it. */
export async function portRemarks(
  look: Look,
  gateways: readonly { readonly family: Family; readonly of: TreeFacts | null }[],
  foreign: readonly ProcessInfo[],
): Promise<Finding[]> {
  const idle = gateways.filter(({ family, of }) => family.masters.length === 0 && of !== null);
  if (idle.length === 0) return [];
  const known = gateways.flatMap(({ family }) =>
    [...family.masters, ...family.orphans].map(({ process }) => process.pid),
  );
  const list = await look.host.processes.list();
  const own = new Set([...known, ...foreign.map(({ pid }) => pid)]);
  // The workers of what is known hold the same ports.
  for (const { pid, parent } of list) if (own.has(parent)) own.add(pid);
  const found = new Map<string, Finding>();
  for (const listener of await look.host.processes.listeners())
    for (const { family, of } of idle) {
      const clashes = listensOf(of).some(
        ({ address, port }) =>
          port === listener.port && (wild(address) || wild(listener.address) || address === listener.address),
      );
      if (!clashes || listener.pids.some((pid) => own.has(pid))) continue;
      const [pid] = listener.pids;
      if (pid === undefined) {
        look.cannot(t('find-port-hidden', { port: listener.port }));
        continue;
      }
      const exe = list.find((one) => one.pid === pid)?.exe ?? t('unknown');
      const { port } = listener;
      found.set(
        `${port} ${pid}`,
        remark('foreign-port', t('foreign-port', { port, exe, pid, home: family.home }), t('foreign-port-next')),
      );
    }
  return [...found.values()];
}
