import type { World } from './world.ts';

/** Build machines set `CI`; some set it to `false` to say that they are none. */
export const inCi = ({ env }: World): boolean => !['', 'false', '0', undefined].includes(env.CI);
