import { siteProbes } from '@flatnet-maint/actions';
import { type Generation, type Probe, question, type RunPlace, type Step, step } from '@flatnet-maint/core';
import { trialContainer } from './actions/trial-container.ts';
import type { CniFacts } from './facts.ts';
import { partsOf } from './generations.ts';
import { containersAnswer } from './inquiries/containers-answer.ts';
import { listUsable } from './inquiries/list-usable.ts';
import { networkKnown } from './inquiries/network-known.ts';
import { pluginInPlace } from './inquiries/plugin-in-place.ts';
import { pluginLatency } from './inquiries/plugin-latency.ts';
import { inPlaceArgs } from './placing.ts';
import { t } from './texts.ts';
import { markerOf, notesOf, trialOf } from './trials.ts';

/** A trial container, and the probes: are both files in place, does Podman know the network, do the containers answer. */
export function verify(
  facts: CniFacts,
  to: Generation,
  run?: RunPlace,
): { trial: readonly Step[]; probes: readonly Probe[] } {
  const network = partsOf(to).network ?? facts.network;
  const base = { host: facts.host, every: 500, passes: 2, fails: 2, limit: 15_000 };
  const probes: Probe[] = [
    // What Podman says of it is told by the next one.
    {
      ...base,
      id: 'plugin',
      severity: 'outage',
      ask: question(pluginInPlace, { ...inPlaceArgs(facts, to), network: null }),
    },
  ];
  if (network === null)
    probes.push({
      ...base,
      id: 'network',
      severity: 'outage',
      ask: question(listUsable, { conflist: facts.conflist }),
    });
  else {
    const { name, type } = network;
    probes.push(
      { ...base, id: 'network', severity: 'outage', ask: question(networkKnown, { network: name, type }) },
      {
        ...base,
        id: 'containers',
        severity: 'partial',
        ask: question(containersAnswer, { network: name, stopped: false }),
      },
      {
        ...base,
        id: 'containers-kept',
        severity: 'partial',
        compare: { nothingNew: true },
        ask: question(containersAnswer, { network: name, stopped: true, since: begunAt(run), boot: facts.boot }),
      },
    );
  }
  // Podman asks for the versions before all that it does, so what hangs there hangs every command.
  probes.push({
    ...base,
    id: 'latency',
    severity: 'slow',
    compare: { atMost: { times: 10, floor: 500 } },
    ask: question(pluginLatency, { plugin: facts.plugin }),
  });
  probes.push(...siteProbes(facts.host, facts.commands));
  const trial =
    network === null || run === undefined
      ? []
      : [
          step(trialContainer, {
            id: 'cni.trial',
            title: t('step-trial', { version: to.version }),
            host: facts.host,
            args: {
              trial: trialOf(facts, network, run),
              notes: notesOf(facts, run),
              as: 'compares',
              owed: markerOf(facts, run),
              must: true,
            },
            do: 45_000,
            undo: 30_000,
          }),
        ];
  return { trial, probes };
}

/** A run is named after the moment of its plan. */
function begunAt(run: RunPlace | undefined): string | null {
  const found = /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-/.exec(run?.id ?? '');
  if (found === null) return null;
  const [, year, month, day, hour, minute, second] = found;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}
