import type { Machine } from '../machine/machine.ts';
import { entry } from '../machine/places.ts';
import type { MadeImage } from '../monitoring/make-images.ts';
import type { PracticeMonitoring } from '../monitoring/practice-monitoring.ts';

export interface SeenService {
  readonly service: string;
  readonly name: string;
  /** null = there is no container of that name, and nothing else is told. */
  readonly id: string | null;
  /** Image id, without `sha256:`. */
  readonly image?: string;
  readonly ref?: string;
  readonly state?: string;
  /** By /proc, whatever Podman says. */
  readonly lives?: boolean;
  readonly startedAt?: string;
  readonly restarts?: number;
  /** What it says of itself; null = it does not answer. */
  readonly reported?: string | null;
}

export interface SeenMonitoring {
  readonly services: readonly SeenService[];
  /** SHA-256 of each file of the project, by its path below /srv/flatnet. */
  readonly files: Readonly<Record<string, string>>;
  /** All that Podman knows, with their states. */
  readonly containers: readonly string[];
  /** Ids of the images in the store, without `sha256:`. */
  readonly images: readonly string[];
  /** Health by job; null = Prometheus does not answer, as below. */
  readonly targets: Readonly<Record<string, string>> | null;
  readonly rules: number | null;
  /** Of the last hour: milliseconds of the oldest one, and how many. */
  readonly samples: { readonly first: number | null; readonly count: number };
  /** Out of its database; `login` is the status of a question with the password. `dashboards`: `title version [provisioned]` by uid. */
  readonly grafana: {
    readonly schema: number;
    readonly login: number;
    readonly dashboards: Readonly<Record<string, string>>;
  } | null;
  readonly loki: number | null;
  /** Those that are not expired: who made it, and its state. */
  readonly silences: readonly string[] | null;
  readonly leftovers: readonly string[];
}

/** Looks at the stack from inside the machine, without the product. Nothing is changed. */
export async function lookAtMonitoring(
  machine: Machine,
  stack: Pick<PracticeMonitoring, 'names' | 'services' | 'password'>,
): Promise<SeenMonitoring> {
  const names = Object.fromEntries(stack.services.map((service) => [service, stack.names[service]]));
  const asked = { root: '/srv/flatnet', state: '/var/lib/flatnet-maint', services: names };
  const argv = [process.execPath, entry('monitoringChecker'), JSON.stringify(asked)];
  const out = await machine.exec(argv, { limit: 60_000, env: { PRACTICE_PASSWORD: stack.password } });
  if (out.code !== 0) throw new Error(`the checker failed: ${out.stderr}`);
  return JSON.parse(out.stdout) as SeenMonitoring;
}

/**
 * What of the stack is not as it would be with these images wholly live: each service by its image and by what it says of
 * itself, its targets and rules, and nothing left of any run. Empty = all is well.
 */
export function amissWith(seen: SeenMonitoring, images: readonly MadeImage[]): string[] {
  const amiss = images.flatMap(({ service, id, ref, version }) => {
    const one = seen.services.find((known) => known.service === service);
    if (one === undefined || one.id === null) return [`${service}: no container`];
    const why: string[] = [];
    if (one.state !== 'running' || one.lives !== true) why.push(`${service}: ${one.state}`);
    if (one.image !== id) why.push(`${service}: image ${one.ref}, not ${ref}`);
    if (one.reported !== version) why.push(`${service}: says ${one.reported}, not ${version}`);
    return why;
  });
  const has = (service: string): boolean => images.some((one) => one.service === service);
  if (has('prometheus')) {
    for (const [job, health] of Object.entries(seen.targets ?? { prometheus: 'unknown' }))
      if (health !== 'up') amiss.push(`target ${job}: ${health}`);
    if (!seen.rules) amiss.push(`rules loaded: ${seen.rules}`);
  }
  if (has('grafana') && seen.grafana?.login !== 200) amiss.push(`login to grafana: ${seen.grafana?.login}`);
  if (has('alertmanager') && seen.silences === null) amiss.push('no list of silences');
  return [...amiss, ...(seen.silences ?? []).map((one) => `silence of ${one}`), ...seen.leftovers];
}
