import { MaintError } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** The parts of the system that this version knows. */
export const components = ['gateway', 'cni'] as const;

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

/** With one component known, naming it is a courtesy. With a second one this becomes a list of runs. */
export const orTheOnlyOne = (name: string | undefined): string => knownComponent(name ?? components[0]);
