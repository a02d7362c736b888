import type { AddedRelease, FetchedRelease, ReleaseList } from 'flatnet';
import type { Say } from '../say.ts';
import { clean } from './clean.ts';
import { sizeText } from './size.ts';
import { table } from './table.ts';

export function releasesText(lists: readonly ReleaseList[], say: Say): string {
  if (lists.length === 0) return say('releases-no-component');
  return lists.map((list) => listText(list, say)).join('\n');
}

/** Every source could be asked, and nothing that is in hand is damaged or out of reach. */
export const areSound = (lists: readonly ReleaseList[]): boolean =>
  lists.every(
    ({ sources, releases }) =>
      sources.every(({ problem }) => problem === null) &&
      releases.every(({ have }) => have !== 'damaged' && have !== 'unread'),
  );

function listText({ component, sources, releases }: ReleaseList, say: Say): string {
  const rows = releases.map(({ version, source, bytes, have }) => [
    component,
    clean(version),
    sizeText(bytes, say),
    inHand(have, say),
    clean(say.of(source)),
  ]);
  const problems = sources.flatMap(({ problem }) =>
    problem === null
      ? []
      : [
          `${problem.code}: ${clean(say.of(problem.message))}`,
          `  ${say('releases-next', { next: clean(say.of(problem.next)) })}`,
        ],
  );
  return [rows.length === 0 ? say('releases-none', { component }) : table(rows), ...problems].join('\n');
}

function inHand(have: ReleaseList['releases'][number]['have'], say: Say): string {
  switch (have) {
    case 'verified':
      return say('have-verified');
    case 'damaged':
      return say('have-damaged');
    case 'unread':
      return say('have-unread');
    case 'partly':
      return say('have-partly');
    case 'no':
      return say('have-no');
  }
}

export function addedText(
  { component, version, guessed, before, path, sha256, size: bytes }: AddedRelease,
  say: Say,
): string {
  return [
    before ? say('added-before', { component, version }) : say('added', { component, version }),
    ...(guessed ? [`  ${say('added-guessed')}`] : []),
    ...table(
      [
        [say('release-file'), clean(path)],
        ['sha256', sha256],
        [say('release-size'), sizeText(bytes, say)],
      ],
      '  ',
    ).split('\n'),
  ].join('\n');
}

export function fetchedText(fetched: FetchedRelease, say: Say): string {
  const { component, version, how, path, sha256, bytes, unpackedBytes, source, signature, problems } = fetched;
  const head = {
    now: say('fetched-now', { component, version }),
    built: say('fetched-built', { component, version }),
    before: say('fetched-before', { component, version }),
    'in-place': say('fetched-in-place', { component, version }),
  }[how];
  const rows = [
    [say('release-file'), clean(path)],
    [say('release-from'), clean(say.of(source))],
    ['sha256', sha256],
    [say('release-signature'), signature === 'good' ? say('signature-good') : say('signature-not-asked')],
    [say('release-size'), `${sizeText(bytes, say)}, ${say('size-unpacked', { size: sizeText(unpackedBytes, say) })}`],
  ];
  return [head, table(rows, '  '), ...problems.map(({ code, message }) => `${code}: ${clean(say.of(message))}`)].join(
    '\n',
  );
}
