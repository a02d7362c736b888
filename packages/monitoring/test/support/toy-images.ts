import { sha256 } from '@flatnet-maint/core';
import { kindOfImage } from '../../src/kinds.ts';

/** What an image does besides its work. */
export interface Manners {
  /** It ends again as soon as it is started. */
  readonly crashes?: boolean;
  /** A word in its configuration that it does not take, though others do. */
  readonly refuses?: string;
  /** It is said of what was put together by another one of the same name and tag. */
  readonly build?: number;
  /** Places of its data, for which Podman makes a volume where nobody names one. */
  readonly volumes?: readonly string[];
}

export interface ToyImage extends Manners {
  readonly id: string;
  readonly kind: string;
  readonly version: string;
}

/** `docker.io/prom/prometheus:v2.42.0` as an image; the same each time. */
export function imageOf(ref: string, manners: Manners = {}): ToyImage {
  const version = ref.slice(ref.lastIndexOf(':') + 1).replace(/^v/, '');
  return { id: sha256(`${ref} ${JSON.stringify(manners)}`), kind: kindOfImage(ref), version, ...manners };
}

/** The images in a store, by id, and the names that lead to them; and a registry that may be down. */
export class ToyImages {
  readonly store = new Map<string, ToyImage>();
  readonly names = new Map<string, string>();
  readonly registry = new Map<string, ToyImage>();
  isDown = false;

  push(ref: string, manners: Manners = {}): ToyImage {
    const image = imageOf(ref, manners);
    this.registry.set(ref, image);
    return image;
  }

  /** In the registry and in the store. */
  have(ref: string, manners: Manners = {}): ToyImage {
    const image = this.push(ref, manners);
    this.store.set(image.id, image);
    this.names.set(ref, image.id);
    return image;
  }

  /** By its name, its id, or the beginning of that. */
  find(ref: string): ToyImage | null {
    const named = this.names.get(ref.replace(/^sha256:/, ''));
    if (named !== undefined) return this.store.get(named) ?? null;
    const wanted = ref.replace(/^sha256:/, '');
    if (!/^[0-9a-f]{12,64}$/.test(wanted)) return null;
    return [...this.store.values()].find(({ id }) => id.startsWith(wanted)) ?? null;
  }

  /** `podman image prune -a -f`: what no container is made of is gone, and all its names. */
  prune(used: ReadonlySet<string>): void {
    for (const id of [...this.store.keys()]) if (!used.has(id)) this.store.delete(id);
    for (const [name, id] of [...this.names]) if (!this.store.has(id)) this.names.delete(name);
  }
}
