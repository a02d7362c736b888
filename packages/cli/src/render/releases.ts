import type { AddedRelease, FetchedRelease, ReleaseList } from 'flatnet';
import { t } from '../texts.ts';
import { clean } from './clean.ts';
import { table } from './table.ts';

export function releasesText(lists: readonly ReleaseList[]): string {
  if (lists.length === 0) return t('releases-no-component');
  return lists.map(listText).join('\n');
}

/** Every source could be asked, and nothing that is in hand is damaged. */
export const areSound = (lists: readonly ReleaseList[]): boolean =>
  lists.every(
    ({ sources, releases }) =>
      sources.every(({ problem }) => problem === null) && releases.every(({ have }) => have !== 'damaged'),
  );

function listText({ component, sources, releases }: ReleaseList): string {
  const rows = releases.map(({ version, source, bytes, have }) => [
    component,
    clean(version),
    size(bytes),
    inHand(have),
    clean(source),
  ]);
  const problems = sources.flatMap(({ problem }) =>
    problem === null
      ? []
      : [`${problem.code}: ${clean(problem.message)}`, `  ${t('releases-next', { next: clean(problem.next) })}`],
  );
  return [rows.length === 0 ? t('releases-none', { component }) : table(rows), ...problems].join('\n');
}

function inHand(have: ReleaseList['releases'][number]['have']): string {
  switch (have) {
    case 'verified':
      return t('have-verified');
    case 'damaged':
      return t('have-damaged');
    case 'partly':
      return t('have-partly');
    case 'no':
      return t('have-no');
  }
}

export function addedText({ component, version, guessed, before, path, sha256, size: bytes }: AddedRelease): string {
  return [
    before ? t('added-before', { component, version }) : t('added', { component, version }),
    ...(guessed ? [`  ${t('added-guessed')}`] : []),
    ...table(
      [
        ['file', clean(path)],
        ['sha256', sha256],
        ['size', size(bytes)],
      ],
      '  ',
    ).split('\n'),
  ].join('\n');
}

export function fetchedText(fetched: FetchedRelease): string {
  const { component, version, how, path, sha256, bytes, unpackedBytes, source, signature, problems } = fetched;
  const head = {
    now: t('fetched-now', { component, version }),
    before: t('fetched-before', { component, version }),
    'in-place': t('fetched-in-place', { component, version }),
  }[how];
  const rows = [
    ['file', clean(path)],
    ['from', clean(source)],
    ['sha256', sha256],
    ['signature', signature === 'good' ? t('signature-good') : t('signature-not-asked')],
    ['size', `${size(bytes)}, ${t('size-unpacked', { size: size(unpackedBytes) })}`],
  ];
  return [head, table(rows, '  '), ...problems.map(({ code, message }) => `${code}: ${clean(message)}`)].join('\n');
}

const size = (bytes: number | null): string => (bytes === null ? '' : `${(bytes / 1_048_576).toFixed(1)} MiB`);
