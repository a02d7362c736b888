/** A release as the site file offers it. */
export interface OfferedRelease {
  readonly version: string;
  /** Path inside the practice machine. */
  readonly path: string;
  readonly sha256: string;
}

/** Text of `flatnet.yaml`. JSON strings are YAML strings, so any path can be written. */
export function siteFileText(site: {
  home: string;
  config: string | undefined;
  releases: readonly OfferedRelease[];
}): string {
  const text = (value: string) =>
    /^[A-Za-z0-9/][A-Za-z0-9/._-]*$/.test(value) && !/^[\d.]+$/.test(value) ? value : JSON.stringify(value);
  return [
    'gateway:',
    `  home: ${text(site.home)}`,
    ...(site.config === undefined ? [] : [`  config: ${text(site.config)}`]),
    '  probes: { site: "http://127.0.0.1:80", api: "http://10.100.1.1:8080" }',
    '  routes: { boot: boot/routes.json }',
    '  drain: drain',
    site.releases.length === 0 ? '  releases: []' : '  releases:',
    ...site.releases.map(
      (one) =>
        `    - { version: ${text(one.version)}, path: ${text(one.path)}, sha256: ${JSON.stringify(one.sha256)} }`,
    ),
    '',
  ].join('\n');
}
