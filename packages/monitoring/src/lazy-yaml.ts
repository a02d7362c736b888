type Yaml = typeof import('yaml');
let loaded: Yaml | null = null;

/** Whoever reads the host loads it first; a command that asks nothing of the stack does not wait for it. */
export async function loadYaml(): Promise<void> {
  loaded ??= await import('yaml');
}

export function yaml(): Yaml {
  if (loaded === null) throw new Error('yaml-not-loaded');
  return loaded;
}
