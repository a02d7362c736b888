/**
 * The asker's own process: `node asking-main.ts {"urls":{NAME:URL},"everyMs":50}`. Says `running` once all have answered, and
 * one JSON line when its standard input ends: also when its owner dies.
 */
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Asked, askingAccount } from './asking-account.ts';

const { urls, everyMs } = JSON.parse(process.argv[2] ?? '') as { urls: Record<string, string>; everyMs: number };
const told = { over: false };
process.stdin.resume();
for (const event of ['data', 'end'] as const)
  process.stdin.on(event, () => {
    told.over = true;
  });

/** A connection of its own each time: a kept one would tell of the process that it leads to, not of the port. */
const answers = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const asked = request(url, { agent: false, timeout: 2_000 }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200));
      response.on('error', () => resolve(false));
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer')));
    asked.on('error', () => resolve(false));
    asked.end();
  });

let unheard = Object.keys(urls).length;
const accounts = await Promise.all(
  Object.entries(urls).map(async ([name, url]) => {
    const questions: Asked[] = [];
    let heard = false;
    while (!told.over) {
      const from = performance.now();
      const good = await answers(url);
      const to = performance.now();
      if (good && !heard) {
        heard = true;
        unheard -= 1;
        if (unheard === 0) process.stdout.write('running\n');
      }
      // What fails before the first answer is not dark: it has not been seen light.
      if (heard) questions.push({ from, to, good });
      await sleep(Math.max(0, everyMs - (to - from)));
    }
    return [name, askingAccount(questions)] as const;
  }),
);
process.stdout.write(`${JSON.stringify(Object.fromEntries(accounts))}\n`, () => process.exit(0));
