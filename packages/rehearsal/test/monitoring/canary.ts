import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { Machine } from '../../src/index.ts';

/** Looks from outside at the words of every process of the machine, about every 50 ms, for one that is a secret. */
export function watchWords(
  machine: Machine,
  secret: string,
): Disposable & { told(): { looks: number; seen: string[] } } {
  const proc = machine.path('/proc');
  const seen = new Set<string>();
  let looks = 0;
  const timer = setInterval(() => {
    looks += 1;
    for (const pid of readdirSync(proc).filter((name) => /^\d+$/.test(name))) {
      const words = wordsOf(`${proc}/${pid}/cmdline`);
      // With it this test itself hands variables over to what it starts.
      if (words.includes(secret) && !/^(nsenter .*)?env -i /.test(words)) seen.add(words);
    }
  }, 50);
  return {
    told: () => ({ looks, seen: [...seen] }),
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

function wordsOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').split('\0').join(' ');
  } catch {
    return ''; // ended meanwhile
  }
}

/** Paths of the files below a folder of the machine that hold a text, with their modes. */
export function filesWith(machine: Machine, folder: string, text: string): { path: string; mode: number }[] {
  const top = machine.path(folder);
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => `${one.parentPath}/${one.name}`)
    .filter((path) => readFileSync(path).includes(text))
    .map((path) => ({ path: `${folder}${path.slice(top.length)}`, mode: statSync(path).mode & 0o777 }));
}
