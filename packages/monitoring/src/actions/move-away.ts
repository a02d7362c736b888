import type { Host } from '@flatnet-maint/core';
import { type Container, containerNamed, wasStarted } from '../podman.ts';
import { podman } from './have-image.ts';

/** What stands in the way stops, and stays beside under a name that tells, which is returned. */
export async function moveAway(host: Host, it: Container, stopSeconds: number): Promise<string> {
  if (wasStarted(it)) await podman(host, 'stop', '--time', String(Math.min(stopSeconds, 10)), it.id);
  for (let n = 1; ; n += 1) {
    const name = `${it.name}.found-${n}`;
    if ((await containerNamed(host, name)) !== null) continue;
    await podman(host, 'rename', it.id, name);
    return name;
  }
}
