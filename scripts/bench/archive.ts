import { execFileSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, type Row } from './row.ts';

const child = fileURLToPath(new URL('./archive-child.ts', import.meta.url));

/** 1 GiB in 60 large and 4096 small files, archived in turn by us, by tar into sha256sum alone, and by tar with the archive kept. */
export function archiveRows(rounds: number): readonly Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'flatnet-maint-bench-'));
  try {
    lay(`${folder}/tree`);
    const ours: number[] = [];
    const piped: number[] = [];
    const kept: number[] = [];
    const memory: number[] = [];
    const sums = new Set<string>();
    for (let round = 0; round <= rounds; round++) {
      const [ms, said] = time(process.execPath, [child, `${folder}/tree`, `${folder}/ours.tar`]);
      const { sha256, peakMiB } = JSON.parse(said) as { sha256: string; peakMiB: number };
      const tar = `tar --sort=name -C ${folder} -cf - tree`;
      const [pipedMs, sum] = time('bash', ['-c', `set -o pipefail; ${tar} | sha256sum`]);
      const [keptMs] = time('bash', [
        '-c',
        `set -o pipefail; ${tar} | tee ${folder}/theirs.tar | sha256sum; sync ${folder}/theirs.tar`,
      ]);
      for (const name of ['ours', 'theirs']) rmSync(`${folder}/${name}.tar`);
      sums.add(sha256);
      // tar's own sorting differs from ours, so only the length of what it says is looked at.
      if (sum.length < 64) throw new Error(`sha256sum says ${sum}`);
      if (round === 0) continue;
      ours.push(ms);
      piped.push(pipedMs);
      kept.push(keptMs);
      memory.push(peakMiB);
    }
    if (sums.size !== 1) throw new Error('the same tree gave different archives');
    return rows(ours, piped, kept, memory);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rows(
  ours: readonly number[],
  piped: readonly number[],
  kept: readonly number[],
  memory: readonly number[],
): Row[] {
  const speed = (what: string, peer: readonly number[]): Row => {
    const samples = ours.map((ms, n) => (peer[n] ?? Number.NaN) / ms);
    const detail = `${median(ours).toFixed(0)} ms : ${median(peer).toFixed(0)} ms`;
    return { what, value: median(samples), unit: '×', aim: 0.8, atLeast: true, samples, detail };
  };
  return [
    speed('speed of archive + sha256, 1 GiB : tar | sha256sum', piped),
    speed('… : tar | tee FILE | sha256sum; sync FILE', kept),
    {
      what: '… its peak memory',
      value: Math.max(...memory),
      unit: 'MiB',
      aim: 200,
      samples: memory,
      detail: 'VmHWM of the whole process, the worst of all',
    },
  ];
}

function lay(tree: string): void {
  const large = Buffer.alloc(16 * 1024 * 1024);
  mkdirSync(`${tree}/small`, { recursive: true });
  for (let n = 0; n < 60; n++) writeFileSync(`${tree}/large-${n}`, randomFillSync(large));
  const small = Buffer.alloc(16 * 1024);
  for (let n = 0; n < 4096; n++) writeFileSync(`${tree}/small/${n}`, randomFillSync(small));
}

function time(program: string, args: readonly string[]): [number, string] {
  const began = performance.now();
  const said = execFileSync(program, args, { encoding: 'utf8' });
  return [performance.now() - began, said];
}
