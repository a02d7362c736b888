import type { Machine } from '../machine/machine.ts';
import { entry } from '../machine/places.ts';

export interface Seen {
  readonly home: string | null;
  readonly builds: readonly string[];
  readonly apiStatus: number;
  readonly apiNginx: string | null;
  readonly routes: readonly string[] | null;
  readonly nginx: readonly {
    pid: number;
    role: 'master' | 'worker' | 'draining';
    exe: string;
    sha256: string | null;
  }[];
  readonly trees: readonly string[];
  readonly leftovers: readonly string[];
}

/** Looks at the practice machine from inside, without the product. */
export async function lookAt(machine: Machine, root = '/srv/flatnet', state = '/var/lib/flatnet-maint'): Promise<Seen> {
  const out = await machine.exec([process.execPath, entry('checker'), root, state], { limit: 30_000 });
  if (out.code !== 0) throw new Error(`the checker failed: ${out.stderr}`);
  return JSON.parse(out.stdout) as Seen;
}

/**
 * Which version serves, wholly: pointer, the one master's program, its workers, 40 of 40 answers, Lua. Anything else is
 * `mixed`, with what does not fit, in the words of ../texts.ts: nothing here shares code with the product.
 */
export function versionServed(seen: Seen, versions: readonly string[]): { version: string | 'mixed'; why: string[] } {
  const version = versions.find((candidate) => seen.home?.includes(`/${candidate}-`)) ?? 'none';
  const why: string[] = [];
  const masters = seen.nginx.filter((one) => one.role === 'master');
  if (masters.length !== 1) why.push(`${masters.length} master processes`);
  for (const one of seen.nginx) {
    if (one.role !== 'draining' && seen.home !== null && !one.exe.startsWith(`${seen.home}/`))
      why.push(`${one.role} process ${one.pid} runs ${one.exe}`);
    if (one.role !== 'draining' && one.sha256 !== masters[0]?.sha256)
      why.push(`${one.role} process ${one.pid} has another program`);
  }
  const other = seen.builds.filter((build) => build !== version);
  if (other.length > 0) {
    const builds = [...new Set(other)].join(', ');
    why.push(`${other.length} of ${seen.builds.length} answers: ${builds}`);
  }
  if (seen.apiStatus !== 200 || seen.apiNginx !== version)
    why.push(`/api/status says ${seen.apiStatus} with version ${seen.apiNginx}`);
  return { version: why.length === 0 ? version : 'mixed', why };
}
