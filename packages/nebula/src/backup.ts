import { takeSnapshot } from '@flatnet-maint/actions';
import { type RunPlace, type Step, step, type Unkept } from '@flatnet-maint/core';
import type { NebulaFacts } from './facts.ts';
import { live } from './generations.ts';
import { partsOfSnapshot } from './snapshot-parts.ts';
import { keeping, recording } from './stage.ts';
import { t } from './texts.ts';

/** What is in place as a generation to go back to, and a snapshot of programs, configuration and PKI, each by itself (H69). */
export function backup(facts: NebulaFacts, run: RunPlace): readonly Step[] {
  const keep = keeping('nebula.keep', facts);
  const parts = partsOfSnapshot(facts);
  const { version } = facts.generation;
  return [
    ...(keep === null
      ? []
      : [keep, { ...recording('nebula.keep-record', facts, live(facts), run), undoes: 'never' as const }]),
    ...(parts.length === 0
      ? []
      : [
          step(takeSnapshot, {
            id: 'nebula.snapshot',
            title: t('step-snapshot'),
            host: facts.host,
            args: {
              ...{ state: run.state, component: 'nebula', id: `${version}-${run.id}`, parts },
              note: t('note-before-run', { run: run.id }),
              ...(keep === null ? {} : { generation: live(facts).id }),
            },
            do: 60_000,
            undo: 1_000,
            undoes: 'never',
          }),
        ]),
  ];
}

export function unkept({ keys, settings }: NebulaFacts): Unkept {
  const isSealed = keys.recipient !== null || keys.passphrase !== null;
  const notes = [
    ...(keys.caKey === null ? [t('no-ca-key')] : []),
    ...(isSealed || settings?.key == null ? [] : [t('keys-in-clear')]),
    ...(hasInline(settings) ? [t('keys-inline')] : []),
  ];
  return { notes, findings: [] };
}

const hasInline = (settings: NebulaFacts['settings']): boolean =>
  [settings?.key, settings?.cert].some((one) => one != null && 'inline' in one);
