import { siteProbes } from '@flatnet-maint/actions';
import { type Generation, type Probe, question, type Verification } from '@flatnet-maint/core';
import { upArgs } from './cutover.ts';
import type { KeptService, MonitoringFacts } from './facts.ts';
import { partsOf } from './generations.ts';
import { grafanaContents } from './grafana/contents.ts';
import { grafanaLogin } from './grafana/login.ts';
import { containersThere } from './inquiries/containers-there.ts';
import { logSigns } from './inquiries/log-signs.ts';
import { configLoaded, rulesLoaded, targetsUp } from './inquiries/prometheus.ts';
import { serviceUp } from './inquiries/service-up.ts';
import { changedParts, readersOf, reloadOf } from './placing.ts';

/** Of every service: is it up in its version, is its configuration loaded, do its targets answer, are its rules there? */
export function verify(facts: MonitoringFacts, to: Generation): Verification {
  const { services } = partsOf(to);
  const changed = readersOf(facts, changedParts(facts, to)).map(({ service }) => service);
  const probes = services.flatMap((service) => probesOf(facts, service, changed.includes(service.name)));
  return {
    trial: [],
    probes: [...(services.length === 0 ? [absent(facts)] : probes), ...siteProbes(facts.host, facts.commands)],
    within: 120_000,
  };
}

/** Where there are no containers there is nothing else to ask, and nothing that would be well. */
const absent = ({ host, project }: MonitoringFacts): Probe => ({
  ...{ id: 'stack', host, severity: 'outage', every: 500, passes: 2, fails: 4, limit: 10_000 },
  ask: question(containersThere, { project, containers: [] }),
});

const outages = ['prometheus', 'alertmanager', 'grafana'];

/** `isOther`: it is to have another configuration, so that its targets and rules are not those from before. */
function probesOf(facts: MonitoringFacts, service: KeptService, isOther: boolean): readonly Probe[] {
  const { name, kind, address, container } = service;
  const base = { host: facts.host, every: 500, passes: 2, fails: 4, limit: 10_000 } as const;
  const up: Probe = {
    ...base,
    id: name,
    severity: outages.includes(kind) ? 'outage' : 'partial',
    ask: question(serviceUp, { ...upArgs(service), steady: 0, isNew: false }),
  };
  const isTold = facts.services.some((one) => one.name === name && one.errors === 'told');
  const log: Probe = {
    ...base,
    id: `${name}-log`,
    severity: 'noisy',
    ...(isTold ? {} : { compare: { nothingNew: true } as const }),
    ask: question(logSigns, { container }),
  };
  const reload = reloadOf(service);
  const loaded: readonly Probe[] =
    reload === null
      ? []
      : [
          {
            ...base,
            id: `${name}-config`,
            severity: 'partial',
            ask: question(configLoaded, { service: name, metrics: reload.metrics, prefix: reload.prefix }),
          },
        ];
  if (kind === 'grafana' && address !== null) return [up, ...grafanaProbes(facts, name, address), log];
  if (kind !== 'prometheus' || address === null) return [up, ...loaded, log];
  // A target is up after its first scrape, and intervals may be a minute.
  const patient = { ...base, severity: 'partial', fails: 180 } as const;
  return [
    up,
    ...loaded,
    {
      ...patient,
      id: `${name}-targets`,
      ...(isOther ? {} : { compare: { nothingMissing: true } as const }),
      ask: question(targetsUp, { address, least: 1 }),
    },
    {
      ...base,
      severity: 'partial',
      fails: 20,
      id: `${name}-rules`,
      ...(isOther ? {} : { compare: { nothingMissing: true } as const }),
      ask: question(rulesLoaded, { address, least: 0 }),
    },
    log,
  ];
}

/**
 * Login, datasources and dashboards. Where the password is had from a variable, whoever brings a run back after a death does not
 * have it: then neither is asked for on the way back.
 */
function grafanaProbes({ host, grafana }: MonitoringFacts, name: string, address: string): readonly Probe[] {
  const { user, password } = grafana;
  if (password === null) return [];
  const severity = 'env' in password ? 'noisy' : 'partial';
  const base = { host, severity, every: 1_000, passes: 2, fails: 4, limit: 10_000 } as const;
  const place = { address, user, password };
  return [
    { ...base, id: `${name}-login`, ask: question(grafanaLogin, place) },
    { ...base, id: `${name}-contents`, compare: { nothingMissing: true }, ask: question(grafanaContents, place) },
  ];
}
