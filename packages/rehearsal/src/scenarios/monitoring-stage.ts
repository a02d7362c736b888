import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Language } from '@flatnet-maint/core';
import { amissWith, lookAtMonitoring, type SeenMonitoring } from '../check/check-monitoring.ts';
import { ask } from '../gateway/ask.ts';
import { type Machine, machineUp } from '../machine/machine.ts';
import type { MadeImage } from '../monitoring/make-images.ts';
import {
  type MonitoringOptions,
  type PracticeMonitoring,
  practiceMonitoring,
} from '../monitoring/practice-monitoring.ts';
import type { Service } from '../monitoring/services.ts';
import type { Parts } from '../parts/fetch-parts.ts';
import { t } from '../texts.ts';
import { type MaintEnd, type MaintHow, maint, until } from './maint.ts';

/** Where scenes of the monitoring stack play: a stack that podman-compose made, and what it has gathered since. */
export interface MonitoringStage {
  readonly machine: Machine;
  readonly stack: PracticeMonitoring;
  /** Of the compose file as it was at first. */
  readonly composeText: string;
  readonly say: (line: string) => void;
  readonly language: Language;
}

/** Tags of services; all others have their older one. */
export type Tags = Partial<Readonly<Record<Service, string>>>;

/** How long a silence stays after whoever renews it died. */
export const lease = 10_000;

export async function monitoringStage({
  parts,
  name,
  say,
  language = 'en',
  shares = [],
  lines = [],
  ...options
}: MonitoringOptions & {
  readonly parts: Parts;
  readonly name: string;
  readonly say: (line: string) => void;
  readonly language?: Language;
  readonly shares?: readonly string[];
  /** Further parts of the site file. */
  readonly lines?: readonly string[];
  /** Before any container is made. */
  readonly prepare?: (machine: Machine) => Promise<void>;
}): Promise<MonitoringStage> {
  const machine = await machineUp(parts, { name, podman: true, monitoring: true, shares });
  try {
    await options.prepare?.(machine);
    const stack = await practiceMonitoring(machine, options);
    // `silence` is the last part of the file, so that this line goes on with it.
    stack.site([`  lease: ${lease / 1_000}s`, ...lines]);
    const composeText = readFileSync(machine.path(stack.composeFile), 'utf8');
    if (stack.services.includes('grafana')) await keepMarker(machine, stack);
    return { machine, stack, composeText, say, language };
  } catch (error) {
    await machine.down();
    throw error;
  }
}

export const environment = ({ stack }: Pick<MonitoringStage, 'stack'>) => ({ GRAFANA_ADMIN_PASSWORD: stack.password });

/** A command as somebody types it who has the password of Grafana at hand. */
export const maintThere = (
  stage: MonitoringStage,
  args: readonly string[],
  how: Omit<MaintHow, 'env'> = {},
): Promise<MaintEnd> => maint(stage.machine, args, { ...how, env: environment(stage) });

export const asked = (tags: Tags): string =>
  Object.entries(tags)
    .map(([service, tag]) => `${service}=${tag}`)
    .join(',');

/** Prometheus and Alertmanager in their newer genuine versions. */
export const newerTags = ({ stack }: Pick<MonitoringStage, 'stack'>): Tags => ({
  prometheus: stack.versions.prometheus.newer,
  alertmanager: stack.versions.alertmanager.newer,
});

/** A whole stack: each service by its image, and the compose file. */
export interface World {
  readonly name: string;
  readonly images: readonly MadeImage[];
  readonly compose: string;
}

export function worldOf({ stack, composeText }: MonitoringStage, name: string, tags: Tags = {}): World {
  let text = composeText;
  for (const [service, tag] of Object.entries(tags) as [Service, string][]) {
    const older = stack.image(service, stack.versions[service].older).ref;
    text = text.replace(older, `${older.slice(0, older.lastIndexOf(':'))}:${tag}`);
  }
  const images = stack.services.map((service) => stack.image(service, tags[service] ?? stack.versions[service].older));
  return { name, images, compose: createHash('sha256').update(text).digest('hex') };
}

const composeOf = ({ files }: SeenMonitoring): string | undefined => files['monitoring/podman-compose.yml'];

/** Which of the worlds is wholly live, and why none is. */
export function worldLive(seen: SeenMonitoring, worlds: readonly World[]): { name: string; why: string[] } {
  const named = worlds.find(({ compose }) => compose === composeOf(seen));
  if (named === undefined) return { name: 'mixed', why: [t('compose-other')] };
  const why = amissWith(seen, named.images);
  return { name: why.length === 0 ? named.name : `mixed ${named.name}`, why };
}

/**
 * What must be true at every end, seen without the product: one world wholly, with its data, and nothing left over. The
 * dead-man still goes home when a run is closed, and a silence whose owner died ends with its lease.
 */
export async function monitoringEndSeen(
  stage: MonitoringStage,
  worlds: readonly World[],
  before: SeenMonitoring,
): Promise<{ name: string; problems: string[] }> {
  let last: { name: string; problems: string[] } = { name: 'unseen', problems: [] };
  await until(
    async () => {
      const seen = await lookAtMonitoring(stage.machine, stage.stack);
      const { name, why } = worldLive(seen, worlds);
      last = { name, problems: [...why, ...dataAmiss(seen, before), ...halfRestored(stage)] };
      return last.problems.length === 0;
    },
    lease + 10_000,
    1_000,
  );
  return last;
}

function dataAmiss(seen: SeenMonitoring, before: SeenMonitoring): string[] {
  const problems: string[] = [];
  if (seen.samples.first !== before.samples.first) problems.push(t('samples-gone'));
  const [now, was] = [seen, before].map(({ grafana }) => JSON.stringify(grafana?.dashboards));
  if (now !== was) problems.push(t('dashboards-differ', { now: String(now), before: String(was) }));
  const config = ({ files }: SeenMonitoring) =>
    Object.entries(files).filter(([path]) => path !== 'monitoring/podman-compose.yml');
  if (JSON.stringify(config(seen)) !== JSON.stringify(config(before))) problems.push(t('files-differ'));
  return problems;
}

const volumes = '/var/lib/containers/storage/volumes';

/** What an interrupted restore would leave beside the data; what it has set aside stays for its owner, and is told. */
function halfRestored({ machine, stack }: MonitoringStage): string[] {
  const folder = machine.path(volumes);
  return stack.services.flatMap((service) => {
    const volume = `monitoring_${service}_data`;
    if (!existsSync(`${folder}/${volume}`)) return [];
    return readdirSync(`${folder}/${volume}`)
      .filter((name) => /\.(restoring|restored)-/.test(name))
      .map((name) => t('left-half-made', { path: `${volumes}/${volume}/${name}` }));
  });
}

/** A dashboard of a person's own, which is in Grafana's database alone. */
async function keepMarker(machine: Machine, { password }: PracticeMonitoring): Promise<void> {
  const { status, body } = await ask(machine, `http://admin:${password}@127.0.0.1:3000/api/dashboards/db`, {
    method: 'POST',
    body: { dashboard: { uid: 'marker', title: 'Marker', panels: [] }, overwrite: true },
  });
  if (status !== 200) throw new Error(`no dashboard can be kept: ${status} ${body}`);
}

/** What the site itself does when power is back: containers that stand there under their own names are started. */
export async function startAgain({ stack }: MonitoringStage): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    for (const name of stack.services.map((service) => stack.names[service])) await stack.podman('start', name);
    try {
      return await stack.ready(2_000);
    } catch (error) {
      if (tries === 30) throw error;
    }
  }
}
