import { type Accepted, MaintError, type Millis } from '@flatnet-maint/core';
import type { Options } from 'yargs';
import { durationOption } from './duration.ts';
import { t } from './texts.ts';

/** Options that every command takes. */
export const globalOptions = {
  site: { type: 'string', describe: t('option-site') },
  state: { type: 'string', hidden: true, describe: t('option-state') },
  lang: { type: 'string', describe: t('option-lang') },
  json: { type: 'boolean', default: false, describe: t('option-json') },
  yes: { type: 'boolean', default: false, describe: t('option-yes') },
  quiet: { type: 'boolean', default: false, describe: t('option-quiet') },
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
  accept: { type: 'string', array: true, default: [] as string[], describe: t('option-accept') },
  reason: { type: 'string', describe: t('option-reason') },
  soak: { type: 'string', describe: t('option-soak') },
} as const satisfies Record<string, Options>;

const confirmWithin = { type: 'string', describe: t('option-confirm-within') } as const satisfies Options;

/** Of commands that change something, and not of those that only plan it. */
export const detachOption = {
  detach: { type: 'boolean', default: false, describe: t('option-detach') },
} as const satisfies Record<string, Options>;

export const rollbackOptions = {
  ...changeOptions,
  to: { type: 'string', describe: t('option-to-back') },
  only: { type: 'string', describe: t('option-only') },
  'confirm-within': confirmWithin,
} as const satisfies Record<string, Options>;

export const upgradeOptions = {
  ...changeOptions,
  to: { type: 'string', demandOption: true, describe: t('option-to') },
  'confirm-within': confirmWithin,
  'restart-containers': { type: 'boolean', default: false, describe: t('option-restarts') },
} as const satisfies Record<string, Options>;

export const configOptions = {
  ...changeOptions,
  from: { type: 'string', demandOption: true, describe: t('option-from') },
  'confirm-within': confirmWithin,
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
    throw new MaintError('E_USAGE', accept.length === 0 ? t('reason-alone') : t('accept-alone'), t('accept-next'), {
      exit: 2,
    });
  }
  return {
    accepted: accept.map((id) => ({ id, reason: reason ?? '' })),
    soak: durationOption('soak', written.soak),
    confirmWithin: waitOption(written['confirm-within']),
  };
}

function waitOption(text: string | undefined): Millis | null {
  const length = durationOption('confirm-within', text);
  if (length !== 0) return length;
  throw new MaintError('E_USAGE', t('confirm-never', { value: text ?? '' }), t('confirm-never-next'), { exit: 2 });
}
