import { compareVersions, type Generation, MaintError, type ReadFiles } from '@flatnet-maint/core';
import { listGenerations } from '@flatnet-maint/store';
import type { Composing } from './compose.ts';
import { t } from './texts.ts';

/** The generation that a rollback goes to: an id, the newest of a version, or with null the one before the present one. */
export async function chooseGeneration(
  files: ReadFiles,
  { component, facts, lastGood, place }: Composing,
  wanted: string | null,
): Promise<Generation> {
  const present = component.live(facts).id;
  // Where hands put something else in the place of the good one, that is the one before it.
  const ways = [lastGood?.good, lastGood?.previous].flatMap((way) =>
    way === null || way === undefined || way.generation.id === present ? [] : [way.generation],
  );
  const before = ways[0];
  if (wanted === null && before !== undefined) return before;
  const kept = (await listGenerations(files, place.state, component.id)).flatMap((entry) => entry.generation ?? []);
  const all = [...new Map([...kept, ...ways].map((generation) => [generation.id, generation])).values()].filter(
    (generation) => generation.id !== present,
  );
  if (wanted === null) {
    throw new MaintError(
      'E_GENERATION_ABSENT',
      t('generation-absent', { component: component.id, generations: idsOf(all) }),
      all.length === 0
        ? `flatnet-maint snapshots ${component.id}`
        : `flatnet-maint rollback ${component.id} --to ${all.at(-1)?.id}`,
    );
  }
  const good = ways.map(({ id }) => id);
  const isDoubted = ({ id, adopted }: Generation) => adopted?.proven === false && !good.includes(id);
  const exact = all.find((generation) => generation.id === wanted);
  const byVersion = all
    .filter((generation) => generation.version === wanted || generation.version.startsWith(`${wanted}.`))
    // Of one version, one that was never seen working comes last.
    .sort((a, b) => compareVersions(b.version, a.version) || Number(isDoubted(a)) - Number(isDoubted(b)));
  const found = exact ?? byVersion[0];
  if (found !== undefined) return found;
  throw new MaintError(
    'E_GENERATION_UNKNOWN',
    t('generation-unknown', { component: component.id, wanted, generations: idsOf(all) }),
    `flatnet-maint snapshots ${component.id}`,
  );
}

const idsOf = (generations: readonly Generation[]): string => generations.map(({ id }) => id).join(', ') || t('none');
