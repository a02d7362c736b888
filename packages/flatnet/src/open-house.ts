import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import * as actions from '@flatnet-maint/actions';
import {
  type AnyAction,
  type Component,
  digestOf,
  type Finding,
  foldRun,
  type Generation,
  type Json,
  MaintError,
  type Plan,
  type RunPlace,
  redProbe,
} from '@flatnet-maint/core';
import { guardRuns, openRun, readRun, refuseOpen, registryOf, systemClock, watchRun } from '@flatnet-maint/engine';
import { isAlive, posixFence, posixHosts } from '@flatnet-maint/host';
import { listGenerations } from '@flatnet-maint/store';
import { adoptFirst, notMade } from './adopt.ts';
import { adoptHouse } from './adopt-house.ts';
import { besideWell } from './beside/beside-well.ts';
import { compareBeside } from './beside/compare-beside.ts';
import { tellsBeside, withBeside } from './beside/with-beside.ts';
import { chooseGeneration } from './choose-generation.ts';
import { componentOf, components, idsOf } from './components.ts';
import {
  type Composing,
  composeBackup,
  composeChange,
  composeEmergency,
  composeVerify,
  deadManOf,
  hostOf,
} from './compose.ts';
import { configHouse } from './config/config-house.ts';
import { dashboardsHouse } from './dashboards/dashboards-house.ts';
import { arm, disarm } from './dead-man.ts';
import { detachRun } from './detached/detach-run.ts';
import { runHanded } from './detached/run-handed.ts';
import { emergencyTarget, goneOf, liveTree, openOf, openState } from './emergency.ts';
import { packEvidence } from './evidence-archive/evidence-house.ts';

import { firstContactHouse } from './first-contact/first-contact-house.ts';
import type { House, Proposal, RollbackOptions, Tool, UpgradeOptions } from './house.ts';
import { keptFindings, soundGate } from './kept-findings.ts';
import { keptHouse } from './kept-house.ts';
import { knownGood } from './known-good.ts';
import { needsPosix } from './needs-posix.ts';
import { failsOwnTest } from './own-test.ts';
import { installSelf, pinnedCopy, pinnedTool } from './own-tool.ts';
import { notGood, redProbes } from './red-probes.ts';
import { releaseHouse, type Wanted } from './release-house.ts';
import { reportOf } from './report.ts';
import { roomFor } from './room.ts';
import { listRuns, newestRuns, readable, summaryOf } from './run-list.ts';
import { emergency, orderRun, type RunHouse, resumeRun, startRun } from './runs.ts';
import { withEndOfSilence } from './silence/end-of-silence.ts';
import { silenceHouse } from './silence/silence-house.ts';
import { silenced } from './silence/silenced.ts';
import { findSite } from './site/find-site.ts';
import { loadSite } from './site/load-site.ts';
import type { Site, SiteSettings } from './site/site.ts';
import { statusLimit, statusOf } from './status.ts';
import { t } from './texts.ts';
import { refuseBlocked, weighed } from './weigh.ts';

/** What a component brings into hand itself may take so long. */
const fetchLimit = 3_600_000;

export interface HouseOptions {
  /** The site file; null = looked for in the usual places, and only when a command needs it. */
  readonly site: string | null;
  readonly state: string;
  readonly tool: Tool;
}

/** Opens the state folder of this host. Reads nothing and changes nothing until it is asked. */
export function openHouse({ site: siteFile, state, tool }: HouseOptions): House {
  const hosts = posixHosts({ ids: ['local'] });
  const own = components.flatMap((component) => component.actions);
  const inquiries = [
    ...components.flatMap((one) => one.inquiries),
    actions.generationSound,
    actions.siteCommand,
    actions.keysCanBeKept,
  ];
  const registry = registryOf(
    [...own, ...Object.values(actions).filter(isAction), compareBeside(inquiries)],
    [...inquiries, actions.othersQuiet, besideWell(inquiries)],
  );
  const view = () => hosts.view('local', 60_000);
  /** For whoever reads every byte of all that is kept. */
  const longView = () => hosts.view('local', 3_600_000);
  const unkept = ({ component, facts, place }: Composing) => component.unkept?.(facts, place).findings ?? [];
  const around = () => ({ cwd: process.cwd(), home: process.env.HOME ?? '/', env: process.env });
  const site = (): Promise<Site> => loadSite(siteFile, around());
  const settings = async (id: string): Promise<SiteSettings> => {
    const found = await site();
    const own = found.components[id];
    if (own !== undefined) return own;
    throw new MaintError(
      'E_SITE_COMPONENT',
      t('component-unset', { path: found.path, component: id }),
      t('component-unset-next', { component: id }),
      { exit: 2 },
    );
  };
  const releases = releaseHouse(state, hosts, settings, (id) => componentOf(id).plainReleases === true);
  let pinned: Promise<Tool> | null = null;
  /** One for all of this house: what arms a dead-man and what disarms it must mean the same. */
  const guardTool = () => {
    pinned ??= pinnedTool(hosts, state, tool);
    return pinned;
  };
  const goneText = async (path: string): Promise<string> =>
    t((await view().files.stat(path)) === null ? 'last-good-gone' : 'last-good-spoiled', { path });
  const lastGood = (id: string) => knownGood(view().files, state, id);
  const compose = async (
    id: string,
    accepted: Composing['accepted'],
    tree?: string,
  ): Promise<Composing & { readings: Json }> => {
    const component = componentOf(id);
    // In the middle of a run the host is in between; a plan made of that would not fit a moment later.
    refuseOpen(state);
    const { facts, readings } = await component.inspect((await settings(id)) as never, view(), { tree });
    const { record } = await lastGood(id);
    return { component, facts, readings, place: newPlace(state), tool: await guardTool(), lastGood: record, accepted };
  };
  const proposed = async (made: Plan, findings: readonly Finding[]): Promise<Proposal> => {
    const plan = await withBeside(made, { components, site, view: hosts.view('local', 20_000) });
    return weighed(plan, [...findings, ...needsPosix(plan, hosts, registry)]);
  };
  /** A change, with the alarms of what it touches silenced around it. */
  const changing = async (plan: Plan, findings: readonly Finding[]): Promise<Proposal> => {
    const quiet = await silenced(plan, await site(), view());
    return proposed(quiet.plan, [...findings, ...quiet.findings]);
  };
  const planOf = (run: string): Plan => foldRun(readRun(state, run).entries).plan;
  const factsNow =
    ({ component, tree }: Plan) =>
    async () =>
      digestOf((await componentOf(component).inspect((await settings(component)) as never, view(), { tree })).facts);
  const house: RunHouse = {
    state,
    hosts,
    registry,
    fence: posixFence,
    tool,
    deadMan: async () => deadManOf(await guardTool(), state),
    factsNow,
  };

  const first = firstContactHouse({ state, hosts, tool, components, siteFile, site, lastGood });
  return {
    state,
    ...first,
    components: named,
    status: ({ since = null } = {}) =>
      statusOf(
        {
          ...{ state, components, site, named: siteFile !== null, registry, lastGood, planOf },
          ...{ view: hosts.view('local', statusLimit), find: () => first.find({ use: [] }) },
          runs: () => newestRuns(state, isAlive),
        },
        since,
      ),
    async planUpgrade(id, how: UpgradeOptions) {
      const restarts = how.restarts === true;
      if (restarts) refuseRestarts(componentOf(id));
      const from = await compose(id, how.accepted);
      const { soak } = await settings(id);
      const { release: want, notices, stage } = await wanted(from, how.to);
      let inHand = want;
      const findings = [...from.component.preflight(from.facts, from.readings, { release: want }), ...notices];
      if (!findings.some((finding) => finding.blocks && finding.waivable !== true)) {
        const { component, facts } = from;
        const probes = component.verify(facts, component.live(facts)).probes;
        const [{ release, unpackedBytes }, red] = await Promise.all([
          stage(how.onFetch),
          redProbes(probes, registry, view()),
        ]);
        inHand = release;
        findings.push(...(await roomFor(view().files, state, from.readings, unpackedBytes)), ...red);
      }
      findings.push(...unkept(from));
      const borne = how.accepted.map(({ id: finding }) => finding);
      const change = from.component.upgrade(from.facts, inHand, from.place, { restarts, borne });
      return changing(
        await withFirst(
          from,
          findings,
          composeChange(from, change, { command: 'upgrade', soak: how.soak ?? soak, confirmWithin: how.confirmWithin }),
        ),
        findings,
      );
    },
    async planRollback(id, how: RollbackOptions) {
      const from = await compose(id, how.accepted);
      const { soak } = await settings(id);
      const to = await chooseGeneration(view().files, from, how.to);
      if (how.only != null)
        return planPart(from, to, how.only, { soak: how.soak ?? soak, confirmWithin: how.confirmWithin });
      const drift = await keptFindings(longView().files, state, to);
      const findings = [
        ...from.component.preflight(from.facts, from.readings, { generation: to }),
        ...drift,
        ...unkept(from),
      ];
      const change = from.component.rollback(from.facts, to, from.place);
      const borne = drift.some(({ id, waivable }) => waivable && how.accepted.some((one) => one.id === id));
      const prepare = borne ? change.prepare : [soundGate(state, hostOf(from.facts), to), ...change.prepare];
      return changing(
        composeChange(
          from,
          { ...change, prepare },
          { command: 'rollback', soak: how.soak ?? soak, confirmWithin: how.confirmWithin },
        ),
        findings,
      );
    },
    async planBackup(id) {
      const from = await compose(id, []);
      const { files } = view();
      const listed = await listGenerations(files, state, id);
      const live = from.component.live(from.facts);
      const isRecorded = listed.some((one) => one.id === live.id);
      const ill = await notGood(from.component.verify(from.facts, live).probes, { registry, view: view() });
      const findings = [...(await roomFor(files, state, from.readings, null)), ...unkept(from), ...ill];
      return proposed(composeBackup(from, { isRecorded, isWell: ill.length === 0 }), findings);
    },
    planVerify: async (id) => proposed(composeVerify(await compose(id, [])), []),
    async apply(proposal, how) {
      refuseBlocked(proposal);
      return startRun(house, proposal.plan, how);
    },
    async detach(proposal) {
      refuseBlocked(proposal);
      return detachRun({ hosts, state, tool: await guardTool(), site: siteFile }, proposal.plan);
    },
    applyHanded: (from, how) => runHanded(from, (plan, during) => startRun(house, plan, during), how),
    async watch(id, how) {
      refuseUnknown(id);
      const { onEntry = () => {}, onTick = () => {}, onNotice = () => {}, signal } = how;
      const isOver = await watchRun(state, id, posixFence, { onEntry, onTick, onNotice, signal }, systemClock.sleep);
      return isOver ? reportOf(readRun(state, id).entries, join(state, 'runs', id, 'journal.jsonl')) : null;
    },
    async emergencyRollback(id, how) {
      componentOf(id);
      const { record, damaged } = await lastGood(id);
      const target = emergencyTarget({
        record,
        outdated: damaged.length > 0,
        open: openOf(state, id),
        live: await liveTree(hosts, record),
      });
      const gone = target === null ? null : await goneOf(hosts, target.good);
      if (target === null || gone !== null) {
        const kept = (await listGenerations(view().files, state, id)).map((entry) => entry.id).join(', ') || t('none');
        throw new MaintError(
          gone !== null ? 'E_LAST_GOOD_GONE' : damaged.length === 0 ? 'E_LAST_GOOD_ABSENT' : 'E_LAST_GOOD_DAMAGED',
          `${gone === null ? (damaged[0] ?? t('last-good-absent', { component: id, state })) : await goneText(gone)} ${t('kept-generations', { generations: kept })}`,
          t('back-up-or-choose', { component: id }),
        );
      }
      for (const damage of damaged)
        how.onNotice?.(`${damage} ${t('going-all-the-same', { generation: target.good.generation.id })}`);
      const guarding = await guardTool();
      const others = await Promise.all(
        components.filter((one) => one.id !== id).map((one) => lastGood(one.id).catch(() => null)),
      );
      const tells = tellsBeside(others.flatMap((other) => (other?.record == null ? [] : [other.record.good])));
      // Read before it is taken the place of; its journal may be all that tells what it silenced.
      const open = openState(state);
      const compose = () =>
        withEndOfSilence(
          composeEmergency(id, target.good, guarding, newPlace(state), target, tells),
          open === 'unreadable' ? null : open,
        );
      return emergency(house, compose, how);
    },
    resume: (by, how) => resumeRun(house, by, how),
    order: (order, how) => orderRun(house, order, how),
    async guard(log) {
      const resume = () => resumeRun(house, 'dead-man', {});
      for (;;) {
        await guardRuns(state, posixFence, resume, log, systemClock.sleep);
        const left = openRun(state);
        await disarm(house);
        // A run that was opened meanwhile found this guard still there, and relies on it.
        const now = openRun(state);
        if (now === null || now === left) return;
        await arm(house);
      }
    },
    runs: async (how) => listRuns(state, isAlive, how),
    async show(id) {
      refuseUnknown(id);
      const { entries, damage } = fs.existsSync(join(state, 'runs', id, 'journal.jsonl'))
        ? readable(state, id)
        : { entries: [], damage: t('journal-set-aside') };
      return { summary: summaryOf(state, id, isAlive), entries, damage };
    },
    releases: async (id) => Promise.all((id === undefined ? await named() : [id]).map(releases.list)),
    addRelease: async (id, file, how) => releases.add(componentOf(id).id, file, how),
    fetchRelease: releases.fetch,
    evidence: ({ component, ...where }) =>
      packEvidence(
        {
          ...{ state, hosts, tool, site, sitePath: () => findSite(siteFile, around()) },
          components: component === null ? components : [componentOf(component)],
          guard: deadManOf(tool, state).name,
        },
        where,
      ),
    installSelf: () => installSelf(hosts, state, tool),
    pinned: () => pinnedCopy(hosts, state, tool),
    ...adoptHouse({ house: () => house, hosts, registry, settings, compose, changing, state }),
    ...silenceHouse({ state, hosts, site }),
    ...configHouse({ hosts, registry, settings, compose, changing, withFirst, state }),
    ...dashboardsHouse({ hosts, settings, compose, changing }),
    ...keptHouse({ state, hosts, site, settings, lastGood, compose, proposed }),
  };

  function refuseUnknown(id: string): void {
    // Who may not look is told so, not that there is no such run.
    openRun(state);
    if (/^[\w.-]+$/.test(id) && fs.existsSync(join(state, 'runs', id))) return;
    throw new MaintError('E_RUN_UNKNOWN', t('run-unknown', { run: id, state }), 'flatnet-maint runs', { exit: 2 });
  }

  /** A component that knows by its facts what may be asked for has no archive to fetch. */
  async function wanted({ component, facts }: Composing, request: string): Promise<Wanted> {
    if (component.asked === undefined) return releases.wanted(component.id, request);
    const release = component.asked(facts, request);
    const stage = async () => {
      if (component.fetch === undefined) return { release, unpackedBytes: 0 };
      const { host, release: over } = hosts.lend('local', fetchLimit, 'fetch');
      try {
        return { release: await component.fetch(facts, release, host), unpackedBytes: 0 };
      } finally {
        await over();
      }
    };
    return { release, notices: [], stage };
  }

  /** One part goes back as it would be upgraded: the rest stays, and both together are a new generation. */
  async function planPart(
    from: Composing & { readings: Json },
    to: Generation,
    name: string,
    how: { readonly soak: number; readonly confirmWithin: number | null },
  ): Promise<Proposal> {
    const { component, facts, readings, place } = from;
    if (component.part === undefined)
      throw new MaintError(
        'E_PART_NONE',
        t('part-none', { component: component.id }),
        `flatnet-maint rollback ${component.id}`,
        { exit: 2 },
      );
    const release = component.part(facts, to, name);
    const findings = [
      ...component.preflight(facts, readings, { release }),
      ...(await keptFindings(longView().files, state, to)),
      ...unkept(from),
    ];
    const change = component.upgrade(facts, release, place);
    return changing(composeChange(from, change, { command: 'rollback', ...how }), findings);
  }

  /** Where nothing was kept before, the present state becomes generation 0 on the way (U5). */
  async function withFirst(from: Composing, findings: readonly Finding[], plan: Plan): Promise<Plan> {
    const { component, facts, place, lastGood: good } = from;
    // Asked last: where there is nothing to adopt, the component refuses, and the findings say more of it.
    if (good !== null || findings.some(({ blocks, waivable }) => blocks && waivable !== true)) return plan;
    if ((await listGenerations(view().files, state, component.id)).length > 0) return plan;
    const adoption = component.adopt?.(facts, place);
    if (adoption === undefined) return plan;
    const red = findings.filter(({ id }) => id.startsWith(redProbe(''))).map(({ message }) => message);
    const own = await failsOwnTest(adoption.test, registry, view());
    const why = [...(own === null ? [] : [own]), ...red];
    const { id } = adoption.to;
    const notes = [
      ...plan.expects.notes,
      t('adopt-first', { id }),
      ...(why.length === 0 ? [] : [t('adopt-not-proven', { id, why: why.join('; ') })]),
    ];
    return {
      ...plan,
      backup: [...adoptFirst(adoption, why.length === 0), ...notMade(plan.backup, adoption)],
      expects: { ...plan.expects, notes },
    };
  }

  /** In the order of all that there are. */
  async function named(): Promise<readonly string[]> {
    return Object.keys((await site()).components);
  }
}

const isAction = (shared: unknown): shared is AnyAction =>
  typeof shared === 'object' && shared !== null && 'capture' in shared;

function refuseRestarts({ id, restarts }: Component<never, Json>): void {
  if (restarts === true) return;
  throw new MaintError(
    'E_RESTARTS_UNKNOWN',
    t('restarts-unknown', { component: id, components: idsOf((one) => one.restarts === true) || t('none') }),
    t('restarts-unknown-next'),
    { exit: 2 },
  );
}

/** Run ids sort by time and are minted when the plan is made. */
function newPlace(state: string): RunPlace {
  const stamp = new Date().toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return { id: `${stamp}-${randomBytes(3).toString('hex')}`, state };
}
