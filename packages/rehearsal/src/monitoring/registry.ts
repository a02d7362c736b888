import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../gateway/ask.ts';
import type { Machine } from '../machine/machine.ts';
import { asset } from '../machine/places.ts';

/** The registry of practice images on 127.0.0.1:5000, which Podman takes for docker.io. It is back after a power cut. */
export interface PracticeRegistry {
  stop(): Promise<void>;
  /** Resolves when it answers. */
  start(): Promise<void>;
}

const unit = 'practice-registry';

export async function practiceRegistry(machine: Machine, data: string): Promise<PracticeRegistry> {
  const lay = (from: string, to: string) =>
    writeFileSync(machine.path(to), readFileSync(asset(`monitoring/${from}`), 'utf8').replace('@DATA@', data));
  mkdirSync(machine.path('/etc/containers/registries.conf.d'), { recursive: true });
  lay('registries.conf', '/etc/containers/registries.conf.d/practice.conf');
  lay('registry.yml', `/etc/${unit}.yml`);
  lay('registry.service', `/etc/systemd/system/${unit}.service`);
  const systemctl = async (...args: readonly string[]) => {
    const { code, stderr } = await machine.exec(['systemctl', ...args]);
    if (code !== 0) throw new Error(`systemctl ${args.join(' ')}: ${stderr.trim()}`);
  };
  const start = async () => {
    await systemctl('start', unit);
    for (let tries = 0; ; tries++) {
      const { status, body } = await ask(machine, 'http://127.0.0.1:5000/v2/', { limit: 1_000 });
      if (status === 200) return;
      if (tries === 50) throw new Error(`the practice registry does not answer: ${body}`);
      await sleep(50);
    }
  };
  await systemctl('enable', unit);
  await start();
  return { start, stop: () => systemctl('stop', unit) };
}
