import { gate, type Item, question, type RunPlace, step } from '@flatnet-maint/core';
import { restartContainers } from './actions/restart-containers.ts';
import type { CniFacts } from './facts.ts';
import { restartsTold } from './inquiries/restarts-told.ts';
import { t } from './texts.ts';

/** After the commit, for nothing takes a restart back; the gate tells what came of it. */
export function restarting({ host, registry, mentions }: CniFacts, network: string, run: RunPlace): Item[] {
  const notes = `${run.state}/runs/${run.id}/restarts.json`;
  return [
    step(restartContainers, {
      id: 'cni.restart',
      title: t('step-restart'),
      host,
      args: { network, registry, mentions, notes },
      do: 600_000,
      undo: 1_000,
      undoes: 'never',
    }),
    gate({
      id: 'cni.restarted',
      title: t('gate-restarted'),
      host,
      ask: question(restartsTold, { notes }),
      limit: 5_000,
      tells: true,
    }),
  ];
}
