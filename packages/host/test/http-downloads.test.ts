import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type DownloadLimits, httpDownloads } from '../src/index.ts';

const file = randomBytes(300_000);
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const quick: Partial<DownloadLimits> = { connect: 2_000, stall: 3_000, total: 10_000, attempts: 3, pause: 20 };
const noProxy = {};

let folder: string;
let into: string;
const servers: Server[] = [];
const sockets = new Set<Socket>();
beforeEach(() => {
  folder = mkdtempSync(`${tmpdir()}/downloads-`);
  into = `${folder}/release.tar.gz.partial`;
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
  rmSync(folder, { recursive: true });
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const serve = async (answer: RequestListener) =>
  `http://127.0.0.1:${await listen(createServer(answer))}/release.tar.gz`;

/** An answer as a good server gives it: ranges, if they are of this version. */
function whole(asked: IncomingMessage, answer: ServerResponse, bytes: Buffer = file, etag = '"one"'): void {
  const range = /^bytes=(\d+)-$/.exec(asked.headers.range ?? '');
  const condition = asked.headers['if-range'];
  if (range && (condition === undefined || condition === etag)) {
    const from = Number(range[1]);
    answer.writeHead(206, { etag, 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` });
    answer.end(bytes.subarray(from));
    return;
  }
  answer.writeHead(200, { etag, 'content-length': bytes.length });
  answer.end(bytes);
}

/** Sends some and dies. */
function half(asked: IncomingMessage, answer: ServerResponse, upTo = 100_000, etag = '"one"'): void {
  const from = Number(/^bytes=(\d+)-$/.exec(asked.headers.range ?? '')?.[1] ?? 0);
  const kind =
    from === 0
      ? { 'content-length': file.length }
      : { 'content-range': `bytes ${from}-${file.length - 1}/${file.length}` };
  answer.writeHead(from === 0 ? 200 : 206, { etag, ...kind });
  answer.write(file.subarray(from, from + upTo), () => setTimeout(() => answer.destroy(), 30));
}

const bring = (
  url: string,
  how: {
    limits?: Partial<DownloadLimits>;
    env?: Record<string, string>;
    bytes?: number;
    ca?: string;
    onProgress?: (n: number) => void;
  } = {},
) =>
  httpDownloads({
    env: how.env ?? noProxy,
    limits: { ...quick, ...how.limits },
    ...(how.ca === undefined ? {} : { ca: how.ca }),
  }).fetch(url, {
    into,
    bytes: how.bytes ?? file.length,
    onProgress: how.onProgress,
  });
const arrived = () => digest(readFileSync(into)) === digest(file);

describe('a download', () => {
  test('arrives whole, is told while it goes on, is the owner’s alone, and leaves nothing beside it', async () => {
    const told: number[] = [];
    await bring(await serve(whole), { onProgress: (bytes) => told.push(bytes) });
    expect(arrived()).toBe(true);
    expect(told.at(-1)).toBe(file.length);
    expect(statSync(into).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['release.tar.gz.partial']);
  });

  test('that was cut goes on where it was, when the file is still the same', async () => {
    const ranges: (string | undefined)[] = [];
    let calls = 0;
    const url = await serve((asked, answer) => {
      ranges.push(asked.headers.range);
      calls += 1;
      if (calls === 1) half(asked, answer);
      else whole(asked, answer);
    });
    await expect(bring(url, { limits: { attempts: 1 } })).rejects.toMatchObject({
      code: 'E_DOWNLOAD_UNFINISHED',
      message: expect.stringContaining('100000 of 300000 bytes are in the cache'),
      next: expect.stringContaining('same command again'),
    });
    await bring(url);
    expect(ranges).toEqual([undefined, 'bytes=100000-']);
    expect(arrived()).toBe(true);
  });

  test('begins anew when the file was changed meanwhile', async () => {
    const changed = randomBytes(file.length);
    let calls = 0;
    const url = await serve((asked, answer) => {
      calls += 1;
      if (calls === 1) half(asked, answer);
      else whole(asked, answer, changed, '"two"');
    });
    await bring(url);
    expect(digest(readFileSync(into))).toBe(digest(changed));
  });

  test('is whole, also when the disk takes it in parts, as a nearly full one does', async () => {
    const probe = await open(`${folder}/probe`, 'w');
    const kind = Object.getPrototypeOf(probe) as FileHandle;
    await probe.close();
    const write = kind.write as (...how: unknown[]) => Promise<unknown>;
    const partly = vi.spyOn(kind, 'write').mockImplementation(function (this: FileHandle, ...how: unknown[]) {
      return write.apply(this, how.with(2, Math.min(how[2] as number, 1_000)));
    } as never);
    await bring(await serve(whole)).finally(() => partly.mockRestore());
    expect(arrived()).toBe(true);
  });

  test('is asked for with a password of any letters', async () => {
    const seen: (string | undefined)[] = [];
    const url = await serve((asked, answer) => {
      seen.push(asked.headers.authorization);
      whole(asked, answer);
    });
    await bring(url.replace('//', '//me:50%25%@'));
    expect(seen).toEqual([`Basic ${Buffer.from('me:50%%').toString('base64')}`]);
  });

  test('begins anew when the server knows no ranges, or a range that was not asked for', async () => {
    let calls = 0;
    const url = await serve((asked, answer) => {
      calls += 1;
      if (calls === 1) half(asked, answer);
      else if (calls === 2) answer.writeHead(206, { 'content-range': `bytes 0-299999/300000` }).end(file);
      else answer.writeHead(200, { 'content-length': file.length }).end(file);
    });
    await bring(url);
    expect(calls).toBe(3);
    expect(arrived()).toBe(true);
    rmSync(into);
    await expect(bring(await serve(half), { limits: { attempts: 1 } })).rejects.toThrow();
    await bring(await serve((_, answer) => answer.end(file)));
    expect(arrived()).toBe(true);
  });

  test('that is whole already asks nobody', async () => {
    writeFileSync(into, file);
    await bring('http://127.0.0.1:1/nobody');
    expect(arrived()).toBe(true);
  });

  test('is not written through a link, nor into a pipe', async () => {
    execFileSync('ln', ['-s', `${folder}/elsewhere`, into]);
    await expect(bring(await serve(whole))).rejects.toMatchObject({ name: 'MaintError' });
    expect(existsSync(`${folder}/elsewhere`)).toBe(false);
    rmSync(into);
    execFileSync('mkfifo', [into]);
    await expect(bring(await serve(whole))).rejects.toMatchObject({ code: 'E_FILE_KIND' });
  });
});

describe('a server that', () => {
  test('dies every time is asked a bounded number of times, each going on where the last ended', async () => {
    let calls = 0;
    const url = await serve((asked, answer) => {
      calls += 1;
      half(asked, answer, 10_000);
    });
    await expect(bring(url)).rejects.toMatchObject({
      code: 'E_DOWNLOAD_UNFINISHED',
      message: expect.stringContaining('30000 of 300000'),
    });
    expect(calls).toBe(3);
  });

  test.each(['headers', 'body'])('stalls before its %s is left within its limit', async (where) => {
    const url = await serve((_, answer) => {
      if (where === 'body') answer.writeHead(200, { 'content-length': file.length }).write(file.subarray(0, 1000));
    });
    const began = performance.now();
    await expect(bring(url, { limits: { attempts: 2, stall: 250 } })).rejects.toMatchObject({
      code: 'E_DOWNLOAD_UNFINISHED',
      message: expect.stringContaining('sent nothing for 0.3 s'),
    });
    expect(performance.now() - began).toBeLessThan(2_500);
  });

  test('drips is left when the time of the whole is over', async () => {
    const url = await serve((_, answer) => {
      answer.writeHead(200, { 'content-length': file.length });
      const timer = setInterval(() => answer.write('x'), 20);
      answer.on('close', () => clearInterval(timer));
    });
    const began = performance.now();
    await expect(bring(url, { limits: { total: 600 } })).rejects.toMatchObject({
      message: expect.stringContaining('longer than 0.6 s in all'),
    });
    expect(performance.now() - began).toBeLessThan(2_500);
  });

  test('sends more than its index said is cut off one piece later, and nothing is kept', async () => {
    const url = await serve((_, answer) => {
      const more = () => answer.write(file.subarray(0, 50_000), () => setTimeout(more, 1));
      more();
    });
    await expect(bring(url)).rejects.toMatchObject({ code: 'E_DOWNLOAD_TOO_LARGE' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('announces another size than the index is refused before a byte is taken', async () => {
    const url = await serve((_, answer) => answer.writeHead(200, { 'content-length': 5 }).end('short'));
    await expect(bring(url)).rejects.toMatchObject({ code: 'E_DOWNLOAD_SIZE' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('sends less than the index said is no whole download', async () => {
    const url = await serve((_, answer) => {
      answer.write('short');
      answer.end();
    });
    await expect(bring(url)).rejects.toMatchObject({ code: 'E_DOWNLOAD_UNFINISHED' });
  });

  test('compresses what was to come as it is, is not believed', async () => {
    const url = await serve((_, answer) => answer.writeHead(200, { 'content-encoding': 'gzip' }).end('x'));
    await expect(bring(url)).rejects.toMatchObject({ message: expect.stringContaining('the coding gzip') });
  });

  test('is busy is asked again; one that refuses is not', async () => {
    let calls = 0;
    const busy = await serve((asked, answer) => {
      calls += 1;
      if (calls < 3) answer.writeHead(503).end();
      else whole(asked, answer);
    });
    await bring(busy);
    expect(calls).toBe(3);
    rmSync(into);
    calls = 0;
    const refuses = await serve((_, answer) => {
      calls += 1;
      answer.writeHead(404).end();
    });
    await expect(bring(refuses)).rejects.toMatchObject({ code: 'E_DOWNLOAD_STATUS' });
    expect(calls).toBe(1);
  });

  test('is not there is a refusal that repeats no secret of the address', async () => {
    const told = await bring('http://me:password@127.0.0.1:1/x?token=secret').catch((error: Error) => error);
    expect(told).toMatchObject({ code: 'E_DOWNLOAD_UNFINISHED', message: expect.stringContaining('ECONNREFUSED') });
    expect(JSON.stringify(told) + (told as Error).message).not.toMatch(/password|secret/);
  });
});

describe('a redirect', () => {
  test('is followed, also to another server, which is not given the password', async () => {
    const seen: (string | undefined)[] = [];
    const there = await serve((asked, answer) => {
      seen.push(asked.headers.authorization);
      whole(asked, answer);
    });
    const here = await serve((asked, answer) => {
      seen.push(asked.headers.authorization);
      answer.writeHead(302, { location: there }).end();
    });
    await bring(here.replace('http://', 'http://me:pw@'));
    expect(seen).toEqual([`Basic ${Buffer.from('me:pw').toString('base64')}`, undefined]);
    expect(arrived()).toBe(true);
  });

  test.each(['file:///etc/passwd', 'ftp://127.0.0.1/x', 'javascript:1', 'http://'])(
    'to %s is refused',
    async (location) => {
      const url = await serve((_, answer) => answer.writeHead(302, { location }).end());
      await expect(bring(url)).rejects.toMatchObject({ code: 'E_DOWNLOAD_REDIRECT' });
    },
  );

  test('in a circle is refused', async () => {
    let calls = 0;
    const url = await serve((_, answer) => {
      calls += 1;
      answer.writeHead(302, { location: '/again' }).end();
    });
    await expect(bring(url)).rejects.toMatchObject({ code: 'E_DOWNLOAD_REDIRECT' });
    expect(calls).toBe(6);
  });

  test('from https to http is refused, and https itself is checked', async () => {
    const argv = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
    const place = ['-keyout', `${folder}/key`, '-out', `${folder}/cert`, '-subj', '/CN=localhost'];
    execFileSync('openssl', [...argv, ...place, '-addext', 'subjectAltName=IP:127.0.0.1'], { stdio: 'ignore' });
    const [key, cert] = [readFileSync(`${folder}/key`, 'utf8'), readFileSync(`${folder}/cert`, 'utf8')];
    const plain = await serve(whole);
    const port = await listen(
      createSecureServer({ key, cert }, (asked, answer) =>
        asked.url === '/down' ? answer.writeHead(302, { location: plain }).end() : whole(asked, answer),
      ) as unknown as Server,
    );
    await expect(bring(`https://127.0.0.1:${port}/down`, { ca: cert })).rejects.toMatchObject({
      code: 'E_DOWNLOAD_REDIRECT',
      message: expect.stringContaining('from https to http'),
    });
    await bring(`https://127.0.0.1:${port}/release`, { ca: cert });
    expect(arrived()).toBe(true);
    rmSync(into);
    await expect(bring(`https://127.0.0.1:${port}/release`, { limits: { attempts: 1 } })).rejects.toMatchObject({
      message: expect.stringContaining('SELF_SIGNED_CERT'),
    });
  });
});

describe('a proxy of the environment', () => {
  /** Forwards plain requests and tunnels; says what it was asked for. */
  async function proxy(): Promise<{ url: string; asked: string[] }> {
    const asked: string[] = [];
    const server = createServer((from, to) => {
      asked.push(`${from.method} ${from.url}`);
      const onward = request(from.url ?? '', { method: from.method, headers: from.headers }, (answer) => {
        to.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(to);
      });
      onward.on('error', () => to.writeHead(502).end());
      from.pipe(onward);
    });
    server.on('connect', (from, socket, head) => {
      asked.push(`CONNECT ${from.url}`);
      const [host, port] = (from.url ?? '').split(':');
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.write(head);
        socket.pipe(onward).pipe(socket);
      });
      sockets.add(onward);
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
    });
    return { url: `http://127.0.0.1:${await listen(server)}`, asked };
  }

  test('is used for http and for https, in capitals or not, and NO_PROXY is heard', async () => {
    const through = await proxy();
    const url = await serve(whole);
    await bring(url, { env: { HTTP_PROXY: through.url } });
    expect(arrived()).toBe(true);
    expect(through.asked).toEqual([`GET ${url}`]);
    rmSync(into);
    await bring(url, { env: { http_proxy: through.url, NO_PROXY: '127.0.0.1' } });
    expect(through.asked).toHaveLength(1);
    rmSync(into);
    const https = url.replace('http:', 'https:');
    await expect(bring(https, { env: { https_proxy: through.url }, limits: { attempts: 1 } })).rejects.toMatchObject({
      message: expect.stringContaining('the proxy that HTTPS_PROXY names'),
    });
    expect(through.asked.at(-1)).toBe(`CONNECT ${new URL(url).host}`);
  });

  test('is understood without a scheme, as other programs do, and with a password of any letters', async () => {
    const through = await proxy();
    const url = await serve(whole);
    for (const told of [through.url.replace('http://', ''), through.url.replace('//', '//me:50%/o@')]) {
      await bring(url, { env: { http_proxy: told.replace('/o', '') } });
      rmSync(into);
    }
    expect(through.asked).toEqual([`GET ${url}`, `GET ${url}`]);
  });

  test.each(['ftp://me:pw@proxy:3128', 'http://', ':::', 'http://me:pw@proxy:99999'])(
    'that is no address (%s) is refused by the name of its variable',
    async (told) => {
      const refused = bring(await serve(whole), { env: { HTTPS_PROXY: told } });
      await expect(refused).rejects.toMatchObject({ code: 'E_PROXY_FORM', exit: 2 });
      await expect(refused).rejects.toThrow('HTTPS_PROXY');
      await expect(refused).rejects.not.toThrow('pw');
    },
  );

  test.each(['http', 'https'])('that wants a password says so, for %s', async (scheme) => {
    const server = createServer((_, answer) => answer.writeHead(407).end('give me a password'));
    server.on('connect', (_, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
    const at = `127.0.0.1:${await listen(server)}`;
    const url = (await serve(whole)).replace('http:', `${scheme}:`);
    const refused = bring(url, { env: { HTTP_PROXY: at, HTTPS_PROXY: at }, limits: { attempts: 2 } });
    await expect(refused).rejects.toMatchObject({ code: 'E_DOWNLOAD_UNFINISHED' });
    await expect(refused).rejects.toThrow('407');
  });

  test('that is not there is named', async () => {
    const env = { HTTP_PROXY: 'http://user:pw@127.0.0.1:1' };
    const told = (await bring(await serve(whole), { env }).catch((error: Error) => error)) as Error;
    expect(told.message).toContain('the proxy that HTTP_PROXY names');
    expect(told.message).not.toContain('pw');
    const https = bring((await serve(whole)).replace('http:', 'https:'), { env });
    await expect(https).rejects.toThrow('the proxy that HTTP_PROXY names, unless NO_PROXY exempts it');
  });
});

describe('a small document', () => {
  const read = async (answer: RequestListener, most = 100) =>
    httpDownloads({ env: noProxy, limits: { ...quick, stall: 300 } }).read(await serve(answer), most);

  test('comes whole, or is refused when it is too large or does not come', async () => {
    expect(Buffer.from(await read((_, answer) => answer.end('{}'))).toString()).toBe('{}');
    await expect(read((_, answer) => answer.end('x'.repeat(101)))).rejects.toMatchObject({
      code: 'E_DOWNLOAD_TOO_LARGE',
    });
    await expect(
      read((_, answer) => void answer.writeHead(200, { 'content-length': 9 }).write('half')),
    ).rejects.toMatchObject({ code: 'E_DOWNLOAD_UNANSWERED' });
    await expect(read((_, answer) => answer.writeHead(403).end())).rejects.toMatchObject({ code: 'E_DOWNLOAD_STATUS' });
  });
});
