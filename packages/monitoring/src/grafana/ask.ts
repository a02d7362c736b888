import { readSecret } from '@flatnet-maint/actions';
import { type Host, type HostView, type HttpAnswer, type Json, MaintError } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import type { GrafanaPlace } from './place.ts';

const limit = 8_000;

export interface Reply {
  readonly status: number;
  /** null = it was no JSON. */
  readonly body: Json;
}
export type Ask = (path: string) => Promise<Reply>;
export type Send = (method: 'POST' | 'DELETE', path: string, body?: Json) => Promise<Reply>;

/** One question. Whoever has several reads the secret once: askerOf(). */
export const grafanaAsk = async (host: HostView, place: GrafanaPlace, path: string): Promise<Reply> =>
  (await askerOf(host, place))(path);

/** Asks as that user. E_SECRET_…, E_GRAFANA_LOGIN, E_GRAFANA_RIGHTS; what cannot be asked at all throws as ever. */
export async function askerOf(host: HostView, place: GrafanaPlace): Promise<Ask> {
  const headers = await headersOf(host, place);
  return async (path) => replyOf(place, await host.http.get(urlOf(place, path), { headers, limit }));
}

/** Changes as that user; the same errors. */
export async function senderOf(host: Host, place: GrafanaPlace): Promise<Send> {
  const headers = { ...(await headersOf(host, place)), 'content-type': 'application/json' };
  return async (method, path, body) =>
    replyOf(
      place,
      await host.http.send(urlOf(place, path), {
        ...{ method, headers, limit },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
}

/** In a header and nowhere else: what stands in an argument or an address is seen by everybody on this host. */
async function headersOf(host: HostView, { user, password }: GrafanaPlace): Promise<Record<string, string>> {
  const accept = { accept: 'application/json' };
  if (password === null) return accept;
  const both = Buffer.from(`${user}:${await readSecret(host, password)}`).toString('base64');
  return { ...accept, authorization: ['Basic', both].join(' ') };
}

const urlOf = ({ address }: GrafanaPlace, path: string): string => `${address.replace(/\/+$/, '')}${path}`;

function replyOf({ address, user, password }: GrafanaPlace, { status, body }: HttpAnswer): Reply {
  const where = address.replace(/\/+$/, '');
  if (status === 401)
    throw password === null
      ? new MaintError('E_GRAFANA_LOGIN', t('grafana-anonymous', { where }), t('grafana-anonymous-next'))
      : new MaintError('E_GRAFANA_LOGIN', t('grafana-login', { where, user }), t('grafana-login-next', { user }));
  if (status === 403)
    throw new MaintError('E_GRAFANA_RIGHTS', t('grafana-rights', { where, user }), t('grafana-rights-next', { user }));
  return { status, body: parsed(body) };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

export type Fields = { readonly [key: string]: Json };

export const fieldsOf = (value: Json | undefined): Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : {};
export const listOf = (value: Json | undefined): readonly Fields[] =>
  Array.isArray(value) ? (value as readonly Json[]).map(fieldsOf) : [];
export const wordOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** What it says to an answer that was not meant, in a word; what it wrote besides stays there. */
export const saidBy = ({ status, body }: Reply): string => {
  const said = wordOf(fieldsOf(body).message).replaceAll(/\s+/g, ' ').slice(0, 200);
  return said === '' ? String(status) : `${status} ${said}`;
};

/** E_GRAFANA_ANSWER: neither what was asked for nor an error that is known. */
export const oddAnswer = (path: string, reply: Reply): MaintError =>
  new MaintError('E_GRAFANA_ANSWER', t('grafana-answer', { path, said: saidBy(reply) }), t('grafana-answer-next'));
