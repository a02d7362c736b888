import { saidByPodman } from '@flatnet-maint/actions';
import { type Action, describeError, type Host, type HostView, MaintError } from '@flatnet-maint/core';
import { type Container, containersOn } from '../podman.ts';
import { registerAnew } from '../registry.ts';
import { t } from '../texts.ts';

export type RestartContainersArgs = {
  readonly network: string;
  readonly registry: string | null;
  readonly mentions: readonly string[];
  /** Where it is written down what became of each, so that nothing is restarted twice. */
  readonly notes: string;
};
/** In the order in which they are restarted: who ran before. */
export type ToRestart = { readonly containers: readonly { readonly name: string; readonly address: string }[] };
export type Restarted = {
  readonly name: string;
  readonly before: string;
  /** null = whoever it belongs to had stopped or removed it meanwhile, and it was left so. */
  readonly after: string | null;
  /** Routes of the gateway that were registered anew. */
  readonly routes: readonly string[];
  /** Files that still name the address from before. */
  readonly named: readonly string[];
  /** It was restarted, and its routes are not registered anew yet. */
  readonly pending?: true;
};

/**
 * Running containers get what the new plugin gives: one at a time, each seen answering before the next, and the first that
 * does not ends it (S67, H52). Never undone; what it found is written down for the report.
 */
export const restartContainers: Action<RestartContainersArgs, ToRestart> = {
  name: 'restart-containers@1',
  posixOnly: true,
  touches: ({ notes }) => [{ kind: 'path', name: notes, access: 'writes' }],
  async capture({ network }, host) {
    const running = (await containersOn(host, network)).filter(isOurs).filter((one) => one.running);
    return { containers: inOrder(running).map(({ name, address }) => ({ name, address: address ?? '' })) };
  },
  async do({ network, registry, mentions, notes }, { containers }, host) {
    const done = new Map((await restarted(host, notes)).map((one) => [one.name, one]));
    const note = async (one: Restarted): Promise<void> => {
      done.set(one.name, one);
      await host.files.write(notes, `${JSON.stringify([...done.values()])}\n`);
    };
    for (const [index, { name, address: before }] of containers.entries()) {
      const known = done.get(name);
      if (known !== undefined && known.pending !== true) continue;
      const restarting = async () =>
        restart(host, network, name, begunIn(notes)).catch((error: unknown) => {
          throw stopped(error, name, containers.slice(index + 1));
        });
      const after = known === undefined ? await restarting() : known.after;
      const one = { name, before, after, routes: [], named: [] };
      // A gateway that does not take the new address is no reason to restart it once more.
      if (known === undefined) await note({ ...one, pending: true });
      const now = before !== '' && after !== null && after !== before ? after : null;
      await note({
        ...one,
        routes: now !== null && registry !== null ? await registerAnew(host, registry, before, now) : [],
        named: now === null ? [] : await naming(host, mentions, before),
      });
    }
    await host.files.remove(begunIn(notes));
    if (containers.length === 0) await host.files.write(notes, '[]\n');
  },
  async check({ notes }, { containers }, host) {
    const done = await restarted(host, notes);
    const isDone = (name: string): boolean => done.some((one) => one.name === name && one.pending !== true);
    return containers.every(({ name }) => isDone(name)) ? 'done' : 'undone';
  },
};

/**
 * By name, and right after a container those that live in its namespace, as in a pod: its restart takes the network away
 * from them until theirs.
 */
function inOrder(containers: readonly Container[]): readonly Container[] {
  const byName = containers.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const own = byName.filter(({ joined }) => !joined);
  const after = (owner: Container) => byName.filter((one) => one.joined && one.netns === owner.netns);
  const placed = own.flatMap((owner) => [owner, ...after(owner)]);
  return [...placed, ...byName.filter((one) => !placed.includes(one))];
}

const isOurs = ({ labels }: Container): boolean => labels['flatnet-maint.run'] === undefined;

export async function restarted({ files }: HostView, notes: string): Promise<readonly Restarted[]> {
  return (await files.stat(notes)) === null ? [] : (JSON.parse(await files.text(notes)) as readonly Restarted[]);
}

/** Names the container that is being restarted: if it is down and we took it down, it is ours to start. */
const begunIn = (notes: string): string => `${notes}.begun`;

/** Its address after; null = it does not run any more, and not through us. */
async function restart(host: Host, network: string, name: string, begun: string): Promise<string | null> {
  const find = async () => (await containersOn(host, network)).find((one) => one.name === name) ?? null;
  const wasBegun = (await host.files.stat(begun)) !== null && (await host.files.text(begun)) === name;
  const there = await find();
  if (there === null || (!there.running && !wasBegun)) return null;
  await host.files.write(begun, name);
  // What answers for the names on its network may start with it, and is to outlive this step.
  const out = await host.run(['podman', 'restart', '-t', '10', name], { limit: 40_000, leaves: 'daemon' });
  if (out.code !== 0) throw new MaintError('E_CNI_RESTART', saidByPodman(out), 'podman ps -a');
  const now = await find();
  if (now === null) return null;
  for (let n = 0; n < 10 && now.address !== null; n += 1) {
    const heard = await host.query(['ping', '-c', '1', '-W', '1', now.address], { limit: 3_000 });
    if (heard.code === 0 && (await find())?.running === true) return now.address;
    await host.sleep(300);
  }
  throw new MaintError('E_CNI_RESTART', t('restart-silent', { address: now.address ?? '-' }), `podman logs ${name}`);
}

function stopped(error: unknown, name: string, rest: ToRestart['containers']): unknown {
  if ((error as { killed?: boolean }).killed === true) return error;
  const { message, next } = describeError(error);
  const untouched = rest.map((one) => one.name).join(', ') || '-';
  return new MaintError('E_CNI_RESTART', t('restart-stopped', { name, why: message, untouched }), next);
}

/** Whole addresses only: 10.87.1.2 is not in 10.87.1.20. */
async function naming({ files }: HostView, paths: readonly string[], address: string): Promise<readonly string[]> {
  const form = new RegExp(`(?<![\\d.])${address.replaceAll('.', '\\.')}(?![\\d.])`);
  const named: string[] = [];
  for (const path of paths) {
    const text = await files.text(path).catch(() => '');
    if (form.test(text)) named.push(path);
  }
  return named;
}
