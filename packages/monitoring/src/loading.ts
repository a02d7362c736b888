import { dirname } from 'node:path/posix';
import { type Host, type HostView, MaintError } from '@flatnet-maint/core';
import { podman } from './actions/have-image.ts';
import { containerNamed } from './podman.ts';
import { t } from './texts.ts';

/** A service that reads files of the configuration. */
export type Loads = {
  readonly service: string;
  readonly container: string;
  /** Where it is told to read them again, and what it counts that with; null = it reads them when it starts. */
  readonly reload: { readonly url: string; readonly metrics: string; readonly prefix: string } | null;
  readonly files: readonly string[];
};

const limit = 10_000;

/**
 * Whether what runs has read the files as they are: it read them with success after they were last written, by a reload or by
 * its start. A service that does not run has nothing loaded, and will read them when it starts.
 */
export async function isLoaded(host: HostView, { container, reload, files }: Loads): Promise<boolean> {
  const there = await containerNamed(host, container);
  if (there === null || !there.running) return true;
  let written = 0;
  for (const path of files) written = Math.max(written, await changedAt(host, path));
  if (Date.parse(there.startedAt) >= written) {
    if (reload === null) return true;
    const { ok } = await lastReload(host, reload);
    return ok;
  }
  if (reload === null) return false;
  const { ok, at } = await lastReload(host, reload);
  return ok && at >= written;
}

/** A file that is gone was removed when its folder last changed, at the latest. */
async function changedAt(host: HostView, path: string): Promise<number> {
  const there = await host.files.stat(path);
  return there?.modified ?? (await host.files.stat(dirname(path)))?.modified ?? 0;
}

export async function load(host: Host, { service, container, reload }: Loads): Promise<void> {
  if (reload === null) {
    await podman(host, 'restart', container);
    return;
  }
  const answer = await host.http.send(reload.url, { method: 'POST', limit });
  if (answer.status === 200) return;
  throw new MaintError(
    'E_CONFIG_LOAD',
    t('config-load', { service, status: answer.status, said: answer.body.trim().slice(0, 400) }),
    t('config-load-next', { service }),
  );
}

/** When it last read its configuration with success, in milliseconds, and whether the last try was one. */
export async function lastReload(
  host: HostView,
  { metrics, prefix }: NonNullable<Loads['reload']>,
): Promise<{ readonly ok: boolean; readonly at: number }> {
  const { body } = await host.http.get(metrics, { limit });
  const value = (name: string) =>
    Number(new RegExp(`^${prefix}_config_last_reload_${name} (\\S+)$`, 'm').exec(body)?.[1] ?? Number.NaN);
  return { ok: value('successful') === 1, at: value('success_timestamp_seconds') * 1_000 };
}
