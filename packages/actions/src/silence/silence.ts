import { type Action, type Host, type HostView, MaintError } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import { endSilence, listSilences, putSilence, readSilence, type Silence } from './alertmanager.ts';
import type { Matcher } from './matcher.ts';

export type SilenceArgs = {
  readonly alertmanager: string;
  /** Its name in Alertmanager, by which it is found again: no id is needed for that. */
  readonly owner: string;
  readonly comment: string;
  readonly matchers: readonly Matcher[];
  /** In milliseconds; so long after its last renewal it ends by itself. */
  readonly lease: number;
  /** `best-effort`: where it cannot be had the run goes on without one, and says so. */
  readonly need: 'required' | 'best-effort';
};
/** Why it could not be asked before anything was done; null = it could. */
export type SilenceSaved = { readonly unasked: string | null };

/**
 * The alarms of what is touched, silenced while it is touched: kept by a lease that ends by itself when nobody renews it
 * (H3), found by its owner's name wherever a run was killed (H2), read back as active before anything is believed (H1).
 */
export const silence: Action<SilenceArgs, SilenceSaved> = {
  name: 'silence@1',
  touches: ({ alertmanager }) => [{ kind: 'url', name: alertmanager, access: 'writes' }],
  async capture({ alertmanager }, host) {
    try {
      await listSilences(host, alertmanager);
      return { unasked: null };
    } catch (error) {
      if (isKilled(error)) throw error;
      return { unasked: (error as Error).message };
    }
  },
  async do(args, _saved, host) {
    try {
      await ensure(args, host);
    } catch (error) {
      if (isKilled(error)) throw error;
      if (args.need === 'best-effort') return t('not-silenced', { why: (error as Error).message });
      throw new MaintError(
        'E_SILENCE',
        t('silence-required', { why: (error as Error).message }),
        t('silence-required-next'),
        {
          cause: error,
        },
      );
    }
    return undefined;
  },
  renew: (args, _saved, host) => ensure(args, host),
  async undo(args, _saved, host) {
    for (const one of alive(await ours(args, host))) await endSilence(host, args.alertmanager, one.id);
  },
  async check(args, { unasked }, host) {
    const { need, matchers, lease } = args;
    const found = await ours(args, host).catch((error: unknown) => {
      // It was not there before either, so nothing of this run is.
      if (need === 'best-effort' && unasked !== null && !isKilled(error)) return null;
      if (isKilled(error)) throw error;
      throw untold(error, lease);
    });
    const now = alive(found ?? []);
    // Where nothing is silenced, what was is also what best effort may leave.
    if (now.length === 0) return need === 'best-effort' ? 'either' : 'undone';
    const isHeld = now.some(
      (one) => one.state === 'active' && isSame(one.matchers, matchers) && leftOf(one) > lease / 4,
    );
    return isHeld ? 'done' : 'partly';
  },
};

const isKilled = (error: unknown): boolean => (error as { killed?: boolean } | null)?.killed === true;

const ours = async ({ alertmanager, owner }: SilenceArgs, host: HostView): Promise<readonly Silence[]> =>
  (await listSilences(host, alertmanager)).filter(({ createdBy }) => createdBy === owner);

const alive = (all: readonly Silence[]): readonly Silence[] => all.filter(({ state }) => state !== 'expired');
const leftOf = ({ endsAt }: Silence): number => Date.parse(endsAt) - Date.now();

const plain = (matchers: readonly Matcher[]): string =>
  JSON.stringify(
    matchers.map(({ name, value, isRegex, isEqual }) => [name, value, isRegex, isEqual].join('\0')).toSorted(),
  );
const isSame = (one: readonly Matcher[], other: readonly Matcher[]): boolean => plain(one) === plain(other);

/** Exactly one of ours is active when this resolves, with a whole lease before it; read back, not hoped for. */
async function ensure(args: SilenceArgs, host: Host): Promise<void> {
  const { alertmanager: url, owner, comment, matchers, lease } = args;
  const now = alive(await ours(args, host));
  const kept = now.find((one) => isSame(one.matchers, matchers)) ?? null;
  const begins = new Date(Date.now() - lease).toISOString();
  const id = await putSilence(host, url, {
    createdBy: owner,
    comment,
    endsAt: new Date(Date.now() + lease).toISOString(),
    // One that is active is changed only when its beginning stays; else Alertmanager makes another one of it. A beginning
    // in the past is taken for now, and so a clock of its own that is a little behind makes none that only waits.
    ...(kept === null
      ? { startsAt: begins, matchers }
      : { id: kept.id, startsAt: kept.startsAt, matchers: kept.matchers }),
  });
  for (const other of now) if (other.id !== id) await endSilence(host, url, other.id);
  const seen = await readSilence(host, url, id);
  if (seen?.state === 'active') return;
  throw new MaintError(
    'E_SILENCE_STATE',
    t('silence-not-active', { url, state: seen?.state ?? t('silence-gone'), until: seen?.endsAt ?? '-' }),
    t('silence-not-active-next'),
  );
}

/** In words that are true before, during and after it is ended. */
function untold(error: unknown, lease: number): MaintError {
  const until = new Date(Date.now() + lease).toISOString();
  const { message } = error as Error;
  return new MaintError('E_ALERTMANAGER', t('silence-untold', { why: message, until }), t('silence-untold-next'), {
    cause: error,
  });
}
