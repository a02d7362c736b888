import type { Machine } from '../machine/machine.ts';

export interface Answer {
  readonly status: number;
  /** Raw header lines, for a test may care that one came once. */
  readonly headers: readonly string[];
  readonly body: string;
  readonly ms: number;
}

const script = `
const http = require('node:http');
const [url, method, body, limit] = process.argv.slice(1);
const from = performance.now();
const request = http.request(url, { method, agent: new http.Agent({ keepAlive: true }) }, (response) => {
  const chunks = [];
  response.on('data', (chunk) => chunks.push(chunk));
  response.on('end', () => {
    const raw = response.rawHeaders, headers = [];
    for (let i = 0; i < raw.length; i += 2) headers.push(raw[i] + ': ' + raw[i + 1]);
    process.stdout.write(JSON.stringify({ status: response.statusCode, headers, body: Buffer.concat(chunks).toString(), ms: performance.now() - from }), () => process.exit(0));
  });
});
request.setTimeout(Number(limit), () => request.destroy(new Error('no answer in ' + limit + ' ms')));
request.on('error', (error) => { process.stderr.write(String(error)); process.exit(1); });
request.end(body);
`;

/** One request from inside the machine; status 0 with the reason as body when no answer came. */
export async function ask(
  machine: Pick<Machine, 'exec'>,
  url: string,
  how: { method?: string; body?: unknown; limit?: number } = {},
): Promise<Answer> {
  const body = how.body === undefined ? '' : JSON.stringify(how.body);
  const limit = how.limit ?? 5000;
  const argv = [process.execPath, '-e', script, url, how.method ?? 'GET', body, String(limit)];
  const got = await machine.exec(argv, { limit: limit + 5000 });
  return got.code === 0 ? (JSON.parse(got.stdout) as Answer) : { status: 0, headers: [], body: got.stderr, ms: limit };
}
