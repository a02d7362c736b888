import { lookAtPodman } from '@flatnet-maint/actions';
import type { HostView } from '@flatnet-maint/core';
import { dataPlaces } from './cutover.ts';
import type { Service } from './facts.ts';

/** Where data lies that cannot be copied aside and put back, for its folder cannot be renamed. `from` = what is mounted there. */
export interface FixedPlace {
  readonly path: string;
  readonly from: string;
}

/**
 * Folders that are mount points of their own, and volumes that Podman mounts from elsewhere: those are empty folders while no
 * container runs, so that a copy of them would hold nothing and a return would put nothing back.
 */
export async function fixedPlaces(
  host: HostView,
  services: readonly Pick<Service, 'mounts'>[],
): Promise<readonly FixedPlace[]> {
  const sources = new Set(services.flatMap((service) => dataPlaces(service).map(({ source }) => source)));
  const found = new Map([...(await mountPoints(host)), ...(await mountedVolumes(host, services))]);
  return [...sources].flatMap((path) => {
    const from = found.get(path);
    return from === undefined ? [] : [{ path, from }];
  });
}

async function mountPoints(host: HostView): Promise<readonly (readonly [path: string, from: string])[]> {
  const text = await host.files.text('/proc/self/mountinfo').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const words = line.split(' ').map(unescaped);
    const path = words[4];
    return path === undefined ? [] : [[path, words[words.indexOf('-') + 2] ?? '?'] as const];
  });
}

/** The kernel writes a blank in a path as `\040`. */
const unescaped = (word: string): string =>
  word.replaceAll(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));

async function mountedVolumes(
  host: HostView,
  services: readonly Pick<Service, 'mounts'>[],
): Promise<readonly (readonly [path: string, from: string])[]> {
  const names = new Set(services.flatMap(({ mounts }) => mounts.flatMap(({ volume }) => volume ?? [])));
  if (names.size === 0) return [];
  const form = ['{{.Mountpoint}}', '{{json .Options}}'].join('\t');
  const out = await lookAtPodman(host, 'volume', 'inspect', '--format', form, ...names);
  return out.stdout.split('\n').flatMap((line) => {
    const [path = '', options] = line.split('\t');
    if (options === undefined) return [];
    const { device } = (JSON.parse(options) ?? {}) as { readonly device?: string };
    return device === undefined ? [] : [[path, device] as const];
  });
}
