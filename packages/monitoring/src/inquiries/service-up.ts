import { lookAtPodman } from '@flatnet-maint/actions';
import { type Answer, describeError, type HostView, type Inquiry } from '@flatnet-maint/core';
import type { Kind } from '../facts.ts';
import { kinds } from '../kinds.ts';
import { type Container, containerNamed, wasStarted } from '../podman.ts';
import { askVersion, isVersion } from '../service-version.ts';
import { t } from '../texts.ts';

export type ServiceUpArgs = {
  readonly service: string;
  readonly container: string;
  readonly image: string;
  readonly kind: Kind;
  readonly address: string | null;
  /** What it must report; a tag that is no version asks for nothing. */
  readonly tag: string;
  /** It must have run so long, in milliseconds. */
  readonly steady: number;
  /** A new container: it must never have been started again by Podman. */
  readonly isNew: boolean;
};

/**
 * Whether a service runs as it is meant to: its container by the id of its image, ready, of the version that it reports
 * itself, and steady, for one that crashes again and again is "up" half of the time.
 */
export const serviceUp: Inquiry<ServiceUpArgs> = {
  name: 'service-up@1',
  async ask(args, host) {
    const { service, container, image, steady, isNew } = args;
    const no = (detail: string, final = false): Answer => ({
      ok: false,
      value: null,
      detail,
      ...(final ? { final } : {}),
    });
    const there = await containerNamed(host, container);
    if (there === null) return no(t('up-none', { container }));
    if (there.image.id !== image)
      return no(t('up-image', { container, ref: there.image.ref, want: image.slice(0, 12) }));
    if (isNew && there.restarts >= 2)
      return no(t('up-loops', { service, count: there.restarts, said: await lastWords(host, there) }), true);
    if (!there.running)
      return no(
        t('up-ended', { service, status: there.status, code: there.exitCode, said: await lastWords(host, there) }),
        isNew && there.status === 'exited' && there.restarts === 0 && (await isOver(host, there)),
      );
    if (isNew && there.restarts > 0) return no(t('up-restarted', { service, said: await lastWords(host, there) }));
    const answered = await readiness(args, host);
    if (answered !== null) return no(answered);
    const age = Date.now() - Date.parse(there.startedAt);
    if (age < steady) return no(t('up-young', { service, age: Math.round(age / 100) / 10, steady: steady / 1_000 }));
    return { ok: true, value: there.restarts, detail: t('up', { service, ref: there.image.ref }) };
  },
};

/** What ended and is not started again by Podman stays ended. */
async function isOver(host: HostView, { id }: Container): Promise<boolean> {
  await host.sleep(300);
  const now = await containerNamed(host, id);
  return now !== null && !now.running && now.restarts === 0;
}

/** null = it is ready and reports the right version. */
async function readiness({ service, kind, address, tag }: ServiceUpArgs, host: HostView): Promise<string | null> {
  if (address === null) return null;
  const { ready } = kinds[kind];
  try {
    if (ready !== null) {
      const { status, body } = await host.http.get(`${address}${ready}`, { limit: 2_000 });
      if (status !== 200)
        return t('up-not-ready', { service, url: `${address}${ready}`, status, said: body.trim().slice(0, 200) });
    }
    const reported = await askVersion(host, { kind, address });
    return reported === null || isVersion(reported, tag) ? null : t('up-version', { service, reported, tag });
  } catch (error) {
    return t('up-silent', { service, why: describeError(error).message });
  }
}

/** The last lines of its log, for whoever has to find out why. */
async function lastWords(host: HostView, container: Container): Promise<string> {
  if (!wasStarted(container)) return '';
  const out = await lookAtPodman(host, 'logs', '--tail', '4', container.id).catch(() => null);
  return out === null ? '' : `${out.stdout}${out.stderr}`.trim().split('\n').slice(-4).join(' | ').slice(-600);
}
