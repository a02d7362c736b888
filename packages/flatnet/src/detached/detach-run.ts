import { join } from 'node:path';
import { type Argv, type ExitCode, type Hosts, MaintError, type Millis, type Plan } from '@flatnet-maint/core';
import type { Detached, Tool } from '../house.ts';
import { t } from '../texts.ts';
import { type Handed, lineFrom, listenAt, type Reply, send } from './handing.ts';

const startLimit: Millis = 15_000;
const comesWithin: Millis = 20_000;
/** The dead-man is armed in it, which may take 15 s. */
const opensWithin: Millis = 40_000;

export interface Detaching {
  readonly hosts: Hosts;
  readonly state: string;
  /** What runs the plan: a copy on this host where there is one. */
  readonly tool: Tool;
  /** The site file that was named; null = looked for. */
  readonly site: string | null;
}

/**
 * Starts a process outside of everything that hangs from this terminal and gives it the plan. Whoever ends this process before
 * that one owns the open run has called it off: it lets go of a plan whose giver is gone.
 */
export function detachRun(around: Detaching, plan: Plan): Promise<Detached> {
  const { hosts } = around;
  return hosts.view('local', startLimit + comesWithin + opensWithin + 5_000).scratch(async (folder) => {
    const path = join(folder, 'plan');
    const listening = await listenAt(path);
    try {
      const unit = await start(around, plan, path);
      const socket = await within(comesWithin, listening.came);
      if (socket === null) throw notBegun(t('detach-silent', { limit: comesWithin }), unit);
      try {
        const replied = lineFrom(socket);
        send(socket, { plan, env: environment(), cwd: process.cwd() });
        const reply = (await within(opensWithin, replied)) as Reply | null;
        if (reply === null) throw notBegun(t('detach-lost', { run: plan.id }), unit);
        if ('pid' in reply) return { run: plan.id, unit, pid: reply.pid };
        const { code, message, next, exit } = reply.error;
        throw new MaintError(code, message, next, { exit: exit as ExitCode });
      } finally {
        socket.destroy();
      }
    } finally {
      listening.close();
    }
  });
}

/** The unit that holds it; null = a process of its own session, where there is no service manager. */
async function start({ hosts, state, tool, site }: Detaching, { id }: Plan, path: string): Promise<string | null> {
  const named = site === null ? [] : ['--site', site];
  const argv: Argv = [tool.node, tool.cli, 'detached', '--state', state, ...named, path];
  // Node reads it only when it starts, and it is no secret.
  const { NODE_EXTRA_CA_CERTS: ca } = process.env;
  const env: Record<string, string> = ca === undefined ? {} : { NODE_EXTRA_CA_CERTS: ca };
  const { host, release } = hosts.lend('local', startLimit, `detach-${id}`);
  try {
    const isManaged = (await host.services.manager()) === 'systemd';
    const unit = isManaged ? `flatnet-maint-${id}` : null;
    const out =
      unit === null
        ? await host.run(['setsid', '--fork', ...argv], { leaves: 'daemon', env })
        : await host.run(inUnit(unit, argv, env, t('detached-unit', { run: id })));
    if (out.code === 0) return unit;
    throw new MaintError(
      'E_DETACH_REFUSED',
      t('detach-refused', { said: out.stderr.trim() || String(out.code ?? out.signal) }),
      t('detach-refused-next'),
    );
  } finally {
    await release();
  }
}

/**
 * What it started (a program of a gateway) lives on when it ends, so only its own process is ended with it. At a shutdown it
 * is cut off as by a power cut: services cannot be started any more, and the dead-man does the rest at the next boot.
 */
function inUnit(unit: string, argv: Argv, env: Readonly<Record<string, string>>, about: string): Argv {
  return [
    ...['systemd-run', '--quiet', '--collect', '--no-ask-password', `--unit=${unit}`, `--description=${about}`],
    ...['--service-type=exec', '--property=KillMode=process', '--property=KillSignal=SIGKILL'],
    ...['--property=SendSIGHUP=no', '--property=TimeoutStopSec=2'],
    ...Object.entries(env).map(([name, value]) => `--setenv=${name}=${value}`),
    '--',
    // The service manager puts variables in place of `$NAME`.
    ...argv.map((arg) => arg.replaceAll('$', '$$$$')),
  ] as unknown as Argv;
}

const environment = (): Handed['env'] =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

async function within<T>(limit: Millis, what: Promise<T>): Promise<T | null> {
  const over = Promise.withResolvers<null>();
  const timer = setTimeout(over.resolve, limit, null);
  try {
    return await Promise.race([what, over.promise]);
  } finally {
    clearTimeout(timer);
  }
}

const notBegun = (message: string, unit: string | null): MaintError =>
  new MaintError('E_DETACH_LOST', message, unit === null ? t('detach-again') : t('detach-look', { unit }));
