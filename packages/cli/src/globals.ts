import { type Accepted, MaintError, type Millis } from '@flatnet-maint/core';
import type { Options } from 'yargs';
import { durationOption } from './duration.ts';

/** Options that every command takes. */
export const globalOptions = {
  site: { type: 'string', describe: 'Site file (default: ./flatnet.yaml, then the configuration folders)' },
  state: { type: 'string', hidden: true, describe: 'Folder of runs, generations and snapshots' },
  json: { type: 'boolean', default: false, describe: 'One JSON document on stdout, progress on stderr' },
  yes: { type: 'boolean', default: false, describe: 'Do not ask; take the default of every decision' },
  quiet: { type: 'boolean', default: false, describe: 'No progress' },
} as const satisfies Record<string, Options>;

export interface Globals {
  readonly site: string | null;
  readonly state: string;
  readonly json: boolean;
  readonly yes: boolean;
  readonly quiet: boolean;
}

/** Options of commands that weigh findings. A command that would not look at them does not take them. */
export const changeOptions = {
  accept: { type: 'string', array: true, default: [] as string[], describe: 'Accept the finding ID (may be repeated)' },
  reason: { type: 'string', describe: 'Why it is accepted; journaled' },
  soak: { type: 'string', describe: 'How long all probes must stay passed before commit (30s, 2m …)' },
} as const satisfies Record<string, Options>;

export const rollbackOptions = {
  ...changeOptions,
  to: { type: 'string', describe: 'Generation or version (default: the one before the present one)' },
} as const satisfies Record<string, Options>;

export const upgradeOptions = {
  ...changeOptions,
  to: { type: 'string', demandOption: true, describe: 'The version to install, a range such as ^1.26, or latest' },
  'confirm-within': {
    type: 'string',
    describe: 'After a good verification wait this long for `flatnet-maint confirm`, then go back',
  },
} as const satisfies Record<string, Options>;

interface Written {
  readonly accept: readonly string[];
  readonly reason?: string | undefined;
  readonly soak?: string | undefined;
  readonly 'confirm-within'?: string | undefined;
}

/** The same in the form the library takes. */
export function changeOf(written: Written): {
  accepted: readonly Accepted[];
  soak: Millis | null;
  confirmWithin: Millis | null;
} {
  const { accept, reason } = written;
  if ((accept.length === 0) !== (reason === undefined)) {
    throw new MaintError(
      'E_USAGE',
      `${accept.length === 0 ? '--reason without --accept' : '--accept without --reason'}. Nothing was started.`,
      'Give both: --accept ID --reason "why this may be borne".',
      { exit: 2 },
    );
  }
  return {
    accepted: accept.map((id) => ({ id, reason: reason ?? '' })),
    soak: durationOption('soak', written.soak),
    confirmWithin: durationOption('confirm-within', written['confirm-within']),
  };
}
