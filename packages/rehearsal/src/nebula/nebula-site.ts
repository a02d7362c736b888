import type { OfferedRelease } from '../gateway/site-file.ts';
import type { End } from './nebula-host.ts';

/** Text of a `flatnet.yaml` that speaks of the tunnel alone. JSON strings are YAML strings. */
export function nebulaSiteText(site: {
  program: string;
  config: string;
  peer: End;
  /** Command that asks the peer; the question is to be added. */
  ask: readonly string[];
  releases: readonly OfferedRelease[];
  lines: readonly string[];
}): string {
  const { peer, ask, releases } = site;
  const offered = releases.map(
    ({ version, path, sha256 }) =>
      `    - { version: ${JSON.stringify(version)}, path: ${path}, sha256: ${JSON.stringify(sha256)} }`,
  );
  return [
    'nebula:',
    `  program: ${site.program}`,
    `  config: ${site.config}`,
    '  peers:',
    `    ${peer.name}:`,
    `      address: ${peer.address}`,
    '      port: 7000',
    `      asks: ${JSON.stringify([...ask, 'reaches'])}`,
    `      status: ${JSON.stringify([...ask, 'status'])}`,
    ...site.lines,
    offered.length === 0 ? '  releases: []' : '  releases:',
    ...offered,
    '',
  ].join('\n');
}
