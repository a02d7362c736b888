import { dirname, join } from 'node:path/posix';
import type { Settings, Written } from '@flatnet-maint/core';
import type { CniSite } from './facts.ts';
import { t } from './texts.ts';

export const about = 'The plugin of Podman that gives containers their addresses, and the list that names it';

/** The `cni` part of the site file. */
export const settings: Settings = {
  plugin: { kind: 'path', about: 'The plugin’s program, as Podman runs it' },
  conflist: { kind: 'path', about: 'The list in /etc/cni/net.d that names the plugin and the network' },
  generations: {
    kind: 'path',
    optional: true,
    about: 'Where kept builds lie; generations/cni beside the folder of plugins if absent',
  },
  trial: {
    kind: 'group',
    optional: true,
    about: 'The container that each verification starts and removes',
    keys: {
      image: {
        kind: 'word',
        form: '^[A-Za-z0-9][\\w./:@-]*$',
        allowed: t('allowed-image'),
        optional: true,
        usual: 'docker.io/library/alpine:latest',
        about: 'An image on this host with ping in it; it is never pulled in the middle of a run',
      },
      command: {
        kind: 'command',
        optional: true,
        about: 'What listens in it; a small answerer of its shell and nc if absent',
      },
      port: { kind: 'port', optional: true, usual: 8080, about: 'Where it listens' },
    },
  },
  ipam: {
    kind: 'path',
    optional: true,
    about: 'Folder or file in which addresses are kept, where the list does not tell it',
  },
  registry: {
    kind: 'url',
    optional: true,
    about: 'The gateway’s API, where a restarted container’s new address is registered',
  },
  mentions: {
    kind: 'paths',
    optional: true,
    about: 'Files that name addresses of containers; each is looked through when an address changes',
  },
};

export function site(written: Written): CniSite {
  const own = written as unknown as Omit<CniSite, 'generations' | 'mentions'> & {
    readonly generations: string | null;
    readonly mentions: readonly string[] | null;
  };
  return {
    ...own,
    generations: own.generations ?? join(dirname(dirname(own.plugin)), 'generations', 'cni'),
    mentions: own.mentions ?? [],
  };
}
