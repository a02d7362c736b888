import { dirname, join, normalize } from 'node:path/posix';
import { each, type Look, makeLook } from '@flatnet-maint/actions';
import type { Candidate, Found, FoundTree, HostView } from '@flatnet-maint/core';
import type { NebulaSite } from '../facts.ts';
import { t } from '../texts.ts';
import { askAll, type Program, timeForAsking } from './ask.ts';
import { bestOf } from './best.ts';
import { seeConfig } from './config-seen.ts';
import { copiesOf } from './copies.ts';
import { findInstances, type Instance, instanceOfSite, isMeant, strangerAt } from './instances.ts';
import { isOpen, seePki } from './pki.ts';
import { programFolders } from './places.ts';
import { remarksOf } from './remarks.ts';
import { valuesOf } from './values.ts';

const component = 'nebula';

/** Nebula finds itself: what runs, what units start, and what lies where it usually does; `site`: only what the site file means. */
export async function find(
  host: HostView,
  { use, site }: { readonly use: readonly string[]; readonly site: NebulaSite | null },
): Promise<Found> {
  if (host.os === 'windows') return { component, candidates: [], remarks: [], rights: [t('find-on-windows')] };
  const look = makeLook(host, timeForAsking, /nebula/i);
  if (site !== null) {
    const candidate = await candidateOf(look, await instanceOfSite(look, site), { site, isShared: false });
    return { component, candidates: [candidate], remarks: [], rights: look.rights() };
  }
  const chosen = await each(use, 4, async (path) => {
    const plain = normalize(path).replace(/(?<=.)\/+$/, '');
    return { path: plain, names: [plain, (await look.real(plain)) ?? plain] };
  });
  const instances = (await findInstances(look)).map((one) => ({
    ...one,
    isChosen: chosen.some(({ names }) => isMeant(one, names)),
  }));
  const all = (list: readonly Instance[]) =>
    each(list, 2, (one) => {
      const isShared = list.some((other) => other !== one && other.program === one.program);
      return candidateOf(look, one, { site, isShared });
    });
  const known = await all(instances);
  // A copy that is known by what it is a copy of is found with that.
  const isKnown = (names: readonly string[]) =>
    instances.some((one) => isMeant(one, names)) ||
    known.some(({ path, trees }) => [path, ...trees.map((tree) => tree.path)].some((one) => names.includes(one)));
  const strange = chosen.filter(({ names }) => !isKnown(names)).map(({ path }) => path);
  const more = await all((await each(strange, 4, (path) => strangerAt(look, path))).flat());
  return { component, candidates: [...known, ...more], remarks: [], rights: look.rights() };
}

async function candidateOf(
  look: Look,
  instance: Instance,
  { site, isShared }: { readonly site: NebulaSite | null; readonly isShared: boolean },
): Promise<Candidate> {
  const { program, running, start, isChosen, folder } = instance;
  const generations = site?.generations ?? join(dirname(dirname(program)), 'generations/nebula');
  const config = await seeConfig(look, instance.config, folder);
  const copies = await copiesOf(look, instance, generations);
  const asking = { config: config.files.length === 0 ? null : instance.config, folder, isTrusted: isChosen };
  const programs = await askAll(look, copies, asking);
  const cert = site?.cert ?? (await certFor(look, program));
  const homes = programFolders.includes(dirname(program)) ? [] : [dirname(program)];
  const pki = await seePki(look, cert, config, copies, homes);
  const open = await each(config.holdsKey ? config.files : [], 4, (path) => isOpen(look, path));
  const openConfig = config.files.filter((_, index) => open[index]);
  const best = bestOf(programs);
  return {
    // One program may serve several networks; what tells them apart is what each is started with.
    path: (isShared ? instance.config : null) ?? program,
    running: running !== null,
    // What nothing starts, or what a unit names and is not there, may as well be left over.
    sure: isChosen || running !== null || (start !== null && (config.files.length > 0 || best !== null)),
    why: whyOf(instance),
    values: valuesOf(instance, { config, cert, site }),
    trees: programs.map((one) => treeOf(one, instance)),
    remarks: remarksOf({ instance, programs, config, openConfig, pki, now: Date.now() }),
    best,
  };
}

function whyOf({ running, start, config, program }: Instance): string {
  const passed = config ?? '-';
  if (running === null)
    return start === null ? t('why-lies', { program }) : t('why-unit', { service: start.service, config: passed });
  const { pid, service } = running;
  return service === null
    ? t('why-by-hand', { pid, config: passed })
    : t('why-service', { service, pid, config: passed });
}

const treeOf = ({ path, role, exe, dated, version, test }: Program, { running, program }: Instance): FoundTree => ({
  path,
  role: role === 'home' && running?.program === program ? 'live' : role,
  ...{ version, exe, dated, test },
  lastAccess: null,
});

/** Beside the program, else where the system has it. */
async function certFor(look: Look, program: string): Promise<string | null> {
  for (const folder of [dirname(program), ...programFolders])
    if ((await look.stat(join(folder, 'nebula-cert')))?.kind === 'file') return join(folder, 'nebula-cert');
  return null;
}
