import type { Fields } from './ask.ts';
import type { SeenDashboard } from './dashboard.ts';

/** Of what Grafana says of a dashboard, what is the same for whoever asks. */
const telling = [
  'folderUid',
  'folderTitle',
  'provisioned',
  'provisionedExternalId',
  'version',
  'created',
  'createdBy',
  'updated',
  'updatedBy',
];

/** A dashboard as a file that can be imported again, here or elsewhere. */
export function exportText({ dashboard, meta }: Pick<SeenDashboard, 'dashboard' | 'meta'>): string {
  const about: Fields = Object.fromEntries(
    telling.flatMap((key) => (meta[key] === undefined ? [] : [[key, meta[key]]])),
  );
  return `${JSON.stringify({ dashboard, meta: about }, null, 2)}\n`;
}

/** `flatnet-overview-a1b2c3.json`: a title may be anything, a name of a file may not. */
export function exportName({ title, uid }: { readonly title: string; readonly uid: string }): string {
  const plain = title.normalize('NFC').replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  const name = [...plain]
    .slice(0, 50)
    .join('')
    .replaceAll(/^-+|-+$/g, '');
  return `${name === '' ? 'dashboard' : name}-${uid}.json`;
}
