/** `docker.io/prom/prometheus:v2.53.3@sha256:…` taken apart; a tag that is not said is `latest`. */
export function partsOfRef(ref: string): {
  readonly name: string;
  readonly tag: string | null;
  readonly digest: string | null;
} {
  const [, name = ref, tag = null, digest = null] =
    /^(.*?)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(ref) ?? [];
  return { name, tag, digest };
}

export const tagOf = (ref: string): string => partsOfRef(ref).tag ?? (partsOfRef(ref).digest === null ? 'latest' : '');

/** The same image under another tag, which may bring a digest with it. A `v` is written as the present tag writes it. */
export function withTag(ref: string, wanted: string): string {
  const { name } = partsOfRef(ref);
  const now = tagOf(ref);
  const manner = /^v\d/.test(now) && /^\d+\.\d/.test(wanted) ? `v${wanted}` : wanted;
  return `${name}:${manner}`;
}

/**
 * What an image is called that came back from an archive: a name with a digest of the registry’s manifest can be given by a
 * registry only, and its place must stay in the name, for that says what kind of service it is.
 */
export function nameInStore(ref: string, id: string): string {
  const { name, digest } = partsOfRef(ref);
  return digest === null ? ref : `${name}:kept-${id.slice(0, 12)}`;
}

/** Two names of one image: Podman writes a registry, and `library/`, where a person leaves them out. */
export function isSameName(a: string, b: string): boolean {
  const [one, other] = [partsOfRef(a), partsOfRef(b)];
  return tagOf(a) === tagOf(b) && one.digest === other.digest && isSamePlace(one.name, other.name);
}

/** `prom/prometheus` is found in whatever registry Podman searches, or in none: an image that was built here. */
function isSamePlace(a: string, b: string): boolean {
  if (a === b) return true;
  if (isHosted(a)) return !isHosted(b) && isSamePlace(b, a);
  return isHosted(b) ? b.endsWith(`/${a}`) : false;
}

const isHosted = (name: string): boolean => name.includes('/') && /[.:]|^localhost$/.test(name.split('/')[0] ?? '');

/** An image under the name that another one of the same place bears: as Podman records it, or as a person wrote it. */
export function namedAs(ref: string, other: string): string {
  const [{ name }, { name: theirs }] = [partsOfRef(ref), partsOfRef(other)];
  return isSamePlace(name, theirs) ? `${theirs}${ref.slice(name.length)}` : ref;
}
