import { type HostView, MaintError } from '@flatnet-maint/core';

/** An address that is given out, and what its keeper wrote of whom it is for. */
export interface Kept {
  readonly address: string;
  readonly owner: string;
}

/**
 * Addresses that are given out: a folder as `host-local` keeps it (a file for each, with the container's id in it), or a
 * JSON file of a plugin's own, whatever its form: an address, and the words around it. Absent = none.
 */
export async function keptAddresses({ files }: HostView, place: string): Promise<readonly Kept[]> {
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
    return [...all.flat(), ...((await files.stat(own)) === null ? [] : inJson(await files.text(own)))];
  }
  return inJson(await files.text(place));
}

const isAddress = (name: string): boolean => /^\d+(\.\d+){3}$/.test(name) || /^[0-9a-f]*:[0-9a-f:]+$/i.test(name);

function goneMeanwhile(error: unknown): null {
  if (error instanceof MaintError && error.code === 'E_FILE_ABSENT') return null;
  throw error;
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
    const words = JSON.stringify(value);
    for (const [key, below] of Object.entries(value)) {
      if (isAddress(key)) found.set(key, JSON.stringify(below));
      walk(below, Array.isArray(value) ? beside : words);
    }
  };
  walk(JSON.parse(text), '');
  return [...found].map(([address, owner]) => ({ address, owner }));
}
