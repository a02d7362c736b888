import { basename, dirname } from 'node:path/posix';
import type { Host, HostView, Millis, ProcessInfo } from '@flatnet-maint/core';
import { t } from './texts.ts';

/**
 * Ends what a plugin call for this container is still doing, with all that it started: each bears the container's id in its
 * environment, as the contract of CNI has it. Podman then takes the call as failed and clears up after itself, which it
 * could not if it was ended. True = there was something.
 */
export async function endPluginCalls(host: Host, container: string): Promise<boolean> {
  const wanted = `CNI_CONTAINERID=${container}`;
  const boot = await host.processes.bootId();
  let any = false;
  for (const { pid, started, zombie } of await host.processes.list()) {
    if (zombie || !(await environmentOf(host, pid)).includes(wanted)) continue;
    any = (await host.signal({ pid, started, boot }, 'KILL')) || any;
  }
  return any;
}

/** A call of the plugin that Podman waits for, whoever gave that command to Podman. */
export interface PluginCall extends ProcessInfo {
  /** ADD, DEL, VERSION. */
  readonly command: string;
  /** Of the container; a call for VERSION has none. */
  readonly container: string | null;
}

/** The calls of this plugin that are at work now, without what they started themselves. */
export async function pluginCalls(host: HostView, plugin: string): Promise<readonly PluginCall[]> {
  const all = await callsIn(host);
  const isPart = (one: Called): boolean => all.some(({ pid }) => pid === one.parent);
  return all.flatMap((one) => {
    const command = valueIn(one.environment, 'CNI_COMMAND') ?? '';
    if (isPart(one) || !isOf(plugin, one, command)) return [];
    const { environment, ...process } = one;
    return [{ ...process, command, container: command === 'VERSION' ? null : valueIn(environment, 'CNI_CONTAINERID') }];
  });
}

/** How many calls of plugins, of whatever kind and for whomever, are at work. */
export const callsAtWork = async (host: HostView): Promise<number> => (await callsIn(host)).length;

type Called = ProcessInfo & { readonly environment: readonly string[] };

async function callsIn(host: HostView): Promise<readonly Called[]> {
  const all = await Promise.all(
    (await host.processes.list())
      .filter(({ zombie }) => !zombie)
      .map(async (one) => ({ ...one, environment: await environmentOf(host, one.pid) })),
  );
  return all.filter(({ environment }) => valueIn(environment, 'CNI_COMMAND') !== null);
}

/** Not another plugin's; one that became another program, as a script does at its end, is told by where plugins lie. */
function isOf(plugin: string, { exe, argv, environment }: Called, command: string): boolean {
  if (exe === plugin || argv.slice(0, 2).includes(plugin)) return true;
  const folders = (valueIn(environment, 'CNI_PATH') ?? '').split(':');
  if (command !== 'VERSION' && !folders.includes(dirname(plugin))) return false;
  const isAnother = exe === null || [...folders, dirname(plugin)].includes(dirname(exe));
  return !isAnother || basename(exe ?? '') === basename(plugin);
}

/**
 * A call that hangs holds the lock without which Podman starts and removes no container of anybody. Waits for those that
 * are at work now; what is still there after `patience` is ended, and the Podman that waits for it says that it failed and
 * clears up. Returns what was ended.
 */
export async function freePodman(host: Host, plugin: string, patience: Millis): Promise<readonly PluginCall[]> {
  const first = await pluginCalls(host, plugin);
  const left = async () => {
    const now = await pluginCalls(host, plugin);
    return first.filter((one) => now.some(({ pid, started }) => pid === one.pid && started === one.started));
  };
  let hung = first;
  for (let waited = 0; hung.length > 0 && waited < patience; waited += 250) {
    await host.sleep(250);
    hung = await left();
  }
  if (hung.length === 0) return hung;
  const calls = await callsIn(host);
  const boot = await host.processes.bootId();
  const ended = new Set<number>();
  // What it started itself may hold a lock of its own. Parents come first: whom they wait for is ended next.
  for (let more: readonly ProcessInfo[] = hung; more.length > 0; ) {
    for (const { pid, started } of more) {
      ended.add(pid);
      await host.signal({ pid, started, boot }, 'KILL');
    }
    more = calls.filter(({ pid, parent }) => ended.has(parent) && !ended.has(pid));
  }
  return hung;
}

/** What was ended, in words. */
export const callsEnded = (calls: readonly PluginCall[]): string =>
  t('calls-ended', {
    calls: calls
      .map(({ command, container, pid }) => `${command} ${container?.slice(0, 12) ?? ''} (${pid})`)
      .join(', '),
  });

const valueIn = (environment: readonly string[], name: string): string | null =>
  environment.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;

async function environmentOf({ files }: HostView, pid: number): Promise<readonly string[]> {
  const text = await files.text(`/proc/${pid}/environ`).catch(() => '');
  return text.split('\0');
}
