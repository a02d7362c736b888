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

/** Two names of one image: Podman writes `docker.io/library/` where a person leaves it out. */
export function isSameName(a: string, b: string): boolean {
  const whole = (ref: string) => {
    const { name, tag, digest } = partsOfRef(ref);
    const [first = ''] = name.split('/');
    const hosted = name.includes('/') && /[.:]|^localhost$/.test(first);
    const path = hosted ? name : name.includes('/') ? `docker.io/${name}` : `docker.io/library/${name}`;
    return `${path}:${tag ?? (digest === null ? 'latest' : '')}@${digest ?? ''}`;
  };
  return whole(a) === whole(b);
}
