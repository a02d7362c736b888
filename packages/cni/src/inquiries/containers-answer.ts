import type { HostView, Inquiry } from '@flatnet-maint/core';
import { type Container, containersOn } from '../podman.ts';
import { t } from '../texts.ts';

export type ContainersAnswerArgs = {
  readonly network: string;
  /** Those that do not run count as well: who ran before is not to be down after. */
  readonly stopped: boolean;
  /**
   * When the run began: a container that was never started, or only since then, did not run before; somebody made it
   * meanwhile. Absent = nobody can tell.
   */
  readonly since?: string | null;
  /** The boot in which the run began: whoever a later start of the machine ended is told, and nobody's fault. Absent = any. */
  readonly boot?: string;
};

/** At most so many at once. */
const abreast = 16;

/**
 * Whether the containers of a network answer on their addresses: found by what each says of itself, for a list that is
 * filtered by the network is empty while the plugin is broken. The value is who does not.
 */
export const containersAnswer: Inquiry<ContainersAnswerArgs> = {
  name: 'containers-answer@1',
  async ask({ network, stopped, since = null, boot }, host) {
    // A trial comes and goes by itself.
    const all = (await containersOn(host, network)).filter(({ labels }) => labels['flatnet-maint.run'] === undefined);
    const running = all.filter((one) => one.running && one.address !== null);
    const silent: string[] = [];
    for (let from = 0; from < running.length; from += abreast) {
      const some = running.slice(from, from + abreast);
      const heard = await Promise.all(some.map((one) => answersPing(host, one)));
      silent.push(...some.filter((_, index) => heard[index] === false).map(named));
    }
    const down = stopped ? all.filter((one) => !one.running && ranBefore(one, since)).map(({ name }) => name) : [];
    const isAnew = boot !== undefined && boot !== (await host.processes.bootId());
    const value = [...silent, ...(isAnew ? [] : down)].sort();
    const detail = [
      silent.length === 0
        ? t('containers-answer', { count: running.length, network })
        : t('containers-silent', { containers: silent.join(', ') }),
      ...(down.length === 0
        ? []
        : [t(isAnew ? 'containers-ended' : 'containers-down', { containers: down.join(', ') })]),
    ];
    return { ok: silent.length === 0, value, detail: detail.join('; ') };
  },
};

const ranBefore = ({ started }: Container, since: string | null): boolean =>
  started !== null && (since === null || Date.parse(started) < Date.parse(since));

const named = ({ name, address }: Container): string => `${name} (${address})`;

async function answersPing(host: HostView, { address }: Container): Promise<boolean> {
  for (let n = 0; n < 2; n += 1) {
    const out = await host.query(['ping', '-c', '1', '-W', '1', address ?? ''], { limit: 3_000 });
    if (out.code === 0) return true;
  }
  return false;
}
