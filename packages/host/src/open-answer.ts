import type { IncomingHttpHeaders } from 'node:http';
import { MaintError, type Millis, plainUrl } from '@flatnet-maint/core';
import type { Dispatcher } from 'undici';
import { t } from './texts.ts';

/** This attempt came to nothing, and another one may not. Its message is the reason, for people. */
export class Interrupted extends Error {}

export interface Line {
  readonly dispatcher: Dispatcher;
  readonly stall: Millis;
  readonly total: Millis;
  /** When all must be over, by the monotonic clock. */
  readonly end: number;
}

export interface OpenedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  body(): AsyncGenerator<Buffer>;
}

const mostRedirects = 5;

/** The answer to one GET, redirects followed as far as they may be; given up when `use` has ended. */
export async function withAnswer<T>(
  url: string,
  wanted: Readonly<Record<string, string>>,
  line: Line,
  use: (answer: OpenedAnswer) => Promise<T>,
): Promise<T> {
  const watch = watching(line);
  try {
    const { statusCode: status, headers, body } = await landed(url, wanted, line, watch);
    try {
      return await use({ status, headers: flat(headers), body: () => pieces(body, watch) });
    } finally {
      dropped(body);
    }
  } finally {
    watch.end();
  }
}

async function landed(url: string, wanted: Readonly<Record<string, string>>, line: Line, watch: Watch) {
  let { target, login } = withoutLogin(url);
  for (let n = 0; ; n += 1) {
    const answer = await asked(target, { ...wanted, ...login, 'accept-encoding': 'identity' }, line, watch);
    const { location, 'content-encoding': coding = 'identity' } = flat(answer.headers);
    if (![301, 302, 303, 307, 308].includes(answer.statusCode) || location === undefined) {
      if (coding === 'identity') return answer;
      dropped(answer.body);
      throw new Interrupted(t('download-coded', { coding }));
    }
    dropped(answer.body);
    const next = redirected(target, location);
    if (n === mostRedirects) throw notFollowed(url, t('redirect-many', { most: mostRedirects }));
    // A password is for the server that it was written for.
    if (next.origin !== target.origin) login = {};
    target = next;
  }
}

const dropped = (body: Dispatcher.ResponseData['body']) => body.on('error', () => undefined).destroy();

/** Ends the request when nothing came for a while, or when the time of the whole is over. */
interface Watch {
  readonly signal: AbortSignal;
  seen(): void;
  end(): void;
}

function watching({ stall, end, total }: Line): Watch {
  const controller = new AbortController();
  const over = () => controller.abort(new Interrupted(t('download-over', { total: seconds(total) })));
  const still = () => controller.abort(new Interrupted(t('download-stalled', { stall: seconds(stall) })));
  const whole = setTimeout(over, Math.max(1, end - performance.now()));
  let timer = setTimeout(still, stall);
  return {
    signal: controller.signal,
    seen() {
      clearTimeout(timer);
      timer = setTimeout(still, stall);
    },
    end() {
      clearTimeout(timer);
      clearTimeout(whole);
    },
  };
}

const seconds = (time: Millis): string => String(Number((time / 1_000).toFixed(1)));

async function asked(
  target: URL,
  headers: Readonly<Record<string, string>>,
  { dispatcher }: Line,
  watch: Watch,
): Promise<Dispatcher.ResponseData> {
  const { request } = await import('undici');
  try {
    const answer = await request(target, {
      dispatcher,
      signal: watch.signal,
      headers,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    watch.seen();
    return answer;
  } catch (error) {
    throw interrupted(error, watch);
  }
}

async function* pieces(body: Dispatcher.ResponseData['body'], watch: Watch): AsyncGenerator<Buffer> {
  try {
    for await (const piece of body) {
      watch.seen();
      yield piece as Buffer;
    }
  } catch (error) {
    throw interrupted(error, watch);
  }
}

/** Only what the network did; what the reader of the pieces threw does not come by here. */
function interrupted(error: unknown, { signal }: Watch): Error {
  if (signal.aborted) return signal.reason as Interrupted;
  const { code, message, cause } = error as NodeJS.ErrnoException & { cause?: NodeJS.ErrnoException };
  // The codes of undici's own say less than its words: a proxy that wants a password is an "invalid argument".
  const named = code?.startsWith('UND_ERR_') ? message : code;
  return new Interrupted(t('download-broken', { why: cause?.code ?? named ?? message }));
}

function redirected(from: URL, location: string): URL {
  const next = URL.parse(location, from.href);
  if (next === null) throw notFollowed(from.href, t('redirect-nowhere'));
  if (next.protocol !== 'https:' && next.protocol !== 'http:')
    throw notFollowed(from.href, t('redirect-scheme', { scheme: next.protocol }));
  if (from.protocol === 'https:' && next.protocol === 'http:') throw notFollowed(from.href, t('redirect-downgrade'));
  next.username = '';
  next.password = '';
  return next;
}

const notFollowed = (url: string, why: string): MaintError =>
  new MaintError('E_DOWNLOAD_REDIRECT', t('redirect-refused', { url: plainUrl(url), why }), t('download-refused-next'));

/** A name and password in the address, as the header that carries them. */
function withoutLogin(url: string): { target: URL; login: Readonly<Record<string, string>> } {
  const target = new URL(url);
  const { username, password } = target;
  target.username = '';
  target.password = '';
  if (username === '' && password === '') return { target, login: {} };
  const pair = `${unescaped(username)}:${unescaped(password)}`;
  return { target, login: { authorization: ['Basic', Buffer.from(pair).toString('base64')].join(' ') } };
}

/** A `%` that begins no escape is a `%`: passwords are typed as they are. */
export const unescaped = (text: string): string =>
  decodeURIComponent(
    text.replace(/(?:%[0-9A-Fa-f]{2})+|%/g, (part) => (isEscape(part) ? part : part.replaceAll('%', '%25'))),
  );

function isEscape(part: string): boolean {
  try {
    return decodeURIComponent(part) !== '';
  } catch {
    return false;
  }
}

const flat = (headers: IncomingHttpHeaders): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
