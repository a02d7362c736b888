import { type Digest, type Json, MaintError } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import { type Fields, fieldsOf, listOf, wordOf } from './ask.ts';
import { digestOfDashboard, folderIn } from './dashboard.ts';

/** A dashboard as a file has it: what the API takes, an export of it, or one of our own. */
export interface DashboardFile {
  readonly uid: string;
  readonly title: string;
  /** null = the file does not say. */
  readonly folder: string | null;
  readonly sha256: Digest;
  readonly dashboard: Fields;
  /** Data sources that whoever made it left open. */
  readonly inputs: readonly string[];
}

/** Grafana's answers are read to 1 MiB: what is larger could not be seen in place. */
export const mostBytes = 900_000;

/** E_DASHBOARD_FILE (2): what it is instead, and what to do. */
export function dashboardIn(text: string, path: string): DashboardFile {
  const bad = (why: string): MaintError =>
    new MaintError('E_DASHBOARD_FILE', t('dashboard-file', { path, why }), t('dashboard-file-next', { path }), {
      exit: 2,
    });
  let whole: Json;
  try {
    whole = JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch (error) {
    throw bad(t('is-no-json', { said: (error as Error).message }));
  }
  const { dashboard: inside, meta } = fieldsOf(whole);
  const dashboard = inside === undefined ? fieldsOf(whole) : fieldsOf(inside);
  const [title, uid] = [wordOf(dashboard.title).trim(), wordOf(dashboard.uid)];
  const shows = ['panels', 'rows', 'schemaVersion'].some((key) => dashboard[key] !== undefined);
  if (title === '' || !shows) throw bad(t('is-no-dashboard'));
  // Without one Grafana would give it another at each import, and nobody could go back.
  if (uid === '') throw bad(t('has-no-uid'));
  if (!/^[\w-]{1,40}$/.test(uid)) throw bad(t('has-odd-uid', { uid }));
  if (Buffer.byteLength(JSON.stringify(dashboard)) > mostBytes) throw bad(t('is-too-large', { most: mostBytes }));
  return {
    ...{ uid, title, sha256: digestOfDashboard(dashboard), dashboard },
    folder: meta === undefined ? null : folderIn(fieldsOf(meta)),
    inputs: listOf(dashboard.__inputs).map(({ name, label }) => wordOf(label) || wordOf(name)),
  };
}
