import { basename } from 'node:path/posix';
import { type Generation, type HostView, type RunPlace, sha256 } from '@flatnet-maint/core';
import type { ChosenNebula, NamedFile, NebulaFacts, NebulaParts, PlacedFile } from './facts.ts';

export const partsOf = (generation: Generation): NebulaParts => generation.parts as unknown as NebulaParts;

/** What names both programs and the configuration: the same ones are the same generation, whoever brought them and when. */
export const contentOf = (
  program: string,
  cert: string | null,
  config: readonly { readonly name: string; readonly sha256: string }[],
): string =>
  sha256([program, cert ?? '-', ...config.map((file) => `${file.name} ${file.sha256}`)].join('\n')).slice(0, 12);

/** Of a program that does not say which it is. */
export const unknownVersion = (digest: string): string => `unknown-${digest.slice(0, 8)}`;

/** What is there is called as the kept generation of the same content, else as it would be kept. */
export async function namedAs(
  host: HostView,
  generations: string,
  found: { readonly version: string | null; readonly program: string | null; readonly hex: string },
): Promise<NebulaFacts['generation']> {
  const { program, hex } = found;
  if (program === null) return { id: 'absent', version: 'absent', tree: `${generations}/absent`, kept: false };
  const stat = await host.files.stat(generations);
  const names = stat?.kind === 'folder' ? await host.files.list(generations) : [];
  const kept = names.filter((name) => name.endsWith(`-${hex}`)).sort()[0];
  const version = kept?.slice(0, -hex.length - 1) ?? found.version ?? unknownVersion(program);
  const id = `${version}-${hex}`;
  return { id, version, tree: `${generations}/${id}`, kept: kept !== undefined };
}

/** The generation that is live now, as found. */
export function live(facts: NebulaFacts): Generation {
  const { id, version, tree } = facts.generation;
  return {
    ...{ id, component: 'nebula', version, tree, made: '' },
    digest: facts.programFile?.sha256 ?? '',
    parts: presentParts(facts) as unknown as Generation['parts'],
  };
}

/** What is in place now. */
export function presentParts(facts: NebulaFacts): NebulaParts {
  const { program, cert, programFile, certFile, configFiles, configIn } = facts;
  return {
    program: inBin(program, programFile ?? { sha256: '', ...ofRoot }),
    cert: certFile === null ? null : inBin(cert, certFile),
    config: configFiles,
    configIn,
  };
}

/** What stands in the places now, whatever is taken for it. */
export const standingOf = (facts: NebulaFacts): Omit<ChosenNebula['standing'], 'runs'> =>
  facts.chosen?.standing ?? { program: facts.programFile, cert: facts.certFile, config: facts.configFiles };

export const ofRoot = { mode: 0o755, uid: 0, gid: 0 };
export const inBin = (path: string, file: PlacedFile): NamedFile => ({ ...file, path, name: `bin/${basename(path)}` });

/** What a run calls what it found in the way of something else. */
export const asideOf = (path: string, { id }: Pick<RunPlace, 'id'>): string => `${path}.aside-${id}`;
