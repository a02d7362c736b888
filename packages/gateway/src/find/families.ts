import { basename, dirname, join } from 'node:path/posix';
import { findOnDisk } from './disk.ts';
import { homeOfGenerations } from './generations-home.ts';
import { type Look, treeOfProgram } from './look.ts';
import type { Master, Running, RunningNginx } from './masters.ts';
import { homeName } from './names.ts';
import type { Unit } from './units.ts';

/** A home with all that bears its name: one gateway, running, gone or in pieces. */
export interface Family {
  /** As whoever starts it names it. */
  readonly home: string;
  readonly masters: Master[];
  readonly orphans: Running[];
  unit: Unit | null;
  chosen: boolean;
}

/** The same place has one spelling, whatever links lead to its parent. */
async function keyOf(look: Look, home: string): Promise<string> {
  return join((await look.real(dirname(home))) ?? dirname(home), homeName(basename(home)));
}

/** What runs first, then what units start, then the disk: each home once. */
export async function findFamilies(
  look: Look,
  { masters, orphans }: RunningNginx,
  units: readonly Unit[],
  chosen: readonly string[],
): Promise<readonly Family[]> {
  const families = new Map<string, Family>();
  const family = async (home: string): Promise<Family> => {
    const key = await keyOf(look, home);
    const found = families.get(key) ?? { home, masters: [], orphans: [], unit: null, chosen: false };
    families.set(key, found);
    return found;
  };
  const placed = async (home: string) =>
    dirname(home).endsWith('/generations/gateway') ? homeOfGenerations(look, dirname(dirname(dirname(home)))) : home;

  // A home under its own name goes before one that is started under the name of something set aside.
  const ordered = [...masters].sort((a, b) => Number(isAside(a.home)) - Number(isAside(b.home)));
  for (const master of ordered) (await family(await placed(master.home))).masters.push(master);
  for (const unit of units) {
    const { program, prefix } = unit.command;
    const home = prefix?.startsWith('/') === true ? prefix.replace(/(?<=.)\/+$/, '') : treeOfProgram(program);
    if (home === null || /^(?:|\/usr|\/usr\/local)$/.test(home)) continue;
    (await family(await placed(home))).unit ??= unit;
  }
  for (const orphan of orphans) {
    if (orphan.tree === null) continue;
    const home = await placed(orphan.tree);
    const running = [...families.values()].find((one) => one.masters.some(({ tree }) => tree === orphan.tree));
    (running ?? (await family(join(dirname(home), homeName(basename(home)))))).orphans.push(orphan);
  }
  const told = [...families.values()];
  for (const home of chosen) {
    const one = await family(await placed(isAside(home) ? join(dirname(home), homeName(basename(home))) : home));
    one.chosen = true;
  }
  const places = await findOnDisk(
    look,
    [...families.values()].map(({ home }) => dirname(home)),
  );
  for (const { folder, homes, generations } of places) {
    for (const home of homes) await family(home);
    if (generations && ![...families.values()].some(({ home }) => dirname(home) === folder))
      await family(await homeOfGenerations(look, folder));
  }
  return withoutTargets(look, [...families.values()], told);
}

export const isAside = (home: string): boolean => homeName(basename(home)) !== basename(home);

/** What the link of a home leads to is a tree of that home, not one of its own. */
async function withoutTargets(look: Look, families: readonly Family[], told: readonly Family[]): Promise<Family[]> {
  const targets = new Set<string>();
  for (const { home } of families)
    if ((await look.entry(home))?.kind === 'link') {
      const real = await look.real(home);
      if (real !== null) targets.add(real);
    }
  const kept: Family[] = [];
  for (const family of families) {
    const isLink = (await look.entry(family.home))?.kind === 'link';
    const real = isLink ? null : await look.real(family.home);
    if (real === null || !targets.has(real) || told.includes(family) || family.chosen) kept.push(family);
  }
  return kept;
}

/** The family of one home, for who knows it. */
export async function familyOf(
  look: Look,
  home: string,
  { masters, orphans }: RunningNginx,
  generations: string,
): Promise<Family> {
  const key = await keyOf(look, home);
  const kept = (await look.real(generations)) ?? generations;
  const isOurs = async ({ tree }: Running, path: string | null): Promise<boolean> => {
    if (tree !== null && (dirname(tree) === kept || (await keyOf(look, tree)) === key)) return true;
    const real = await look.real(home);
    return (tree !== null && tree === real) || (path !== null && (await keyOf(look, path)) === key);
  };
  const own: Family = { home, masters: [], orphans: [], unit: null, chosen: true };
  for (const one of masters) if (await isOurs(one, one.home)) own.masters.push(one);
  for (const one of orphans) if (await isOurs(one, null)) own.orphans.push(one);
  return own;
}
