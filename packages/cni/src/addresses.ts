import { type HostView, MaintError } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** An address that is given out, and what its keeper wrote of whom it is for. */
export interface Kept {
  readonly address: string;
  readonly owner: string;
}

/**
 * Addresses that are given out: a folder as `host-local` keeps it (a file for each, with the container's id in it), or a
 * JSON file of a plugin's own, whatever its form: an address, and the words around it. Absent = none.
 */
export async function keptAddresses(host: HostView, place: string): Promise<readonly Kept[]> {
  const { files } = host;
  const stat = await files.stat(place);
  if (stat === null) return [];
  if (stat.kind === 'folder') {
    const names = (await files.list(place)).filter(isAddress);
    const own = `${place}/allocations.json`;
    const all = await Promise.all(
      names.map(async (address) => {
        const text = await files.text(`${place}/${address}`).catch(goneMeanwhile);
        return text === null ? [] : [{ address, owner: text.trim() }];
      }),
    );
    return [...all.flat(), ...((await files.stat(own)) === null ? [] : await inJsonFile(host, own))];
  }
  return inJsonFile(host, place);
}

const isAddress = (name: string): boolean => /^\d+(\.\d+){3}$/.test(name) || /^[0-9a-f]*:[0-9a-f:]+$/i.test(name);

function goneMeanwhile(error: unknown): null {
  if (error instanceof MaintError && error.code === 'E_FILE_ABSENT') return null;
  throw error;
}

/** Its keeper may be writing it in this moment. E_CNI_IPAM when it stays unreadable. */
async function inJsonFile({ files, sleep }: HostView, path: string): Promise<readonly Kept[]> {
  for (let n = 0; ; n += 1) {
    const text = await files.text(path);
    try {
      return inJson(text);
    } catch (error) {
      const why = (error as Error).message;
      if (n === 3) throw new MaintError('E_CNI_IPAM', t('ipam-unreadable', { path, why }), t('ipam-unreadable-next'));
      await sleep(150);
    }
  }
}

/** Each address once: as a key with what is below it, or as a value with what stands beside it. */
function inJson(text: string): readonly Kept[] {
  const found = new Map<string, string>();
  const walk = (value: unknown, beside: string): void => {
    if (typeof value === 'string') {
      if (isAddress(value)) found.set(value, `${found.get(value) ?? ''} ${beside}`.trim());
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const isOne = (one: unknown): boolean => typeof one === 'string' && isAddress(one);
    for (const [key, below] of Object.entries(value)) {
      if (isAddress(key)) found.set(key, JSON.stringify(below));
      // What stands beside it, but for other addresses: they may be somebody else's.
      const about = Object.entries(value).filter(([other, one]) => other === key || !isOne(one));
      walk(below, Array.isArray(value) ? beside : JSON.stringify(Object.fromEntries(about)));
    }
  };
  walk(JSON.parse(text), '');
  return [...found].map(([address, owner]) => ({ address, owner }));
}
