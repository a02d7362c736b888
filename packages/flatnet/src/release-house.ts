import { type Finding, type Hosts, MaintError, type Release, resolveVersion } from '@flatnet-maint/core';
import { fileLocks, httpDownloads } from '@flatnet-maint/host';
import {
  addRelease,
  haveOf,
  type Offer,
  offersOf,
  type Ports,
  type ReleaseSource,
  sourceName,
  stageRelease,
} from '@flatnet-maint/store';
import type { AddedRelease, AddOptions, FetchedRelease, FetchProgress, ReleaseList } from './releases.ts';
import type { SiteReleases } from './site/site.ts';
import { t } from './texts.ts';

/** The release that a request means, before a byte of it is fetched. */
export interface Wanted {
  readonly release: Release;
  /** Sources that could not be asked, though something that fits is to be had. */
  readonly notices: readonly Finding[];
  /** Fetched if it is not in hand, and verified; the release then says what it holds. */
  stage(onFetch?: Watch): Promise<{ readonly release: Release; readonly unpackedBytes: number }>;
}
export type Watch = (progress: FetchProgress) => void;

export interface ReleaseHouse {
  wanted(component: string, request: string): Promise<Wanted>;
  list(component: string): Promise<ReleaseList>;
  add(component: string, file: string, how: AddOptions): Promise<AddedRelease>;
  fetch(component: string, request: string, onFetch?: Watch): Promise<FetchedRelease>;
}

/** An hour for the download itself, and as much for slow disks. */
const longest = 2 * 3_600_000;

/** Releases of every source of this site. The download cache and the local store lie below the state folder, root's own. */
export function releaseHouse(
  state: string,
  hosts: Hosts,
  settings: (component: string) => Promise<SiteReleases>,
  /** Whether a release of it may be one plain file. */
  mayBePlain: (component: string) => boolean,
): ReleaseHouse {
  const plainOf = (component: string) => (mayBePlain(component) ? ({ plain: true } as const) : {});
  const storeOf = (component: string) => `${state}/releases/${component}`;
  const cacheOf = (component: string) => `${state}/cache/${component}`;
  const sourcesOf = async (component: string): Promise<readonly ReleaseSource[]> => {
    const { releases, sources } = await settings(component);
    return [{ kind: 'site', releases }, { kind: 'store', path: storeOf(component) }, ...sources];
  };
  const withPorts = async <T>(work: (ports: Ports) => Promise<T>): Promise<T> => {
    const { host, release } = hosts.lend('local', longest, 'releases');
    try {
      return await work({ files: host.files, downloads: httpDownloads({ env: process.env }), locks: fileLocks });
    } finally {
      await release();
    }
  };
  const chosen = (component: string, request: string) =>
    withPorts(async (ports) => {
      const { offers, problems } = await offersOf(ports, await sourcesOf(component), cacheOf(component));
      try {
        return { offer: { ...resolveVersion(request, offers), ...plainOf(component) }, problems };
      } catch (error) {
        const [problem] = problems;
        if (!(error instanceof MaintError) || error.code !== 'E_VERSION_UNKNOWN' || problem === undefined) throw error;
        const message = `${problem.message} ${t('release-nowhere-else', { request })}`;
        throw new MaintError(problem.code, message, problem.next, { cause: error });
      }
    });
  const stage = (offer: Offer, onFetch?: Watch) =>
    withPorts((ports) => stageRelease(ports, offer, onFetch && ((bytes) => onFetch(progressOf(offer, bytes)))));

  return {
    async wanted(component, request) {
      const { offer, problems } = await chosen(component, request);
      const { version, path, sha256 } = offer;
      const release = { component, version, path, sha256, ...plainOf(component) };
      return {
        release,
        notices: problems.map(({ source, message, next }) => ({
          id: 'source-unasked',
          blocks: false,
          message: `${message} ${t('release-without', { source })}`,
          next,
        })),
        async stage(onFetch) {
          const { holds, unpackedBytes } = await stage(offer, onFetch);
          return { release: holds === undefined ? release : { ...release, holds }, unpackedBytes };
        },
      };
    },
    list: (component) =>
      withPorts(async (ports) => {
        const sources = await sourcesOf(component);
        const { offers, problems } = await offersOf(ports, sources, cacheOf(component));
        const releases = [];
        for (const offer of offers) {
          const { version, source, bytes, sha256, path } = offer;
          releases.push({ version, source, bytes, sha256, path, have: await haveOf(ports, offer) });
        }
        return {
          component,
          sources: sources.map((source) => ({
            source: sourceName(source),
            kind: source.kind,
            key: 'key' in source ? source.key : null,
            problem: problems.find((problem) => problem.source === sourceName(source)) ?? null,
          })),
          releases,
        };
      }),
    add: (component, file, { version, sha256, signature }) =>
      withPorts(async (ports) => {
        // Without a signature to check, a host needs no site file for it.
        const sources = signature === null ? [] : (await settings(component)).sources;
        const keys = sources.flatMap(({ key }) => key ?? []);
        const added = await addRelease(ports, storeOf(component), file, {
          ...{ version, sha256, signature, keys },
          ...plainOf(component),
        });
        return { component, ...added };
      }),
    async fetch(component, request, onFetch) {
      const { offer, problems } = await chosen(component, request);
      const { version, source, sha256 } = offer;
      const { path, bytes, unpackedBytes, how, signature } = await stage(offer, onFetch);
      return { component, version, source, sha256, path, bytes, unpackedBytes, how, signature, problems };
    },
  };
}

const progressOf = ({ path, bytes: of }: Offer, bytes: number): FetchProgress => ({
  file: path.slice(path.lastIndexOf('/') + 1).replace(/^[0-9a-f]{16}-/, ''),
  bytes,
  of: of ?? bytes,
});
