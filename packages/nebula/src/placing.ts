import { type FileSource, replaceFile } from '@flatnet-maint/actions';
import { type Generation, type Step, step } from '@flatnet-maint/core';
import type { NamedFile, NebulaFacts } from './facts.ts';
import { live, partsOf, presentParts } from './generations.ts';
import { t } from './texts.ts';

type Before = (file: NamedFile) => FileSource | 'absent' | null;

/** What is in place now, as the backup of this run keeps it. */
export function presentIn(facts: NebulaFacts): Before {
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

/** Forward only, whatever is there. */
export const unknownBefore: Before = () => null;

/** Both programs and the configuration, those that differ, each replaced at once (S91, H71). */
export function placing({ host }: NebulaFacts, to: Generation, before: Before): readonly Step[] {
  const { program, cert, config } = partsOf(to);
  const all: readonly (readonly [string, NamedFile])[] = [
    ['nebula.program', program],
    ...(cert === null ? [] : [['nebula.cert', cert] as const]),
    ...config.map((file, at) => [`nebula.config-${at + 1}`, file] as const),
  ];
  return all.flatMap(([id, file]) => {
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

const isSame = (file: NamedFile, before: FileSource | 'absent' | null): boolean =>
  before !== null &&
  before !== 'absent' &&
  (['sha256', 'mode', 'uid', 'gid'] as const).every((key) => file[key] === before[key]);
