import { lastLines } from '@flatnet-maint/actions';
import { type Argv, describeError, type HostView } from '@flatnet-maint/core';

/** What a program says to `-version`; null = it does not say it. */
export async function reportedVersion(host: HostView, program: string): Promise<string | null> {
  const out = await host.query([program, '-version'], { limit: 5_000 }).catch(() => null);
  return out?.code === 0 ? (/^Version: *v?(\S+)/m.exec(out.stdout)?.[1] ?? null) : null;
}

/** Nebula's own test of a configuration, with the keys and certificates that it names (F29, H73). Nothing is started. */
export async function testConfig(
  host: HostView,
  program: string,
  config: string,
  cwd: string,
): Promise<{ readonly ok: boolean; readonly said: string }> {
  const argv: Argv = [program, '-test', '-config', config];
  try {
    const out = await host.query(argv, { limit: 10_000, cwd });
    return { ok: out.code === 0, said: lastLines(`${out.stdout}\n${out.stderr}`) || String(out.code ?? out.signal) };
  } catch (error) {
    return { ok: false, said: describeError(error).message };
  }
}

/** The first of these configurations that a program takes; where it takes none, the first, and what was said of it. */
export async function firstTaken(
  host: HostView,
  program: string,
  configs: readonly [string, ...string[]],
  cwd: string,
): Promise<{ readonly config: string; readonly ok: boolean; readonly said: string }> {
  let first: { readonly ok: boolean; readonly said: string } | null = null;
  for (const config of configs) {
    const tested = await testConfig(host, program, config, cwd);
    if (tested.ok) return { config, ...tested };
    first ??= tested;
  }
  return { config: configs[0], ok: false, said: first?.said ?? '' };
}
