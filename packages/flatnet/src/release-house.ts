import { type Finding, type Host, type Hosts, MaintError, type Release, resolveVersion } from '@flatnet-maint/core';
import { fileLocks, httpDownloads, sweepMark } from '@flatnet-maint/host';
import {
  addRelease,
  type Builds,
  haveOf,
  type Offer,
  offersOf,
  type Ports,
  type ReleaseSource,
  sourceName,
  stageBuilt,
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
  /** Where clones are made: other users may enter it, and it is no memory. */
  folder = '/var/tmp',
): ReleaseHouse {
  const plainOf = (component: string) => (mayBePlain(component) ? ({ plain: true } as const) : {});
  const storeOf = (component: string) => `${state}/releases/${component}`;
  const cacheOf = (component: string) => `${state}/cache/${component}`;
  const sourcesOf = async (component: string): Promise<readonly ReleaseSource[]> => {
    const { releases, recipes, sources } = await settings(component);
    return [{ kind: 'site', releases, recipes }, { kind: 'store', path: storeOf(component) }, ...sources];
  };
  const lend = async <T>(mark: string, limit: number, work: (host: Host) => Promise<T>): Promise<T> => {
    const { host, release } = hosts.lend('local', limit, mark);
    try {
      return await work(host);
    } finally {
      await release();
    }
  };
  const withPorts = <T>(work: (ports: Ports) => Promise<T>, limit = longest): Promise<T> =>
    lend('releases', limit, ({ files }) =>
      work({ files, downloads: httpDownloads({ env: process.env }), locks: fileLocks }),
    );
  const builds: Builds = { folder, uid: process.getuid?.() ?? 0, lend, endLeft };
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
  const stage = (component: string, offer: Offer, onFetch?: Watch) => {
    const { recipe } = offer;
    if (recipe === undefined)
      return withPorts((ports) =>
        stageRelease(ports, offer, onFetch && ((bytes) => onFetch(progressOf(offer, bytes)))),
      );
    const { commit, command, limit } = recipe;
    const begun = () => onFetch?.({ builds: commit, command: command.join(' '), limit });
    return withPorts(
      (ports) => stageBuilt({ ...ports, builds }, { ...offer, recipe }, cacheOf(component), begun),
      longest + limit,
    );
  };

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
          // Of what is built, these were not known before.
          const { path, sha256, holds, unpackedBytes } = await stage(component, offer, onFetch);
          return { release: { ...release, path, sha256, ...(holds === undefined ? {} : { holds }) }, unpackedBytes };
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
          const isKnown = sha256 !== '';
          releases.push({
            ...{ version, source, bytes, have: await haveOf(ports, offer) },
            ...{ sha256: isKnown ? sha256 : null, path: isKnown ? path : null },
          });
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
      const { version, source } = offer;
      const { path, sha256, bytes, unpackedBytes, how, signature } = await stage(component, offer, onFetch);
      return { component, version, source, sha256, path, bytes, unpackedBytes, how, signature, problems };
    },
  };
}

/** A process that cannot be ended waits in the kernel: it is left there, in a folder that nobody uses any more. */
async function endLeft(mark: string): Promise<void> {
  await sweepMark(mark);
}

const progressOf = ({ path, bytes: of }: Offer, bytes: number): FetchProgress => ({
  file: path.slice(path.lastIndexOf('/') + 1).replace(/^[0-9a-f]{16}-/, ''),
  bytes,
  of: of ?? bytes,
});
