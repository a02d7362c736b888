import type { World } from '../src/index.ts';
import { actionSpec } from '../src/index.ts';
import { runWithHelper, stopService, swapFolders, swapPointer } from './sample-actions.ts';

const homeOf = (world: World) => (world.profile === 'windows' ? 'F:\\flatnet' : '/srv/flatnet');
const at = (world: World, name: string) => `${homeOf(world)}${world.profile === 'windows' ? '\\' : '/'}${name}`;

actionSpec(swapPointer, {
  profiles: ['posix', 'windows'],
  setUp(world) {
    world.file(`${at(world, 'build-1')}/version`, '1');
    world.file(`${at(world, 'build-2')}/version`, '2');
    world.link(at(world, 'live'), at(world, 'build-1'));
    return { live: at(world, 'live'), to: at(world, 'build-2') };
  },
});

actionSpec(swapFolders, {
  profiles: ['posix', 'windows'],
  setUp(world) {
    world.file(`${at(world, 'live')}/version`, '1');
    world.file(`${at(world, 'next')}/version`, '2');
    return { live: at(world, 'live'), next: at(world, 'next'), aside: at(world, 'live.old') };
  },
});

actionSpec(stopService, {
  title: 'of a service that stops late',
  profiles: ['posix', 'windows'],
  setUp(world) {
    world.file(at(world, 'web.exe'), 'program', 0o755);
    world.service('web', {
      state: 'running',
      process: { exe: at(world, 'web.exe') },
      startsWithin: 700,
      stopsWithin: 6000,
    });
    return { service: 'web' };
  },
});

actionSpec(runWithHelper, {
  profiles: ['posix', 'windows'],
  setUp(world) {
    world.folder(homeOf(world));
    world.programs.set('with-helper', ({ argv, env, moment }) => {
      const helper = world.start({ exe: at(world, 'helper'), env });
      moment('helping');
      world.end(helper.pid);
      world.file(String(argv[1]), 'made');
      return {};
    });
    return { path: at(world, 'made') };
  },
});
