import { basename, dirname, join } from 'node:path/posix';
import { baseOf, dateIn, each, type Look, textOf } from '@flatnet-maint/actions';
import { readConflist } from '../conflist.ts';
import type { Network } from '../facts.ts';
import { t } from '../texts.ts';

/** What one file says; `text` null = it is not there, or may not be read. */
export interface Written {
  readonly path: string;
  readonly text: string | null;
  readonly network: Network | null;
  /** Why nothing can be made of it; null = it can. */
  readonly why: string | null;
}
/** What hands left of a list, beside it or in a folder of the manual's backup script. */
export interface Copy extends Written {
  readonly isBeside: boolean;
  /** ISO 8601; of the date in its name, else when it was last changed. */
  readonly dated: string;
}
/** A list where Podman reads it, with its copies, the newest first. */
export interface List extends Written {
  readonly isAbsent: boolean;
  readonly copies: readonly Copy[];
}

/** Of the manual's backup script: one folder a day. */
const backups = '/backup/flatnet';

const isList = (name: string): boolean => /\.(?:conflist|conf|json)$/.test(name);

/** All lists of a folder, also those of which only a copy is there. */
export async function listsIn(look: Look, folder: string): Promise<readonly List[]> {
  const names = await look.names(folder);
  const paths = new Set(names.map((name) => (isList(name) ? name : baseOf(name))).filter(isList));
  return each([...paths].sort(), 4, (name) => listAt(look, join(folder, name), names));
}

/** One list; `names` = what lies in its folder, where somebody has looked already. */
export async function listAt(look: Look, path: string, names?: readonly string[]): Promise<List> {
  const [folder, name] = [dirname(path), basename(path)];
  const beside = (names ?? (await look.names(folder))).filter(
    (one) => one !== name && !isList(one) && baseOf(one) === name,
  );
  const copies = [
    ...beside.map((one) => ({ at: join(folder, one), named: one, isBeside: true })),
    ...(await look.names(backups)).map((one) => ({
      at: join(backups, one, 'cni-config', name),
      named: one,
      isBeside: false,
    })),
  ];
  const found = await each(copies, 4, async ({ at, named, isBeside }): Promise<readonly Copy[]> => {
    const stat = await look.stat(at);
    if (stat?.kind !== 'file') return [];
    const dated = dateIn(named) ?? new Date(stat.modified).toISOString();
    return [{ ...(await readWritten(look, at)), isBeside, dated }];
  });
  return {
    ...(await readWritten(look, path)),
    isAbsent: await look.isAbsent(path),
    copies: found.flat().sort((a, b) => (a.dated < b.dated ? 1 : -1)),
  };
}

export async function readWritten(look: Look, path: string): Promise<Written> {
  const text = await textOf(look, path);
  if (text === null) return { path, text, network: null, why: t('find-list-unread', { path }) };
  // A single plugin without a list around it is taken for a list of one, as libcni does.
  const read = readConflist(path.endsWith('.conf') || path.endsWith('.json') ? asList(text) : text);
  return { path, text, ...read };
}

function asList(text: string): string {
  try {
    const one = JSON.parse(text) as { readonly type?: unknown; readonly plugins?: unknown };
    return one?.plugins === undefined && one?.type !== undefined ? JSON.stringify({ ...one, plugins: [one] }) : text;
  } catch {
    return text;
  }
}

/** The plugin that a list names; of one that cannot be read, by a copy of it or by what is left of it. */
export function typeOf({ network, text, copies, path }: List): string | null {
  const copied = copies.find((copy) => copy.network !== null)?.network;
  const left = /"type"\s*:\s*"([\w.-]+)"/.exec(text ?? '')?.[1];
  return network?.type ?? copied?.type ?? left ?? (isFlatnet(basename(path)) ? 'flatnet' : null);
}

/** As a whole word. */
export const isFlatnet = (name: string): boolean => /(?:^|[^a-z0-9])flatnet(?:[^a-z0-9]|$)/i.test(name);

/** Where a list tells the gateway of its containers: its API's address, without a path. */
export function registryOf(text: string | null): string | null {
  try {
    const [first] = endpoints(JSON.parse(text ?? 'null'));
    const url = first === undefined ? null : URL.parse(/^https?:/.test(first) ? first : `http://${first}`);
    return url === null || url.host === '' ? null : url.origin;
  } catch {
    return null;
  }
}

function endpoints(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) =>
    key === 'registryEndpoints' ? [below].flat().filter((one) => typeof one === 'string') : endpoints(below),
  );
}
