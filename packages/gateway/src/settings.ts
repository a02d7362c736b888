import { dirname, join } from 'node:path/posix';
import type { Settings, Written } from '@flatnet-maint/core';
import type { GatewaySite } from './facts.ts';
import { t } from './texts.ts';

export const about = 'The nginx or OpenResty that users reach the Flatnet through';

/** nginx takes it for a variable, also in the folder of the site file. */
const without = { sign: '$', why: t('path-variable') };
/** A way out of the tree would let a generation write into another one. */
const inTree = {
  kind: 'word',
  form: '^(?!/)(?!(?:.*[\\\\/])?\\.\\.(?:[\\\\/]|$))\\P{Cc}+$',
  allowed: t('allowed-in-tree'),
  optional: true,
} as const;

/** The `gateway` part of the site file. */
export const settings: Settings = {
  home: {
    kind: 'path',
    without,
    about: 'The tree that runs: a link to a generation, or the tree itself. Paths are relative to this file',
  },
  config: {
    kind: 'path',
    without,
    optional: true,
    about: 'The nginx.conf that -c names, where it is not the one of the tree',
  },
  generations: {
    kind: 'path',
    without,
    optional: true,
    about: 'Where kept trees lie; generations/gateway beside home if absent',
  },
  service: {
    kind: 'word',
    form: '^[A-Za-z0-9_][\\w@.:-]*$',
    allowed: t('allowed-service'),
    optional: true,
    about: 'The unit that starts the gateway at boot, if there is one',
  },
  probes: {
    kind: 'group',
    about: 'Addresses that are asked whether the gateway works',
    keys: {
      site: { kind: 'url', about: 'What users see' },
      api: { kind: 'url', optional: true, about: 'What containers register at' },
    },
  },
  routes: {
    kind: 'group',
    optional: true,
    about: 'Routes that live in the memory of nginx',
    keys: { boot: { ...inTree, about: 'File in the tree that a new master reads its routes from' } },
  },
  drain: {
    ...inTree,
    about: 'File in the tree; while it is there, every answer asks the client to connect anew',
  },
  drainLimit: {
    kind: 'duration',
    optional: true,
    usual: 60_000,
    about: 'How long the old workers may finish what they serve',
  },
};

export function site(written: Written): GatewaySite {
  const own = written as unknown as Omit<GatewaySite, 'generations'> & { readonly generations: string | null };
  return { ...own, generations: own.generations ?? join(dirname(own.home), 'generations', 'gateway') };
}
