import { canonical, describeError, type Json, MaintError, type ReadFiles, type WriteFiles } from '@flatnet-maint/core';
import { checkRecordName } from './record-name.ts';
import { seal, unseal } from './sealed.ts';
import { t } from './texts.ts';

const KIND = 'last-good';

/** A record that is there and cannot be used. */
export interface Damaged {
  readonly path: string;
  readonly reason: string;
}

export interface LastGood {
  readonly record: Json;
  readonly from: 'current' | 'previous';
  /** What could not be used on the way to it; the operator must be told. */
  readonly damaged: readonly Damaged[];
}

function pathsOf(state: string, component: string): { folder: string; current: string; previous: string } {
  checkRecordName('component', component);
  const folder = `${state}/last-good`;
  return { folder, current: `${folder}/${component}.json`, previous: `${folder}/${component}.previous.json` };
}

type Slot = { readonly state: 'absent' } | { readonly state: 'damaged'; readonly damaged: Damaged } | Sound;
type Sound = { readonly state: 'sound'; readonly record: Json; readonly text: string };

/** The emergency path must not fail on one bad file: an unreadable record counts as a damaged one, and is named. */
async function slot(files: ReadFiles, path: string): Promise<Slot> {
  try {
    if (!(await files.stat(path))) return { state: 'absent' };
    const text = await files.text(path);
    return { state: 'sound', record: unseal(path, KIND, text), text };
  } catch (error) {
    return { state: 'damaged', damaged: { path, reason: describeError(error).message } };
  }
}

/**
 * The way back to what is good now. The sound record before it is kept as `<component>.previous.json`, written first, so
 * at every moment one of the two is whole. A damaged one never pushes out a sound one, nor does the same record again.
 */
export async function writeLastGood(files: WriteFiles, state: string, component: string, record: Json): Promise<void> {
  const { folder, current, previous } = pathsOf(state, component);
  const now = await slot(files, current);
  if (now.state === 'sound' && canonical(now.record) === canonical(record)) return;
  await files.makeFolder(folder, { mode: 0o700 });
  if (now.state === 'sound') await files.write(previous, now.text, { mode: 0o600 });
  await files.write(current, seal(KIND, record), { mode: 0o600 });
  const back = await slot(files, current);
  if (back.state === 'sound' && canonical(back.record) === canonical(record)) return;
  throw new MaintError(
    'E_LAST_GOOD_WRITE',
    back.state === 'damaged'
      ? t('last-good-write-why', { path: current, why: back.damaged.reason })
      : t('last-good-write', { path: current }),
    t('check-state-disk'),
  );
}

/** The newest record that is sound, null when there never was one. Both damaged is an error that names both. */
export async function readLastGood(files: ReadFiles, state: string, component: string): Promise<LastGood | null> {
  const { current, previous } = pathsOf(state, component);
  const now = await slot(files, current);
  if (now.state === 'sound') return { record: now.record, from: 'current', damaged: [] };
  const before = await slot(files, previous);
  const damaged = [now, before].flatMap((one) => (one.state === 'damaged' ? [one.damaged] : []));
  if (before.state === 'sound') {
    const gone = { path: current, reason: t('last-good-gone', { path: current }) };
    return { record: before.record, from: 'previous', damaged: now.state === 'absent' ? [gone] : damaged };
  }
  if (damaged.length === 0) return null;
  throw new MaintError(
    'E_LAST_GOOD_DAMAGED',
    [t('last-good-damaged', { component }), ...damaged.map((one) => one.reason)].join(' '),
    t('last-good-damaged-next', { component }),
  );
}

/** What of both copies cannot be used: also the one that nobody needs while the other is sound. */
export async function lastGoodDamage(files: ReadFiles, state: string, component: string): Promise<readonly Damaged[]> {
  const { current, previous } = pathsOf(state, component);
  const slots = [await slot(files, current), await slot(files, previous)];
  return slots.flatMap((one) => (one.state === 'damaged' ? [one.damaged] : []));
}
