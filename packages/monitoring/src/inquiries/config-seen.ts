import type { Inquiry } from '@flatnet-maint/core';
import { containerNamed } from '../podman.ts';
import { t } from '../texts.ts';

export type ConfigSeenArgs = {
  readonly container: string;
  /** By their place in the container. */
  readonly files: readonly { readonly target: string; readonly sha256: string }[];
};

/** What a container itself sees: a file that was replaced by another of its name is still the old one there (H17). */
export const configSeen: Inquiry<ConfigSeenArgs> = {
  name: 'config-seen@1',
  async ask({ container, files }, host) {
    const there = await containerNamed(host, container);
    if (there === null || !there.running) return { ok: false, value: null, detail: t('up-none', { container }) };
    const other: string[] = [];
    for (const { target, sha256 } of files) {
      const now = await host.files.digest(`/proc/${there.pid}/root${target}`).catch(() => null);
      if (now !== sha256) other.push(target);
    }
    return other.length === 0
      ? { ok: true, value: files.length, detail: t('config-seen', { count: files.length }) }
      : { ok: false, value: null, detail: t('config-not-seen', { container, paths: other.join(', ') }) };
  },
};
