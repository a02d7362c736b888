import { type TakeSnapshotArgs, takeSnapshot } from '@flatnet-maint/actions';
import { type RunPlace, type Step, step, type Unkept } from '@flatnet-maint/core';
import type { NebulaFacts } from './facts.ts';
import { live, standingOf } from './generations.ts';
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

function partsOfSnapshot(facts: NebulaFacts): TakeSnapshotArgs['parts'] {
  const { program, cert, config, settings, keys } = facts;
  const standing = standingOf(facts);
  const pki = [
    { name: 'pki-authorities', file: settings?.ca ?? null },
    { name: 'pki-certificate', file: settings?.cert ?? null },
    { name: 'pki-key', file: settings?.key ?? null },
  ].flatMap(({ name, file }) =>
    file !== null && 'path' in file && file.sha256 !== null ? [{ name, path: file.path }] : [],
  );
  return [
    ...(standing.program === null ? [] : [{ name: 'nebula', path: program }]),
    ...(standing.cert === null ? [] : [{ name: 'nebula-cert', path: cert }]),
    ...(standing.config.length === 0 ? [] : [{ name: 'config', path: config }]),
    ...pki,
    ...(keys.caKey === null ? [] : [{ name: 'pki-authority-key', path: keys.caKey }]),
  ];
}

export function unkept({ keys, settings }: NebulaFacts): Unkept {
  const isSealed = keys.recipient !== null || keys.passphrase !== null;
  const notes = [
    ...(keys.caKey === null ? [t('no-ca-key')] : []),
    ...(isSealed || settings?.key == null ? [] : [t('keys-in-clear')]),
  ];
  return { notes, findings: [] };
}
