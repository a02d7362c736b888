import { type FileSource, replaceFile } from '@flatnet-maint/actions';
import { type Generation, type RunPlace, type Step, step } from '@flatnet-maint/core';
import type { NamedFile, NebulaFacts, PlacedFile } from './facts.ts';
import { asideOf, live, partsOf, presentParts, standingOf } from './generations.ts';
import { t } from './texts.ts';

type Before = (file: NamedFile) => FileSource | 'absent' | null;

/** What is in place now, as the backup of this run keeps it; of what hands left, as it is set aside. */
export function presentIn(facts: NebulaFacts, to: Generation, run: RunPlace): Before {
  if (facts.chosen !== null) return fromAside(facts, to, run);
  const { tree } = live(facts);
  const { program, cert, config } = presentParts(facts);
  const there = [...(facts.programFile === null ? [] : [program]), ...(cert === null ? [] : [cert]), ...config];
  return ({ path }) => {
    const now = there.find((file) => file.path === path);
    if (now === undefined) return 'absent';
    const { path: _, name, ...file } = now;
    return { ...file, from: `${tree}/${name}` };
  };
}

/** What holds the same as what comes in its place is kept by that. */
function fromAside(facts: NebulaFacts, to: Generation, run: RunPlace): Before {
  const there = standingFiles(facts);
  return ({ path, name, sha256 }) => {
    const now = there.find((file) => file.path === path);
    if (now === undefined) return 'absent';
    const { path: _, ...file } = now;
    return { ...file, from: file.sha256 === sha256 ? `${to.tree}/${name}` : asideOf(path, run) };
  };
}

/** What stands in the places, with their paths. */
export function standingFiles(facts: NebulaFacts): readonly (PlacedFile & { readonly path: string })[] {
  const { program, cert, config } = standingOf(facts);
  return [
    ...(program === null ? [] : [{ ...program, path: facts.program }]),
    ...(cert === null ? [] : [{ ...cert, path: facts.cert }]),
    ...config.map(({ name, ...file }) => file),
  ];
}

/** Forward only, whatever is there. */
export const unknownBefore: Before = () => null;

/** Both programs and the configuration, those that differ, each replaced at once (S91, H71). */
export function placing({ host }: NebulaFacts, to: Generation, before: Before): readonly Step[] {
  return partNames(to).flatMap(([id, file]) => {
    const back = before(file);
    if (isSame(file, back)) return [];
    const { name, path, ...as } = file;
    return [
      step(replaceFile, {
        id,
        title: t('step-put', { path, version: to.version }),
        host,
        args: { path, from: `${to.tree}/${name}`, ...as, back },
        do: 10_000,
        undo: 10_000,
        undoes: back === null ? 'never' : 'exactly',
      }),
    ];
  });
}

/** Each file of a generation with what its step is called. */
export function partNames(to: Generation): readonly (readonly [string, NamedFile])[] {
  const { program, cert, config } = partsOf(to);
  return [
    ['nebula.program', program],
    ...(cert === null ? [] : [['nebula.cert', cert] as const]),
    ...config.map((file, at) => [`nebula.config-${at + 1}`, file] as const),
  ];
}

const isSame = (file: NamedFile, before: FileSource | 'absent' | null): boolean =>
  before !== null &&
  before !== 'absent' &&
  (['sha256', 'mode', 'uid', 'gid'] as const).every((key) => file[key] === before[key]);
