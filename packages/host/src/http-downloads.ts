import { setTimeout as pause } from 'node:timers/promises';
import { type Downloads, type DownloadWanted, MaintError, type Millis, plainUrl } from '@flatnet-maint/core';
import type { Dispatcher } from 'undici';
import { Interrupted, type Line, type OpenedAnswer, unescaped, withAnswer } from './open-answer.ts';
import { openPartial, type PartialFile } from './partial-file.ts';
import { t } from './texts.ts';

export interface DownloadLimits {
  readonly connect: Millis;
  /** Without a byte: before the headers, and between two pieces. */
  readonly stall: Millis;
  /** Of one download with all its attempts. */
  readonly total: Millis;
  readonly attempts: number;
  /** Before the second attempt; doubled before each further one. */
  readonly pause: Millis;
}

export interface DownloadOptions {
  /** Where HTTP_PROXY, HTTPS_PROXY and NO_PROXY are looked up, also in lower case. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly limits?: Partial<DownloadLimits>;
  /** Certificates of authorities, in PEM, instead of Node's own. */
  readonly ca?: string;
}

const usual: DownloadLimits = { connect: 10_000, stall: 30_000, total: 3_600_000, attempts: 6, pause: 500 };

/** For a small document: what hangs here holds up a command that may well do without it. */
const shortened = (limits: DownloadLimits): DownloadLimits => ({
  ...limits,
  stall: Math.min(10_000, limits.stall),
  total: Math.min(30_000, limits.total),
  attempts: Math.min(2, limits.attempts),
});

/** Downloads over http and https, by undici. */
export function httpDownloads({ env, limits: given, ca }: DownloadOptions): Downloads {
  const limits = { ...usual, ...given };
  const agent = async () => {
    // Not with the host itself: only few commands fetch anything.
    const { EnvHttpProxyAgent } = await import('undici');
    const tls = ca === undefined ? {} : { ca };
    return new EnvHttpProxyAgent({
      httpProxy: proxyOf(env, 'HTTP_PROXY'),
      httpsProxy: proxyOf(env, 'HTTPS_PROXY'),
      noProxy: lookUp(env, 'NO_PROXY'),
      connect: { timeout: limits.connect, ...tls },
      requestTls: { timeout: limits.connect, ...tls },
    });
  };
  const through = (url: string): string => {
    const names = new URL(url).protocol === 'https:' ? ['HTTPS_PROXY', 'HTTP_PROXY'] : ['HTTP_PROXY'];
    return names.find((name) => lookUp(env, name) !== '') ?? '';
  };
  return {
    async read(url, most) {
      const chunks: Buffer[] = [];
      const why = await tried(await agent(), shortened(limits), async (line) => {
        chunks.length = 0;
        await withAnswer(url, {}, line, async ({ status, body }) => {
          if (status !== 200) throw refused(url, status);
          let size = 0;
          for await (const chunk of body()) {
            size += chunk.length;
            if (size > most) throw tooLarge(url, most);
            chunks.push(chunk);
          }
        });
      });
      if (why === null) return Buffer.concat(chunks);
      throw new MaintError(
        'E_DOWNLOAD_UNANSWERED',
        `${t('download-unanswered', { url: plainUrl(url), why })}${proxied(through(url))}`,
        t('download-unanswered-next'),
      );
    },
    async fetch(url, want) {
      const partial = await openPartial(want.into, want.bytes);
      try {
        const why = await tried(await agent(), limits, (line) => attempt(url, want, partial, line));
        if (why === null) return await partial.finish();
        throw new MaintError(
          'E_DOWNLOAD_UNFINISHED',
          `${t('download-unfinished', { url: plainUrl(url), why, have: partial.size(), bytes: want.bytes })}${proxied(through(url))}`,
          t('download-unfinished-next'),
        );
      } finally {
        await partial.close();
      }
    },
  };
}

/** null = done; else why the last attempt was not, when there may be no further one. What cannot become better is thrown. */
async function tried(
  dispatcher: Dispatcher,
  limits: DownloadLimits,
  work: (line: Line) => Promise<void>,
): Promise<string | null> {
  const end = performance.now() + limits.total;
  try {
    for (let n = 1; ; n += 1) {
      try {
        await work({ dispatcher, stall: limits.stall, end, total: limits.total });
        return null;
      } catch (error) {
        if (!(error instanceof Interrupted)) throw error;
        const rest = limits.pause * 2 ** (n - 1);
        if (n >= limits.attempts || performance.now() + rest >= end) return error.message;
        await pause(rest);
      }
    }
  } finally {
    await dispatcher.destroy();
  }
}

/** One request for what is still missing. Whatever the server makes of that, the file never holds more than was wanted. */
async function attempt(url: string, want: DownloadWanted, partial: PartialFile, line: Line): Promise<void> {
  if (partial.size() === want.bytes) return;
  await withAnswer(url, partial.resuming(), line, async (answer) => {
    await begin(url, want, partial, answer);
    for await (const chunk of answer.body()) {
      if (partial.size() + chunk.length > want.bytes) {
        await partial.discard();
        throw tooLarge(url, want.bytes);
      }
      await partial.append(chunk);
      want.onProgress?.(partial.size());
    }
  });
  if (partial.size() < want.bytes) throw new Interrupted(t('download-ended-early'));
}

/** Makes the file ready for what the server is about to send: the rest, or everything from the beginning. */
async function begin(url: string, { bytes }: DownloadWanted, partial: PartialFile, { status, headers }: OpenedAnswer) {
  if (status === 206) {
    const [, from, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers['content-range'] ?? '') ?? [];
    if (Number(from) === partial.size() && (total === '*' || Number(total) === bytes)) return;
  }
  if (status === 206 || status === 416) {
    await partial.restart({});
    throw new Interrupted(t('download-other-range'));
  }
  if (status !== 200) throw refused(url, status);
  const length = headers['content-length'];
  if (length !== undefined && Number(length) !== bytes) {
    await partial.discard();
    throw new MaintError(
      'E_DOWNLOAD_SIZE',
      t('download-size', { url: plainUrl(url), length, bytes }),
      t('download-refused-next'),
    );
  }
  await partial.restart(headers);
}

const lookUp = (env: DownloadOptions['env'], name: string): string => env[name.toLowerCase()] || env[name] || '';

/** Without a scheme it is http, as other programs read it. What it holds may be a secret and is not repeated. */
function proxyOf(env: DownloadOptions['env'], name: string): string {
  const told = lookUp(env, name);
  if (told === '') return '';
  const proxy = URL.parse(told.includes('://') ? told : `http://${told}`);
  if (proxy === null || !['http:', 'https:', 'socks5:', 'socks:'].includes(proxy.protocol))
    throw new MaintError('E_PROXY_FORM', t('proxy-form', { name }), t('proxy-form-next', { name }), { exit: 2 });
  proxy.username = encodeURIComponent(unescaped(proxy.username));
  proxy.password = encodeURIComponent(unescaped(proxy.password));
  return proxy.href;
}

const proxied = (name: string): string => (name === '' ? '' : ` ${t('download-proxied', { name })}`);

/** A busy server may answer the next time; what it refuses, it refuses again. */
function refused(url: string, status: number): Error {
  const why = t('download-status', { status });
  if ([408, 425, 429, 500, 502, 503, 504].includes(status)) return new Interrupted(why);
  return new MaintError(
    'E_DOWNLOAD_STATUS',
    t('download-refused', { url: plainUrl(url), status }),
    t('download-refused-next'),
  );
}

const tooLarge = (url: string, most: number): MaintError =>
  new MaintError(
    'E_DOWNLOAD_TOO_LARGE',
    t('download-too-large', { url: plainUrl(url), most }),
    t('download-refused-next'),
  );
