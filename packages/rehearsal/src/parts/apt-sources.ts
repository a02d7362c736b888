/** A line or stanza of the machine's apt settings that names packages, whichever of apt's two formats it came in. */
export interface AptSource {
  readonly uri: string;
  readonly suites: readonly string[];
  readonly components: readonly string[];
  /** Keyring file named by `signed-by`; an inline key block or several keyrings give none here. */
  readonly signedBy?: string;
}

/** Reads the one-line format (`deb [options] uri suite component…`). */
export function parseListFile(text: string): AptSource[] {
  const sources: AptSource[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.replace(/#.*$/, '').trim();
    const match = /^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s*(.*)$/.exec(line);
    if (!match) continue;
    const signedBy = /(?:^|\s)signed-by=(\S+)/i.exec(match[1] ?? '')?.[1];
    sources.push(source(match[2]!, [match[3]!], words(match[4] ?? ''), signedBy));
  }
  return sources;
}

/** Reads the deb822 format (`*.sources`): stanzas of fields, continuation lines indented, comment lines anywhere. */
export function parseSourcesFile(text: string): AptSource[] {
  const sources: AptSource[] = [];
  // Comment lines go first: one between two fields must not end the stanza.
  const plain = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n');
  for (const stanza of plain.split(/\n[ \t]*\n/)) {
    const fields = new Map<string, string>();
    let field = '';
    for (const line of stanza.split('\n')) {
      const match = /^([A-Za-z-]+):\s*(.*)$/.exec(line);
      if (match) {
        field = match[1]!.toLowerCase();
        fields.set(field, match[2]!.trim());
      } else if (/^\s/.test(line) && field) fields.set(field, `${fields.get(field)} ${line.trim()}`.trim());
    }
    if (!words(fields.get('types') ?? '').includes('deb') || fields.get('enabled')?.toLowerCase() === 'no') continue;
    for (const uri of words(fields.get('uris') ?? ''))
      sources.push(
        source(uri, words(fields.get('suites') ?? ''), words(fields.get('components') ?? ''), fields.get('signed-by')),
      );
  }
  return sources;
}

/**
 * The archive that carries whole suites of this distribution. Third parties' archives and the security archive
 * (which holds only updates) name no suite that equals the bare codename together with component `main`.
 */
export function mainSource(sources: readonly AptSource[], codename: string): AptSource | undefined {
  const plain = sources.filter((one) => one.components.includes('main') && !/^(cdrom|file|copy):/.test(one.uri));
  return (
    plain.find((one) => one.suites.includes(codename)) ??
    plain.find((one) => one.suites.some((suite) => /^(stable|testing|unstable|sid|oldstable)$/.test(suite)))
  );
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function source(uri: string, suites: string[], components: string[], signedBy?: string): AptSource {
  const base = { uri, suites, components };
  return signedBy !== undefined && /^\/\S+$/.test(signedBy) && !signedBy.includes(',') ? { ...base, signedBy } : base;
}
