import { type RunPlace, type Step, step, type Unkept } from '@flatnet-maint/core';
import { snapshotPlugin } from './actions/snapshot-plugin.ts';
import type { CniFacts } from './facts.ts';
import { live, standingOf, standingVersion } from './generations.ts';
import { keeping, recording } from './stage.ts';
import { t } from './texts.ts';

/** The present pair as a generation to go back to, and a snapshot of it with the addresses that are given out. */
export function backup(facts: CniFacts, run: RunPlace): readonly Step[] {
  const present = live(facts);
  const standing = standingOf(facts);
  const keep = keeping('cni.keep', facts);
  const ipam = facts.network?.ipam ?? null;
  return [
    ...(keep === null
      ? []
      : [keep, { ...recording('cni.keep-record', facts, present, run), undoes: 'never' as const }]),
    step(snapshotPlugin, {
      id: 'cni.snapshot',
      title: t('step-snapshot'),
      host: facts.host,
      args: {
        snapshot: {
          state: run.state,
          component: 'cni',
          id: `${standingVersion(facts)}-${run.id}`,
          parts: [
            ...(standing.plugin === null ? [] : [{ name: 'plugin', path: facts.plugin }]),
            ...(standing.conflist === null ? [] : [{ name: 'conflist', path: facts.conflist }]),
          ],
          note: t('note-before-run', { run: run.id }),
          ...(facts.pluginFile === null || facts.chosen !== null ? {} : { generation: present.id }),
        },
        ipam: ipam === null ? null : { path: ipam, copy: `${run.state}/runs/${run.id}/ipam` },
      },
      do: 60_000,
      undo: 1_000,
      undoes: 'never',
    }),
  ];
}

export function unkept({ network }: CniFacts): Unkept {
  if (network === null || network.ipam !== null) return { notes: [], findings: [] };
  return {
    notes: [t('ipam-unknown')],
    findings: [{ id: 'not-in-snapshot', blocks: false, message: t('ipam-unknown'), next: t('ipam-unknown-next') }],
  };
}
