import { type Host, type HostView, MaintError, type Millis } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import type { Matcher } from './matcher.ts';

/** A silence as Alertmanager tells of it. Times are ISO 8601. */
export interface Silence {
  readonly id: string;
  readonly state: 'active' | 'pending' | 'expired';
  readonly createdBy: string;
  readonly comment: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly matchers: readonly Matcher[];
}
export type Wanted = Omit<Silence, 'id' | 'state'> & { readonly id?: string };

/** Of one question to it: it answers in a few milliseconds, or it is not there. */
const askLimit: Millis = 1_500;

const at = (url: string, path: string): string => `${url.replace(/\/+$/, '')}${path}`;
const headers = { accept: 'application/json' };

/** All that it knows; expired ones are kept there for days. E_ALERTMANAGER when it cannot be asked. */
export async function listSilences(host: HostView, url: string): Promise<readonly Silence[]> {
  const answer = await asking(url, () => host.http.get(at(url, '/api/v2/silences'), { headers, limit: askLimit }));
  if (answer.status !== 200) throw refused(url, answer);
  return (read(url, answer.body) as Found[]).map(told);
}

/** Made, or changed when it has an id. Gives the id under which it stands: one that could not be changed is another one. */
export async function putSilence(host: Host, url: string, wanted: Wanted): Promise<string> {
  const body = JSON.stringify(wanted);
  const answer = await asking(url, () =>
    host.http.send(at(url, '/api/v2/silences'), {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
      limit: askLimit,
    }),
  );
  if (answer.status !== 200) throw refused(url, answer);
  return (read(url, answer.body) as { silenceID: string }).silenceID;
}

/** null = it knows none of that id. */
export async function readSilence(host: HostView, url: string, id: string): Promise<Silence | null> {
  const answer = await asking(url, () => host.http.get(at(url, `/api/v2/silence/${id}`), { headers, limit: askLimit }));
  if (isUnknown(answer)) return null;
  if (answer.status !== 200) throw refused(url, answer);
  return told(read(url, answer.body) as Found);
}

/** Ended at once. One that has ended is fine, and so is one that is unknown, which 0.25 says with 500. */
export async function endSilence(host: Host, url: string, id: string): Promise<void> {
  const answer = await asking(url, () =>
    host.http.send(at(url, `/api/v2/silence/${id}`), { method: 'DELETE', headers, limit: askLimit }),
  );
  if (answer.status !== 200 && !isUnknown(answer)) throw refused(url, answer);
}

type Answer = { readonly status: number; readonly body: string };

const isUnknown = ({ status, body }: Answer): boolean =>
  status === 404 || (status === 500 && /silence (?:\S+ )?not found/i.test(body));

async function asking<T>(url: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if ((error as { killed?: boolean }).killed === true) throw error;
    throw new MaintError(
      'E_ALERTMANAGER',
      t('alertmanager-silent', { url, why: (error as Error).message.replace(/\.$/, '') }),
      t('alertmanager-next', { url }),
      { cause: error },
    );
  }
}

const refused = (url: string, { status, body }: Answer): MaintError =>
  new MaintError(
    'E_ALERTMANAGER_REFUSED',
    t('alertmanager-refused', { url, status, said: body.trim().slice(0, 300) }),
    t('alertmanager-next', { url }),
  );

interface Found {
  readonly id: string;
  readonly status?: { readonly state?: Silence['state'] };
  readonly createdBy?: string;
  readonly comment?: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly matchers?: readonly (Omit<Matcher, 'isEqual'> & { readonly isEqual?: boolean })[];
}

const told = ({ id, status, createdBy = '', comment = '', startsAt, endsAt, matchers = [] }: Found): Silence => ({
  ...{ id, createdBy, comment, startsAt, endsAt },
  state: status?.state ?? 'expired',
  // Before 0.22 there was no `isEqual`: absent means equal.
  matchers: matchers.map(({ name, value, isRegex, isEqual = true }) => ({ name, value, isRegex, isEqual })),
});

function read(url: string, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    const said = body.trim().slice(0, 120);
    throw new MaintError(
      'E_ALERTMANAGER_ANSWER',
      t('alertmanager-strange', { url, said }),
      t('alertmanager-next', { url }),
      {
        cause: error,
      },
    );
  }
}
