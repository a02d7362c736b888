import {
  type Candidate,
  type Component,
  describeError,
  type EvidencePiece,
  type Found,
  type FoundValue,
  type Hosts,
  type HostView,
  type Json,
  mask,
} from '@flatnet-maint/core';
import { someAtOnce } from '@flatnet-maint/store';
import { placeOf } from '../components.ts';
import type { Tool } from '../house.ts';
import type { Site, SiteSettings } from '../site/site.ts';
import { t } from '../texts.ts';
import { listeningServices, ofHost, ofServices, ofState } from './common.ts';
import { type Absent, endOfFile, type Had, had, isAbsent, made, type Wanted, wanted } from './got.ts';

/** Nothing new is looked at after this; each look has a limit of its own. */
const longest = 9_000;
const pieceLimit = 3_000;
const findLimit = 6_000;
const evidenceLimit = 2_500;
/** Of all pieces together. */
const usualMost = 64 * 1_048_576;

export interface Around {
  readonly state: string;
  readonly hosts: Hosts;
  readonly tool: Tool;
  readonly components: readonly Component<never, Json>[];
  /** Its path, or why there is none. */
  readonly sitePath: () => Promise<string>;
  readonly site: () => Promise<Site>;
  readonly guard: string;
  readonly mostBytes?: number;
}

/** All that can be had in a few seconds of what is true now, without secrets; and what cannot, with its reason. */
export async function collect(
  from: Around,
): Promise<{ readonly had: readonly Had[]; readonly absent: readonly Absent[] }> {
  const ends = performance.now() + longest;
  const had: Had[] = [];
  const absent: Absent[] = [];
  let bytes = 0;
  const take = (one: Had | Absent): void => {
    if (isAbsent(one)) absent.push({ ...one, path: mask(one.path).text });
    else if (bytes + one.bytes.length > (from.mostBytes ?? usualMost))
      absent.push({ path: one.from, why: t('evidence-full'), bytes: one.bytes.length });
    else {
      bytes += one.bytes.length;
      had.push(one);
    }
  };
  const view = (limit = pieceLimit): HostView => from.hosts.view('local', limit);
  const getAll = async (all: readonly Wanted[]) => someAtOnce(all, (one) => getOne(one, view, ends));
  const site = await from.site().catch(() => null);
  const looked = someAtOnce(from.components, (component) => look(component, site, view));
  // While the components are looked for, what is true of the whole host.
  const [host, state] = await Promise.all([
    getAll([...ofHost(from.tool, [...new Set(['/', from.state, ...placesOf(from, site)])]), ...(await siteFile(from))]),
    ofState(from.state, view()).then(getAll),
  ]);
  const seen = await looked;
  const listening = await listeningServices(view()).catch(() => []);
  const services = [...new Set([...seen.flatMap((one) => one.services), from.guard, ...listening])];
  const rest = await getAll([...seen.flatMap((one) => one.pieces), ...ofServices(services)]);
  for (const one of [...host, ...state, ...seen.flatMap((one) => one.absent), ...rest]) take(one);
  return { had: named(had), absent };
}

async function getOne(one: Wanted, view: () => HostView, ends: number): Promise<Had | Absent> {
  if (performance.now() > ends) return { path: one.from, why: t('evidence-time') };
  return had(one, view());
}

/** Two that would bear one name. */
function named(all: readonly Had[]): readonly Had[] {
  const seen = new Set<string>();
  return all.map((one) => {
    let { as } = one;
    for (let times = 2; seen.has(as); times += 1) as = `${one.as}.${times}`;
    seen.add(as);
    return { ...one, as };
  });
}

/** As it is written, also when it does not parse: then it is a part of what is wrong. */
async function siteFile({ sitePath }: Around): Promise<readonly Wanted[]> {
  try {
    return [endOfFile('site/flatnet.yaml', await sitePath())];
  } catch (error) {
    return [made('site', 'flatnet.yaml', () => Promise.reject(error))];
  }
}

interface Looked {
  readonly pieces: readonly Wanted[];
  readonly absent: readonly Absent[];
  readonly services: readonly string[];
}

async function look(
  component: Component<never, Json>,
  site: Site | null,
  view: (limit?: number) => HostView,
): Promise<Looked> {
  const { id } = component;
  const settings = site?.components[id] ?? null;
  const absent: Absent[] = [];
  const told = (path: string) => (error: unknown) => {
    absent.push({ path, why: mask(describeError(error).message).text });
    return null;
  };
  const find = async (host: HostView) => component.find?.(host, { use: [], site: settings as never }) ?? null;
  const seen = await within(view(findLimit), findLimit, find).catch(told(id));
  // Where it cannot be looked for, or what the site file means is gone, the site file alone says what it is.
  const found = seen !== null && seen.candidates.length > 0 ? seen : { ...bySite(component, settings), ...rest(seen) };
  for (const right of found.rights) absent.push({ path: id, why: right });
  if (found.candidates.length === 0) absent.push({ path: id, why: t('evidence-none-found') });
  const evidence = async (candidate: Candidate, index: number): Promise<readonly Wanted[]> => {
    const below = found.candidates.length === 1 ? id : `${id}/${index + 1}`;
    const tell = async (host: HostView) => component.evidence?.(candidate, host) ?? [];
    const pieces: readonly EvidencePiece[] | null = await within(view(evidenceLimit), evidenceLimit, tell).catch(
      told(candidate.path),
    );
    return (pieces ?? []).map((piece) => wanted(piece, below));
  };
  const pieces = (await Promise.all(found.candidates.map(evidence))).flat();
  const services = found.candidates.flatMap(({ values }) =>
    values.flatMap(({ key, value }) => (key.join('.') === 'service' && typeof value === 'string' ? [value] : [])),
  );
  return { pieces: [made(`${id}/found.json`, id, async () => found), ...pieces], absent, services };
}

/** Also what waits for something else than the host is left at the limit, which cuts the sleep off. */
const within = async <T>(host: HostView, limit: number, work: (host: HostView) => Promise<T>): Promise<T> =>
  Promise.race([work(host), host.sleep(2 * limit) as Promise<never>]);

const rest = (seen: Found | null): Partial<Found> =>
  seen === null ? {} : { remarks: seen.remarks, rights: seen.rights };

function bySite(component: Component<never, Json>, settings: SiteSettings | null): Found {
  const none = { component: component.id, remarks: [], rights: [] };
  const path = settings === null ? null : placeOf(component, settings);
  if (settings === null || path === null) return { ...none, candidates: [] };
  const values = Object.entries(settings).flatMap(([key, value]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return textAt([key], value);
    return Object.entries(value).flatMap(([inner, deep]) => textAt([key, inner], deep));
  });
  const plain = { running: false, sure: true, why: '', trees: [], remarks: [], best: null };
  return { ...none, candidates: [{ path, values, ...plain }] };
}

const textAt = (key: FoundValue['key'], value: unknown): readonly FoundValue[] =>
  typeof value === 'string' ? [{ key, value, how: '' }] : [];

const placesOf = ({ components }: Around, site: Site | null): readonly string[] =>
  components.flatMap((component) => {
    const settings = site?.components[component.id];
    return settings === undefined
      ? []
      : [placeOf(component, settings), settings.generations].filter((one) => one !== null);
  });
