import type { OfferedRelease } from '../gateway/site-file.ts';

/** Text of a `flatnet.yaml` that speaks of the plugin alone. JSON strings are YAML strings. */
export function cniSiteText(site: {
  plugin: string;
  conflist: string;
  image: string;
  releases: readonly OfferedRelease[];
  lines: readonly string[];
}): string {
  const offered = site.releases.map(
    ({ version, path, sha256 }) =>
      `    - { version: ${JSON.stringify(version)}, path: ${path}, sha256: ${JSON.stringify(sha256)} }`,
  );
  return [
    'cni:',
    `  plugin: ${site.plugin}`,
    `  conflist: ${site.conflist}`,
    `  trial: { image: ${JSON.stringify(site.image)} }`,
    ...site.lines,
    offered.length === 0 ? '  releases: []' : '  releases:',
    ...offered,
    '',
  ].join('\n');
}
