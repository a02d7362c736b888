import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import * as actions from '@flatnet-maint/actions';
import {
  type AnyAction,
  type Component,
  compareVersions,
  digestOf,
  type Finding,
  foldRun,
  type Generation,
  type Json,
  MaintError,
  type Plan,
  type RunPlace,
  resolveVersion,
  worstWayBack,
} from '@flatnet-maint/core';
import { guardRuns, openRun, readRun, refuseOpen, registryOf, systemClock } from '@flatnet-maint/engine';
import { isAlive, posixFence, posixHosts } from '@flatnet-maint/host';
import { exportSnapshot, listGenerations, verifyRelease } from '@flatnet-maint/store';
import { components } from './components.ts';
import { type Composing, composeBackup, composeChange, composeEmergency, composeVerify, deadManOf } from './compose.ts';
import { arm, disarm } from './dead-man.ts';
import { emergencyTarget, liveTree, openState } from './emergency.ts';

import type { House, Proposal, RollbackOptions, Tool, UpgradeOptions } from './house.ts';
import { knownGood } from './known-good.ts';
import { needsPosix } from './needs-posix.ts';
import { listRuns, newestRuns, summaryOf } from './run-list.ts';
import { emergency, orderRun, type RunHouse, resumeRun, startRun } from './runs.ts';
import { loadSite } from './site/load-site.ts';
import type { Site } from './site/site.ts';
import { snapshotsOf } from './snapshot-list.ts';
import { statusOf } from './status.ts';

/** Another disk may be a slow one. */
const exportLimit = 3_600_000;

export interface HouseOptions {
  /** The site file; null = looked for in the usual places, and only when a command needs it. */
  readonly site: string | null;
  readonly state: string;
  readonly tool: Tool;
}

/** Opens the state folder of this host. Reads nothing and changes nothing until it is asked. */
export function openHouse({ site: named, state, tool }: HouseOptions): House {
  const hosts = posixHosts({ ids: ['local'] });
  const own = components.flatMap((component) => component.actions);
  const registry = registryOf(
    [...own, ...(Object.values(actions) as AnyAction[])],
    components.flatMap((component) => component.inquiries),
  );
  const view = () => hosts.view('local', 60_000);
  const site = (): Promise<Site> =>
    loadSite(named, { cwd: process.cwd(), home: process.env.HOME ?? '/', env: process.env });
  const settings = async (id: string): Promise<never> => {
    const found = await site();
    const own = found[id as 'gateway'];
    if (own !== null && own !== undefined) return own as never;
    throw new MaintError(
      'E_SITE_COMPONENT',
      `${found.path} says nothing of ${id}. Nothing was changed.`,
      `Add a \`${id}:\` part to it.`,
      { exit: 2 },
    );
  };
  const lastGood = (id: string) => knownGood(view().files, state, id);
  const compose = async (id: string, accepted: Composing['accepted']): Promise<Composing & { readings: Json }> => {
    const component = componentOf(id);
    // In the middle of a run the host is in between; a plan made of that would not fit a moment later.
    refuseOpen(state);
    const { facts, readings } = await component.inspect(await settings(id), view());
    const { record } = await lastGood(id);
    return { component, facts, readings, place: newPlace(state), tool, lastGood: record, accepted };
  };
  const proposed = (plan: Plan, findings: readonly Finding[]): Proposal =>
    proposal(plan, [...findings, ...needsPosix(plan, hosts, registry)]);
  const planOf = (run: string): Plan => foldRun(readRun(state, run).entries).plan;
  const factsNow = (id: string) => async () =>
    digestOf((await componentOf(id).inspect(await settings(id), view())).facts);
  const house: RunHouse = {
    state,
    hosts,
    registry,
    fence: posixFence,
    tool,
    deadMan: deadManOf(tool, state),
    factsNow,
  };

  return {
    state,
    status: () =>
      statusOf({
        state,
        components,
        site,
        view: view(),
        registry,
        lastGood,
        runs: () => newestRuns(state, isAlive),
        planOf,
      }),
    async planUpgrade(id, how: UpgradeOptions) {
      const from = await compose(id, how.accepted);
      const { releases, soak } = (await settings(id)) as {
        releases: { version: string; path: string; sha256: string }[];
        soak: number;
      };
      const want = { component: id, ...resolveVersion(how.to, releases) };
      const findings = [...from.component.preflight(from.facts, from.readings, { release: want })];
      if (!findings.some((finding) => finding.blocks && finding.id !== 'downgrade')) {
        const { unpackedBytes } = await verifyRelease(view().files, want);
        findings.push(...(await roomFor(unpackedBytes, from)));
      }
      const change = from.component.upgrade(from.facts, want, from.place);
      return proposed(
        composeChange(from, change, { command: 'upgrade', soak: how.soak ?? soak, confirmWithin: how.confirmWithin }),
        findings,
      );
    },
    async planRollback(id, how: RollbackOptions) {
      const from = await compose(id, how.accepted);
      const { soak } = (await settings(id)) as { soak: number };
      const to = await chooseGeneration(from, how.to);
      const findings = from.component.preflight(from.facts, from.readings, { generation: to });
      const change = from.component.rollback(from.facts, to, from.place);
      return proposed(
        composeChange(from, change, { command: 'rollback', soak: how.soak ?? soak, confirmWithin: null }),
        findings,
      );
    },
    planBackup: async (id) => proposed(composeBackup(await compose(id, [])), []),
    planVerify: async (id) => proposed(composeVerify(await compose(id, [])), []),
    async apply({ plan, findings }, how) {
      refuseBlocked(plan, findings);
      return startRun(house, plan, how);
    },
    async emergencyRollback(id, how) {
      componentOf(id);
      const { record, damaged } = await lastGood(id);
      const target = emergencyTarget({
        record,
        outdated: damaged.length > 0,
        open: openState(state),
        live: await liveTree(hosts, record),
      });
      if (target === null) {
        const kept = (await listGenerations(view().files, state, id)).map((entry) => entry.id).join(', ') || 'none';
        throw new MaintError(
          damaged.length === 0 ? 'E_LAST_GOOD_ABSENT' : 'E_LAST_GOOD_DAMAGED',
          `${damaged[0] ?? `There is no record of a last good ${id} below ${state}.`} Kept generations: ${kept}. Nothing was changed.`,
          `flatnet-maint backup ${id}   (while it is healthy), or flatnet-maint rollback ${id} --to GENERATION`,
        );
      }
      for (const damage of damaged) how.onNotice?.(`${damage} Going to ${target.good.generation.id} all the same.`);
      return emergency(house, () => composeEmergency(id, target.good, tool, newPlace(state), target), how);
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
      if (!/^[\w.-]+$/.test(id) || !fs.existsSync(join(state, 'runs', id))) {
        throw new MaintError('E_RUN_UNKNOWN', `There is no run ${id} below ${state}.`, 'flatnet-maint runs', {
          exit: 2,
        });
      }
      const { entries, damage } = fs.existsSync(join(state, 'runs', id, 'journal.jsonl'))
        ? readRun(state, id)
        : { entries: [], damage: 'its journal was set aside' };
      return { summary: summaryOf(state, id, isAlive), entries, damage };
    },
    snapshots: (id) =>
      snapshotsOf(view().files, state, id === undefined ? components.map((component) => component.id) : [id], lastGood),
    async exportSnapshot(id, snapshot, file) {
      componentOf(id);
      const lent = hosts.lend('local', exportLimit, `export-${snapshot}`);
      try {
        return await exportSnapshot(lent.host.files, { state, component: id, id: snapshot }, file);
      } finally {
        await lent.release();
      }
    },
  };

  async function roomFor(unpacked: number, from: Composing & { readings: Json }): Promise<Finding[]> {
    const { files } = view();
    const { free, treeBytes } = from.readings as { free: number; treeBytes: number };
    const rows = [
      { at: 'the generations folder', free, needs: 2 * unpacked },
      { at: `the state folder ${state}`, free: await files.free(state), needs: 2 * treeBytes },
    ];
    return rows
      .filter((row) => row.free < row.needs)
      .map((row) => ({
        id: 'disk',
        blocks: true,
        message: `${row.at} has ${mib(row.free)} MiB free; twice what is written there is ${mib(row.needs)} MiB.`,
        next: 'Free some space, or look for old generations: flatnet-maint snapshots',
      }));
  }

  async function chooseGeneration(from: Composing, wanted: string | null) {
    const present = from.component.live(from.facts).id;
    const { id: component } = from.component;
    if (wanted === null) {
      const way = [from.lastGood?.previous, from.lastGood?.good].find(
        (w) => w !== null && w !== undefined && w.generation.id !== present,
      );
      if (way !== undefined && way !== null) return way.generation;
    }
    const kept = (await listGenerations(view().files, state, component)).flatMap((entry) => entry.generation ?? []);
    const ways = [from.lastGood?.good, from.lastGood?.previous].flatMap((way) =>
      way === null || way === undefined ? [] : [way.generation],
    );
    const all = [...new Map([...kept, ...ways].map((generation) => [generation.id, generation])).values()].filter(
      (generation) => generation.id !== present,
    );
    if (wanted === null) {
      throw new MaintError(
        'E_GENERATION_ABSENT',
        `No run has left a generation of ${component} behind to return to; kept are: ${idsOf(all)}. Nothing was changed.`,
        all.length === 0
          ? `flatnet-maint snapshots ${component}`
          : `flatnet-maint rollback ${component} --to ${all.at(-1)?.id}`,
      );
    }
    const exact = all.find((generation) => generation.id === wanted);
    const byVersion = all
      .filter((generation) => generation.version === wanted || generation.version.startsWith(`${wanted}.`))
      .sort((a, b) => compareVersions(b.version, a.version));
    const found = exact ?? byVersion[0];
    if (found !== undefined) return found;
    throw new MaintError(
      'E_GENERATION_UNKNOWN',
      `No kept generation of ${component} is ${wanted}; kept are: ${idsOf(all)}. Nothing was changed.`,
      `flatnet-maint snapshots ${component}`,
    );
  }
}

const idsOf = (generations: readonly Generation[]): string => generations.map(({ id }) => id).join(', ') || 'none';

function componentOf(id: string): Component<never, Json> {
  const found = components.find((component) => component.id === id);
  if (found !== undefined) return found;
  throw new MaintError(
    'E_COMPONENT_UNKNOWN',
    `${id} is not a component; there are: ${components.map((component) => component.id).join(', ')}.`,
    'flatnet-maint --help',
    { exit: 2 },
  );
}

/** Run ids sort by time and are minted when the plan is made. */
function newPlace(state: string): RunPlace {
  const stamp = new Date().toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return { id: `${stamp}-${randomBytes(3).toString('hex')}`, state };
}

function proposal(plan: Plan, findings: readonly Finding[]): Proposal {
  const waived = new Set(plan.accepted.map((accepted) => accepted.id));
  const open = findings.map((finding) =>
    finding.waivable === true && waived.has(finding.id) ? { ...finding, blocks: false } : finding,
  );
  const rights = open.some((finding) => finding.id === 'no-permission') ? ['root, for the whole run'] : [];
  return { plan, findings: open, rights, worstWayBack: worstWayBack(plan) };
}

function refuseBlocked(plan: Plan, findings: readonly Finding[]): void {
  const blocking = findings.filter((finding) => finding.blocks);
  if (blocking.length === 0) return;
  const first = blocking[0] as Finding;
  const code = `E_PREFLIGHT_${first.id.toUpperCase().replaceAll('-', '_')}`;
  throw new MaintError(
    code,
    `${blocking.map((finding) => finding.message).join(' ')} Nothing was changed.`,
    first.next || `flatnet-maint plan ${plan.command} ${plan.component}`,
  );
}

const mib = (bytes: number): string => (bytes / 1_048_576).toFixed(0);
