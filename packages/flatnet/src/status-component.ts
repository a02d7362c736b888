import {
  type Answer,
  type Candidate,
  type Component,
  describeError,
  type Finding,
  type Found,
  type Generation,
  type Json,
  MaintError,
  type Probe,
} from '@flatnet-maint/core';
import type { LastGood } from './compose.ts';
import { driftOf } from './drift.ts';
import { inTime } from './first-contact/find-components.ts';
import { nextCommand } from './first-contact/next-command.ts';
import type { RunSummary, StatusReport } from './house.ts';
import type { StatusSources } from './status.ts';
import { t } from './texts.ts';

type ComponentStatus = StatusReport['components'][number];
type Around = Pick<ComponentStatus, 'remarks' | 'found'>;

interface Seen {
  /** Already found, where no site file says what to look at. */
  readonly candidate: Candidate | null;
  readonly found?: Found | null;
  /** What takes long is taken from here. */
  readonly earlier: ComponentStatus | null;
}

/** `settings` may be the reason why there are none. */
export async function componentStatus(
  component: Component<never, Json>,
  settings: unknown,
  from: StatusSources,
  open: RunSummary | null,
  { candidate, found = null, earlier }: Seen,
): Promise<ComponentStatus> {
  const { id } = component;
  const { damaged, record } = await from.lastGood(id);
  const changing = open !== null && open.component === id;
  const own = candidate === null ? null : { found, remarks: [...candidate.remarks, ...remarksOf(found)] };
  // In the middle of a run its own half-made trees would be taken for somebody's.
  const around = own ?? (changing ? nobody : (earlier ?? null)) ?? look(component, settings as never, from);
  const seen = async (now: Partial<ComponentStatus>): Promise<ComponentStatus> => {
    const { remarks, found: self } = await around;
    const nothing = { version: null, generation: null, healthy: null, probes: [], problem: null, drift: null };
    const status = { id, ...nothing, damaged, ...now, remarks, found: self, next: null };
    return changing ? status : withWay(status, candidate, record);
  };
  const drift = (live: Generation, facts: Json) =>
    changing
      ? null
      : (earlier?.drift ??
        driftOf({
          ...{ files: from.view.files, state: from.state, component: id, live, facts },
          adopt: candidate === null ? `flatnet-maint adopt ${id}` : null,
        }));
  try {
    if (settings instanceof MaintError) throw settings;
    // Two builds are there on purpose, and the plan knows which of them is to answer.
    if (changing && open.outcome === 'waiting') {
      const { to, probes } = from.planOf(open.run);
      return await seen({ version: to, ...(await health(probes.forward, from)) });
    }
    const { facts } = await component.inspect(settings as never, from.view);
    const generation = component.live(facts);
    const probes = component.verify(facts, generation).probes;
    const [well, differs] = await Promise.all([health(probes, from), drift(generation, facts)]);
    return await seen({ version: generation.version, generation, ...well, drift: differs });
  } catch (error) {
    if (!changing) return await seen({ healthy: false, problem: describeError(error) });
    const message = t('changed-by-run', { run: open.run, why: describeError(error).message });
    // What would be right to do about it without a run could take the run's way back away.
    return seen({ problem: { code: 'E_RUN_OPEN', message, next: t('see-open-run') } });
  }
}

const nobody: Around = { remarks: [], found: null };

/** What is around the place that the site file means. Whatever goes wrong with it is a remark: the health is known without. */
async function look(component: Component<never, Json>, site: never, { view }: StatusSources): Promise<Around> {
  const { id } = component;
  if (component.find === undefined) return nobody;
  try {
    const found = await inTime(component.find(view, { use: [], site }), id);
    return { found, remarks: [...found.candidates.flatMap(({ remarks }) => remarks), ...remarksOf(found)] };
  } catch (error) {
    const { message, next } = describeError(error);
    return { found: null, remarks: [{ id: 'not-looked-around', blocks: false, message, next }] };
  }
}

function remarksOf(found: Found | null): readonly Finding[] {
  if (found === null) return [];
  const hidden = found.rights.join('; ');
  const notSeen = { id: 'not-seen', blocks: false, message: t('not-seen', { what: hidden }), next: t('run-with-sudo') };
  return [...found.remarks, ...(hidden === '' ? [] : [notSeen])];
}

/**
 * Where nothing serves as the site file means it, the best tree that is there is the way on; what is compared with a record
 * is then not what serves. `drafted` = there is no site file, and writing it comes first.
 */
function withWay(status: ComponentStatus, drafted: Candidate | null, record: LastGood | null): ComponentStatus {
  const { id, healthy, problem, drift, found, generation } = status;
  const seen = drafted ?? found?.candidates[0] ?? null;
  const elsewhere = seen?.remarks.some((remark) => remark.id === 'serves-elsewhere') ?? false;
  if (healthy === true || seen === null || (seen.running && !elsewhere)) return status;
  const adrift = drift?.generation === null && drift.problem === null ? null : drift;
  // What serves from elsewhere and is kept already must be stopped to be put right, and when is for a human to say.
  const hasWay = record !== null && generation !== null && record.good?.generation.id !== generation.id;
  if ((seen.running && record !== null) || (seen.best === null && !hasWay)) return { ...status, drift: adrift };
  const next = drafted === null ? nextCommand(id, seen, { hasWay }) : 'flatnet-maint init';
  return { ...status, drift: adrift, next, problem: problem === null ? null : { ...problem, next } };
}

async function health(
  probes: readonly Probe[],
  from: StatusSources,
): Promise<Pick<ComponentStatus, 'healthy' | 'probes'>> {
  const asked = await Promise.all(
    probes
      .filter((probe) => probe.compare === undefined)
      .map(async ({ id, ask }) => ({
        id,
        ...(await once(() => from.registry.inquiry(ask.inquiry).ask(ask.args, from.view))),
      })),
  );
  return { healthy: asked.every((probe) => probe.verdict === 'pass'), probes: asked };
}

async function once(ask: () => Promise<Answer>): Promise<{ verdict: 'pass' | 'fail' | 'unknown'; detail: string }> {
  try {
    const { ok, detail } = await ask();
    return { verdict: ok ? 'pass' : 'fail', detail };
  } catch (error) {
    return { verdict: 'unknown', detail: t('could-not-ask', { why: (error as Error).message }) };
  }
}
