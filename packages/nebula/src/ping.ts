import { lastLines } from '@flatnet-maint/actions';
import type { HostView } from '@flatnet-maint/core';

/** One ping; null = it was answered, else what was said. */
export async function pinged(host: HostView, address: string): Promise<string | null> {
  const out = await host.query(['ping', '-n', '-c', '1', '-W', '1', address], { limit: 4_000 });
  return out.code === 0 ? null : lastLines(out.stderr) || lastLines(out.stdout) || String(out.code ?? out.signal);
}
