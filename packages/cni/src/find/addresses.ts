import type { Look } from '@flatnet-maint/actions';
import { describeError } from '@flatnet-maint/core';
import { keptAddresses } from '../addresses.ts';
import type { Runs } from './store.ts';

/** Where addresses are kept, and those of containers that run no more. */
export interface Addresses {
  readonly place: string | null;
  readonly orphans: readonly string[];
}

/** An address is somebody's as long as a container runs that its keeper names by id or by name; of what names nobody, nothing is said. */
export async function addressesOf(look: Look, place: string | null, all: readonly Runs[]): Promise<Addresses> {
  if (place === null || (await look.stat(place)) === null) return { place, orphans: [] };
  try {
    const kept = await keptAddresses(look.host, place);
    const isHeld = (owner: string) =>
      all.some(({ id, name }) => owner.includes(id.slice(0, 12)) || (name !== '' && words(owner).includes(name)));
    const orphans = kept.filter(({ owner }) => /[0-9a-f]{12}/.test(owner) && !isHeld(owner));
    return { place, orphans: orphans.map(({ address }) => address) };
  } catch (error) {
    look.cannot(describeError(error).message);
    return { place, orphans: [] };
  }
}

const words = (owner: string): readonly string[] => owner.split(/[^\w.-]+/);
