import { type Host, type Hosts, MaintError, type Millis } from '@flatnet-maint/core';
import { memoryCommands } from './memory-commands.ts';
import { memoryHttp } from './memory-http.ts';
import { type Life, makeLife } from './memory-life.ts';
import { memoryProcesses } from './memory-processes.ts';
import { memoryServices } from './memory-services.ts';
import { memoryWriteFiles } from './memory-write-files.ts';
import { World, type WorldOptions } from './world.ts';

export interface MemoryHosts extends Hosts {
  readonly world: World;
}
export interface MemoryHostsOptions extends WorldOptions {
  /** All of them are the one world; `['local']` unless said. */
  readonly ids?: readonly string[];
}

/** Hosts without a machine. Nothing real is touched, no real time passes, and the same calls give the same world. */
export function memoryHosts(options: MemoryHostsOptions): MemoryHosts {
  const world = new World(options);
  const ids = options.ids ?? ['local'];
  let lends = 0;
  const know = (id: string) => {
    if (!ids.includes(id))
      throw new MaintError('E_HOST_UNKNOWN', `There is no host "${id}".`, 'Look at the site file.', { exit: 2 });
  };
  return {
    ids,
    world,
    view(id, limit) {
      know(id);
      return hostOf(id, makeLife(world, limit), {});
    },
    lend(id, limit, mark) {
      know(id);
      lends += 1;
      const call = `lend-${lends}`;
      const life = makeLife(world, limit);
      return {
        host: hostOf(id, life, { FLATNET_RUN: mark, FLATNET_CALL: call }),
        async release() {
          life.release();
          if (world.isDead) return;
          for (const { pid, env } of [...world.processes.values()]) if (env.FLATNET_CALL === call) world.end(pid);
        },
      };
    },
  };
}

function hostOf(id: string, life: Life, marks: Readonly<Record<string, string>>): Host {
  const { world, call } = life;
  const command = memoryCommands(life, marks);
  const files = memoryWriteFiles(life);
  return {
    id,
    os: world.profile,
    query: (argv, how) => command('query', argv, how),
    run: (argv, how) => command('run', argv, how),
    files,
    processes: memoryProcesses(life),
    services: memoryServices(life),
    http: memoryHttp(life),
    async scratch(use) {
      world.scratches += 1;
      const folder =
        world.profile === 'windows' ? `C:\\Temp\\scratch-${world.scratches}` : `/tmp/scratch-${world.scratches}`;
      await files.makeFolder(folder, { mode: 0o700 });
      try {
        return await use(folder, files);
      } finally {
        await files.remove(folder);
      }
    },
    sleep: (time: Millis) => call('sleep', [time], () => life.sleep(time)),
    signal: (ref, signal) =>
      call('signal', [ref, signal], () => {
        if (world.profile === 'posix') return world.send(ref, signal);
        throw new MaintError(
          'E_SIGNAL_ABSENT',
          `Windows has no signal ${signal}. Nothing was sent.`,
          'Use a service or a command.',
        );
      }),
  };
}
