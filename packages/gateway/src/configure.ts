import { isAbsolute, join } from 'node:path/posix';
import { adoptTree } from '@flatnet-maint/actions';
import { type Change, type ConfigFile, type ConfigWanted, MaintError, type RunPlace, step } from '@flatnet-maint/core';
import { directives } from './config/directives.ts';
import type { PathChange } from './config/edit.ts';
import { mover } from './config/edit.ts';
import { cutover } from './cutover.ts';
import type { GatewayFacts } from './facts.ts';
import { changed, partsOf } from './generations.ts';
import { made, movesTo } from './stage.ts';
import { t } from './texts.ts';

const steady = 500;
const mostNamed = 8;

/**
 * New configuration is a generation like any other: the live tree in a copy with the files changed, tested, rehearsed, and
 * made live by the ordinary cutover. Nothing is ever written into a tree that is kept or serves, so the way back is the one
 * that every upgrade has, and what users notice is what they notice of an upgrade.
 */
export function configure(facts: GatewayFacts, want: ConfigWanted, run: RunPlace): Change {
  const to = changed(facts, run.id);
  const moves = [...movesTo(facts, to), ...earlier(facts, want.files, to)];
  refuseOtherPid(facts, want);
  const { folder, files } = want;
  const taken = { folder, files: files.map(({ path, sha256, mode }) => ({ path, sha256, mode })) };
  const changes = cutover(facts, to);
  const names = files.slice(0, mostNamed).map(({ path }) => path);
  const note = t('expect-config', {
    count: files.length,
    files: [...names, ...(files.length > mostNamed ? ['…'] : [])].join(', '),
  });
  return {
    ...changes,
    to,
    prepare: [
      step(adoptTree, {
        id: 'gateway.copy',
        title: t('step-copy-live', { tree: facts.tree, into: to.tree }),
        host: facts.host,
        args: {
          from: facts.tree,
          into: to.tree,
          entries: facts.keeps,
          empty: [...new Set(['logs', ...facts.frame])],
          drain: facts.drainLimit,
        },
        do: 120_000,
        undo: facts.drainLimit + 30_000,
      }),
      ...made(facts, to, run, { steady, changed: taken, moves }),
    ],
    expects: { ...changes.expects, notes: [note, ...changes.expects.notes] },
  };
}

/** What was copied from an earlier generation names that one, and would read it as long as it is kept. */
function earlier(facts: GatewayFacts, files: readonly ConfigFile[], to: ReturnType<typeof changed>): PathChange[] {
  const root = facts.generations.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const named = new Set(
    files.flatMap(({ text = '' }) => [...text.matchAll(new RegExp(`${root}/([\\w.-]+)`, 'g'))].map(([, id]) => id)),
  );
  const config = partsOf(to).config ?? `${to.tree}/conf`;
  return [...named].flatMap((id) =>
    id === undefined ? [] : [{ from: `${facts.generations}/${id}`, to: id.endsWith('.config') ? config : to.tree }],
  );
}

/** The master that hands over and the one that takes over find each other by it. */
function refuseOtherPid(facts: GatewayFacts, { folder, files }: ConfigWanted): void {
  const main = files.find(({ path }) => path === facts.configName);
  if (main?.text === undefined) return;
  const top = directives(main.text).filter(({ inside }) => inside.length === 0);
  const said = top.find(({ name }) => name === 'pid')?.args[0]?.value;
  // What is not said here may be said in a file that it includes.
  if (said === undefined && top.some(({ name }) => name === 'include')) return;
  const pid = said ?? 'logs/nginx.pid';
  const home = mover([{ from: facts.tree, to: facts.home }]);
  if (home(isAbsolute(pid) ? pid : join(facts.home, pid)) === home(facts.pidFile)) return;
  throw new MaintError(
    'E_CONFIG_PID',
    t('config-pid', { path: join(folder, main.path), pid, present: facts.pidFile }),
    t('config-pid-next'),
  );
}
