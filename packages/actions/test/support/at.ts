import type { World } from '@flatnet-maint/testkit';

/** A path as this world spells it, with a space and a letter beyond ASCII in it. */
export function at(world: World, ...names: readonly string[]): string {
  return world.profile === 'windows'
    ? ['F:', 'flat net', '配布', ...names].join('\\')
    : ['/srv', 'flat net', '配布', ...names].join('/');
}
