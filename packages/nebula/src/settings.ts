import { dirname, join } from 'node:path/posix';
import type { Settings, Written } from '@flatnet-maint/core';
import type { NebulaSite, Peer } from './facts.ts';
import { t } from './texts.ts';

export const about = 'The overlay VPN: its two programs, its configuration, its certificates and its service';

/** The `nebula` part of the site file. */
export const settings: Settings = {
  program: { kind: 'path', about: 'The program nebula, as its service runs it' },
  config: { kind: 'path', about: 'The configuration that the service passes with -config: a file, or a folder' },
  cert: { kind: 'path', optional: true, about: 'The program nebula-cert; beside nebula if absent' },
  service: {
    kind: 'word',
    form: '^[A-Za-z0-9][\\w:.@\\\\-]*$',
    allowed: t('allowed-service'),
    optional: true,
    usual: 'nebula',
    about: 'The service that runs it',
  },
  generations: {
    kind: 'path',
    optional: true,
    about: 'Where kept versions lie; generations/nebula beside the folder of the program if absent',
  },
  log: { kind: 'path', optional: true, about: 'The file in which it logs; the journal of its service if absent' },
  peers: {
    kind: 'each',
    form: '^[A-Za-z0-9][\\w.-]*$',
    allowed: t('allowed-peer'),
    optional: true,
    about: 'Hosts that must answer through the tunnel, by name; never this one',
    keys: {
      address: {
        kind: 'word',
        form: '^[0-9A-Fa-f.:]+$',
        allowed: t('allowed-address'),
        about: 'Its address in the tunnel',
      },
      port: { kind: 'port', optional: true, about: 'A TCP port that accepts connections there' },
      asks: {
        kind: 'command',
        optional: true,
        about: 'What asks the peer whether it reaches this host, other than through this terminal; 0 = it does',
      },
      status: {
        kind: 'command',
        optional: true,
        about: 'What prints `flatnet-maint status --json` of the peer; nothing begins here while a run is open there',
      },
      version: {
        kind: 'word',
        form: '^v?\\d+(\\.\\d+){0,3}$',
        allowed: t('allowed-version'),
        optional: true,
        about: 'The version of Nebula that it runs, for what it can read',
      },
      confirms: {
        kind: 'command',
        optional: true,
        about: 'Asked while a run waits for its confirmation; 0 confirms it in the name of the peer',
      },
    },
  },
  keys: {
    kind: 'group',
    optional: true,
    about: 'How certificates and keys are kept in backups; without a recipient or passphrase in clear, for root alone',
    keys: {
      recipient: {
        kind: 'word',
        form: '^age1[0-9a-z]+$',
        allowed: t('allowed-recipient'),
        optional: true,
        about: 'The age recipient to whom they are encrypted',
      },
      passphrase: { kind: 'secret', optional: true, about: 'The passphrase that they are encrypted with instead' },
      'ca-key': {
        kind: 'path',
        optional: true,
        about: 'The key of the certificate authority, if it is to be kept as well; it is never copied otherwise',
      },
    },
  },
};

export function site(written: Written): NebulaSite {
  const own = written as unknown as Omit<NebulaSite, 'generations' | 'cert' | 'peers' | 'keys'> & {
    readonly generations: string | null;
    readonly cert: string | null;
    readonly peers: Readonly<Record<string, Omit<Peer, 'name'>>> | null;
    readonly keys: Omit<NebulaSite['keys'], 'caKey'> & { readonly 'ca-key': string | null };
  };
  const { recipient, passphrase, 'ca-key': caKey } = own.keys;
  return {
    ...own,
    cert: own.cert ?? join(dirname(own.program), 'nebula-cert'),
    generations: own.generations ?? join(dirname(dirname(own.program)), 'generations', 'nebula'),
    peers: Object.entries(own.peers ?? {}).map(([name, peer]) => ({ name, ...peer })),
    keys: { recipient, passphrase, caKey },
  };
}
