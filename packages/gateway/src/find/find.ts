import { basename, dirname } from 'node:path/posix';
import { each } from '@flatnet-maint/actions';
import type { Candidate, Found, FoundTree, HostView } from '@flatnet-maint/core';
import type { GatewaySite } from '../facts.ts';
import { ownTest } from '../own-test.ts';
import { t } from '../texts.ts';
import { bestOf, type Judged } from './best.ts';
import { type Family, familyOf, findFamilies } from './families.ts';
import { lastAccess } from './last-access.ts';
import { type Look, makeLook } from './look.ts';
import { runningNginx } from './masters.ts';
import { foreignRemarks, portRemarks, remarksOf } from './remarks.ts';
import { factsOf, lackingIn, strangersLua, type TreeFacts } from './tree-facts.ts';
import { configOf, type OutsideConfig, treesOf } from './trees.ts';
import { findUnits, type Unit } from './units.ts';
import { useOf } from './use.ts';
import { valuesOf } from './values.ts';

/** For commands of others; what else is read takes well below a second. */
const timeForCommands = 6_000;
const mostTests = 8;

type Gateway = {
  readonly family: Family;
  readonly trees: readonly TreeFacts[];
  readonly config: OutsideConfig | null;
};

/** The gateway finds itself: what runs, what units start, what lies on the disk; `site`: only what the site file means. */
export async function find(
  host: HostView,
  { use, site }: { readonly use: readonly string[]; readonly site: GatewaySite | null },
): Promise<Found> {
  if (host.os === 'windows')
    return { component: 'gateway', candidates: [], remarks: [], rights: [t('find-no-windows')] };
  const look = makeLook(host, timeForCommands);
  const chosen = site === null ? await useOf(look, use) : [site.home];
  const running = await runningNginx(look, chosen);
  const families =
    site === null
      ? await findFamilies(look, running, await findUnits(look), chosen)
      : [await familyOf(look, site.home, running, site.generations)];
  const gateways = await each(families, 2, (family) => gatewayOf(look, family, site));
  const isGateway = ({ family, trees }: Gateway) =>
    family.chosen || family.masters.length > 0 || family.unit !== null || trees.some(({ hasProgram }) => hasProgram);
  const real = gateways.filter(isGateway);
  const tests = await testAll(look, real);
  const seen = await each(real, 2, async (gateway) => candidateOf(look, gateway, tests, site));
  const remarks = [
    ...(site === null ? await foreignRemarks(look, running.foreign) : []),
    ...(await portRemarks(look, seen, running.foreign)),
  ];
  return { component: 'gateway', candidates: seen.map(({ candidate }) => candidate), remarks, rights: look.rights() };
}

async function gatewayOf(look: Look, family: Family, site: GatewaySite | null): Promise<Gateway> {
  const trees = await treesOf(look, family, site?.generations);
  const config = site === null ? await configOf(look, family, trees) : outside(site.config);
  const facts = await each(trees, 3, (tree) => factsOf(look, tree, family, config?.path ?? null));
  return { family, config, trees: facts };
}

const outside = (path: string | null): OutsideConfig | null => (path === null ? null : { path, by: 'site', of: path });

/** What runs or is started first, then the newest; two at a time, for each starts a program. */
async function testAll(look: Look, gateways: readonly Gateway[]): Promise<ReadonlyMap<string, FoundTree['test']>> {
  const all = gateways.flatMap(({ family, config, trees }) => trees.map((tree) => ({ tree, family, config })));
  const first = ({ role }: TreeFacts) => Number(role === 'live' || role === 'home');
  const ordered = all
    .filter(({ tree }) => tree.hasProgram && tree.silent === null)
    .sort((a, b) => first(b.tree) - first(a.tree) || (a.tree.dated < b.tree.dated ? 1 : -1));
  const tests = new Map<string, FoundTree['test']>();
  for (const { tree } of all) {
    const said = tree.role === 'backup' ? t('find-only-config') : (tree.silent ?? t('find-no-program'));
    tests.set(tree.path, { ok: null, said });
  }
  await each(ordered, 2, async ({ tree, family, config }, index) => {
    const limit = Math.min(5_000, look.left());
    const asked =
      index >= mostTests
        ? { ok: null, said: t('find-not-tested', { most: mostTests }) }
        : limit < (first(tree) ? 300 : 1_500)
          ? { ok: null, said: t('find-no-time') }
          : await ownTest(look.host, {
              tree: tree.path,
              home: family.home,
              mainConfig: tree.mainConfig,
              configFolder: config === null ? null : dirname(config.path),
              limit,
            });
    tests.set(tree.path, asked);
  });
  return tests;
}

async function candidateOf(
  look: Look,
  { family, config, trees }: Gateway,
  tests: ReadonlyMap<string, FoundTree['test']>,
  site: GatewaySite | null,
): Promise<{ readonly candidate: Candidate; readonly family: Family; readonly of: TreeFacts | null }> {
  const { home, masters } = family;
  const judged = await each(trees, 4, async (tree): Promise<Judged> => {
    const mixed = strangersLua(tree, trees);
    return {
      tree: {
        path: tree.path,
        role: tree.role,
        version: tree.version,
        exe: tree.exe,
        dated: tree.dated,
        test: tests.get(tree.path) as FoundTree['test'],
        lastAccess: await lastAccess(look, tree, home),
      },
      kind: tree.kind,
      lacks: tree.role === 'backup' ? [] : lackingIn(tree, trees),
      mixed: mixed !== null,
      mixedWith: mixed?.of ?? null,
    };
  });
  const best = bestOf(judged, masters.length > 0);
  const means = (role: FoundTree['role']) => trees.find((tree) => tree.role === role && tree.config !== null);
  const of =
    means('live') ??
    trees.find(({ path, config: read }) => path === best?.tree && read !== null) ??
    means('home') ??
    trees.find(({ config: read, role }) => read !== null && role !== 'backup') ??
    null;
  const values = valuesOf(family, {
    home: howFound(family, site),
    config,
    service: await serviceOf(look, family, site),
    of,
  });
  const remarks = await remarksOf(look, family, { trees: judged, of, config: config?.path ?? null });
  const started = trees.filter(({ role }) => role === 'live' || role === 'home');
  // Chosen by nobody, it would be run by whatever asks for its state next.
  const isStrange =
    started.some((tree) => tree.isStrange) || (trees.some((tree) => tree.isStrange) && started.length === 0);
  const whole = trees.some(({ hasProgram }) => hasProgram) || masters.some(({ tree }) => tree !== null);
  const flatnet = /flatnet/i.test(home) || trees.some(({ speaksOfFlatnet }) => speaksOfFlatnet);
  const candidate = {
    path: home,
    running: masters.length > 0,
    sure: family.chosen || (whole && flatnet && !isStrange),
    why: whyOf(family, trees, flatnet),
    values,
    trees: judged.map(({ tree }) => tree),
    remarks,
    best,
  };
  return { candidate, family, of };
}

function howFound({ masters, unit, chosen, home }: Family, site: GatewaySite | null): string {
  if (site !== null) return t('found-site', { of: home });
  const [master] = masters;
  if (master !== undefined) return t('found-process', { of: master.process.pid });
  if (unit !== null) return t('found-unit', { of: unit.name });
  return chosen ? t('found-chosen', { of: home }) : t('found-disk', { of: dirname(home) });
}

function whyOf({ masters, unit, home }: Family, trees: readonly TreeFacts[], flatnet: boolean): string {
  const [master] = masters;
  const what = flatnet ? t('why-flatnet') : t('why-no-flatnet');
  if (master !== undefined) return t('why-runs', { pid: master.process.pid, home, what });
  if (unit !== null) return t('why-unit', { unit: unit.name, home, what });
  const names = trees.filter(({ hasProgram }) => hasProgram).map(({ path }) => basename(path));
  return names.length === 0
    ? t('why-nothing', { home })
    : t('why-disk', { folder: dirname(home), names: names.join(', '), what });
}

/** The service that runs it, or that would; one of ours and a login session are none. */
async function serviceOf(
  look: Look,
  { masters, unit }: { masters: Family['masters']; unit: Unit | null },
  site: GatewaySite | null,
): Promise<{ name: string; how: string } | null> {
  if (site !== null)
    return site.service === null ? null : { name: site.service, how: t('found-site', { of: site.service }) };
  for (const { process } of masters) {
    const name = await look.host.services.of(process.pid);
    if (name !== null && !/^(?:flatnet-maint-|user@|session-)/.test(name))
      return { name, how: t('found-process', { of: process.pid }) };
  }
  return unit === null ? null : { name: unit.name, how: t('found-in', { of: unit.file }) };
}
