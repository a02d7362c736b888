import { MaintError } from '@flatnet-maint/core';
import type { Context } from './context.ts';
import { t } from './texts.ts';

/** The parts of the system that this version knows: those of the library, which is not loaded to say a usage line. */
export const components = ['gateway', 'cni', 'monitoring', 'nebula'] as const;

/** Refuses a component that is not known, naming those that are. */
export function knownComponent(name: string): string {
  if ((components as readonly string[]).includes(name)) return name;
  throw new MaintError(
    'E_COMPONENT_UNKNOWN',
    t('component-unknown', { name: JSON.stringify(name), components: components.join(', ') }),
    t('component-next', { components: components.join(', ') }),
    { exit: 2 },
  );
}

/** The positional of commands that need a component, and of those that can do without. */
export const oneComponent = {
  component: { type: 'string', demandOption: true, describe: t('one-of', { components: components.join(', ') }) },
} as const;
export const anyComponent = {
  component: { type: 'string', describe: t('one-of', { components: components.join(', ') }) },
} as const;

/** The one that is named, else the only one that the site file speaks of; of several, nobody guesses which is to be changed. */
export async function orTheOnlyOne(name: string | undefined, { house }: Context): Promise<string> {
  if (name !== undefined) return knownComponent(name);
  const there = await (await house()).components();
  const [one, ...others] = there;
  if (one !== undefined && others.length === 0) return one;
  if (one === undefined)
    throw new MaintError('E_COMPONENT_NONE', t('component-none'), t('component-none-next'), { exit: 2 });
  const values = { components: there.join(', ') };
  throw new MaintError('E_COMPONENT_CHOOSE', t('component-choose', values), t('component-next', values), { exit: 2 });
}
