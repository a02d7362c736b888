import type { Host } from '@flatnet-maint/core';

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

async function environmentOf({ files }: Host, pid: number): Promise<readonly string[]> {
  const text = await files.text(`/proc/${pid}/environ`).catch(() => '');
  return text.split('\0');
}
