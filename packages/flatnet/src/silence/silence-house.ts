import { endSilence, listSilences, putSilence, readSilence, type Silence, writeMatcher } from '@flatnet-maint/actions';
import { type Host, type Hosts, MaintError, type Millis } from '@flatnet-maint/core';
import { openRun } from '@flatnet-maint/engine';
import type { House, SilenceRow } from '../house.ts';
import type { Site, SiteSilence } from '../site/site.ts';
import { t } from '../texts.ts';
import { refuseMatchers } from './judge-matchers.ts';
import { owners } from './silenced.ts';

interface Around {
  readonly state: string;
  readonly hosts: Hosts;
  readonly site: () => Promise<Site>;
}

const longest: Millis = 86_400_000;
const hand = `${owners}hand/`;
/** So many of the first letters of an id name one of ours; whoever ends what is somebody else's has read all of them. */
const short = 6;

/** What hands can do about silences, with the same owner's names and the same care as a run. */
export function silenceHouse({ state, hosts, site }: Around): Pick<House, 'silences' | 'addSilence' | 'endSilences'> {
  return {
    async silences() {
      const { alertmanager } = (await wanted()).silence;
      return rowsOf(await listSilences(hosts.view('local', 10_000), alertmanager));
    },
    async addSilence(component, { lasts, reason, by }) {
      const { silence, path } = await wanted();
      const matchers = silence.matchers[component];
      if (matchers === undefined)
        throw new MaintError(
          'E_SILENCE_UNSET',
          `${t('silence-unset-for', { component })} ${t('nothing-changed')}`,
          t('silence-set', { path }),
          {
            exit: 2,
          },
        );
      if (lasts < 1_000 || lasts > longest)
        throw new MaintError(
          'E_SILENCE_LENGTH',
          t('silence-length'),
          `flatnet-maint silence add ${component} --for 30m --reason TEXT`,
          {
            exit: 2,
          },
        );
      refuseMatchers(component, matchers, path);
      return lending(async (host) => {
        const now = Date.now();
        const id = await putSilence(host, silence.alertmanager, {
          createdBy: `${hand}${by}`,
          comment: reason,
          startsAt: new Date(now - 60_000).toISOString(),
          endsAt: new Date(now + lasts).toISOString(),
          matchers,
        });
        const seen = await readSilence(host, silence.alertmanager, id);
        if (seen?.state === 'active') return rowOf(seen);
        throw new MaintError(
          'E_SILENCE_STATE',
          t('silence-added-not', { id, state: seen?.state ?? '-' }),
          'flatnet-maint silence',
        );
      });
    },
    async endSilences(which) {
      const { alertmanager: url } = (await wanted()).silence;
      return lending(async (host) => {
        const there = await listSilences(host, url);
        const meant =
          'mine' in which
            ? alive(there).filter(({ createdBy }) => createdBy === hand + which.mine)
            : [chosen(there, which.id)];
        for (const { id } of meant) await endSilence(host, url, id);
        const left = new Set(alive(await listSilences(host, url)).map(({ id }) => id));
        const stays = meant.find(({ id }) => left.has(id));
        if (stays === undefined) return meant.map(rowOf);
        throw new MaintError('E_SILENCE_STATE', t('silence-stays', { id: stays.id }), 'flatnet-maint silence');
      });
    },
  };

  async function wanted(): Promise<{ silence: SiteSilence; path: string }> {
    const { silence, path } = await site();
    if (silence !== null) return { silence, path };
    throw new MaintError(
      'E_SILENCE_UNSET',
      `${t('silence-unset')} ${t('nothing-changed')}`,
      t('silence-set', { path }),
      { exit: 2 },
    );
  }

  /** What a run keeps would be there again a moment later. */
  function chosen(all: readonly Silence[], id: string): Silence {
    const near = alive(all).filter(
      (one) => one.id === id || (isOurs(one) && id.length >= short && one.id.startsWith(id)),
    );
    const [found] = near;
    if (found === undefined || near.length > 1)
      throw new MaintError(
        'E_SILENCE_UNKNOWN',
        t(found === undefined ? 'silence-unknown' : 'silence-several', { id }),
        t('silence-unknown-next'),
        {
          exit: 3,
        },
      );
    const run = openRun(state);
    if (run === null || found.createdBy !== owners + run) return found;
    throw new MaintError('E_SILENCE_RUN', t('silence-of-run', { id: found.id, run }), `flatnet-maint show ${run}`, {
      exit: 6,
    });
  }

  async function lending<T>(deed: (host: Host) => Promise<T>): Promise<T> {
    const { host, release } = hosts.lend('local', 15_000, 'silence');
    try {
      return await deed(host);
    } finally {
      await release();
    }
  }
}

const alive = (all: readonly Silence[]) => all.filter(({ state }) => state !== 'expired');
const isOurs = ({ createdBy }: Silence): boolean => createdBy.startsWith(owners);

const rowsOf = (all: readonly Silence[]): readonly SilenceRow[] =>
  alive(all)
    .map(rowOf)
    .toSorted((a, b) => a.until.localeCompare(b.until));

function rowOf({ id, state, createdBy, comment, matchers, endsAt }: Silence): SilenceRow {
  const whose = createdBy.startsWith(hand) ? 'hand' : createdBy.startsWith(owners) ? 'run' : 'foreign';
  const by =
    whose === 'hand' ? createdBy.slice(hand.length) : whose === 'run' ? createdBy.slice(owners.length) : createdBy;
  return {
    ...{ id, whose, by, comment },
    state: state === 'pending' ? 'pending' : 'active',
    matchers: matchers.map(writeMatcher),
    until: endsAt,
  };
}
