import { dirname, join } from 'node:path/posix';
import { type Change, type ConfigWanted, gate, MaintError, question, type RunPlace } from '@flatnet-maint/core';
import { cutover } from './cutover.ts';
import type { ConfigPart, MonitoringFacts, Service, StackParts } from './facts.ts';
import { contentOf, generationOf, presentParts } from './generations.ts';
import { configSeen } from './inquiries/config-seen.ts';
import { changedParts, readersOf, seenIn } from './placing.ts';
import { laying, recording, valid } from './stage.ts';
import { t } from './texts.ts';

/**
 * Files of the project become what a folder holds, without a restart where a service can read them anew: tested by the version
 * that runs, put where the containers see them, loaded, and seen loaded (H17, H18). What the folder does not hold stays.
 */
export function configure(facts: MonitoringFacts, want: ConfigWanted, run: RunPlace): Change {
  const present = presentParts(facts);
  const project = dirname(facts.compose.path);
  const wanted = want.files.map(({ path, sha256 }) => partOf(facts, join(project, path), sha256));
  const parts: StackParts = {
    ...present,
    files: [...present.files.filter(({ path }) => !wanted.some((one) => one.path === path)), ...wanted].sort((a, b) =>
      a.path < b.path ? -1 : 1,
    ),
  };
  const id = contentOf(parts);
  if (id === facts.generation.id)
    throw new MaintError(
      'E_CONFIG_SAME',
      t('config-same', { folder: want.folder }),
      'flatnet-maint verify monitoring',
      { exit: 3 },
    );
  const to = generationOf(id, `${facts.generations}/${id}`, parts);
  const changed = changedParts(facts, to);
  const readers = readersOf(facts, changed);
  const services = readers.flatMap(({ service }) => parts.services.filter(({ name }) => name === service));
  const from = Object.fromEntries(want.files.map(({ path }) => [join(project, path), join(want.folder, path)]));
  const change = cutover(facts, to, run);
  return {
    ...change,
    to,
    prepare: [
      laying('monitoring.lay', facts, to, {}, from),
      recording('monitoring.record', facts, to, run),
      ...valid(facts, to, services, run),
    ],
    cutover: [
      ...change.cutover,
      ...services.map((service) =>
        gate({
          id: `monitoring.seen-${service.name}`,
          title: t('gate-seen', { service: service.name }),
          host: facts.host,
          ask: question(configSeen, { container: service.container, files: seenIn(service, changed) }),
          limit: 30_000,
        }),
      ),
    ],
    expects: {
      darkMs: readers.some(({ reload }) => reload === null) ? 3_000 : 0,
      notes: readers.map(({ service, reload }) =>
        t(reload === null ? 'config-restarts' : 'config-reloads', { service }),
      ),
    },
  };
}

/** A file that some container sees, or that would lie in a folder that one sees. E_CONFIG_UNKNOWN (2) for any other. */
function partOf(facts: MonitoringFacts, path: string, sha256: string): ConfigPart {
  const there = facts.files.find((one) => one.path === path);
  const refused = (why: string) =>
    new MaintError('E_CONFIG_UNKNOWN', t('config-unknown', { path, why }), t('config-unknown-next'), { exit: 2 });
  if (path === facts.compose.path) throw refused(t('config-is-compose'));
  if (there !== undefined) {
    if (there.live === 'unseen') throw refused(t('config-unseen'));
    return { ...there, sha256 };
  }
  const folder = facts.services.flatMap(({ mounts }) => mounts).find((mount) => isIn(path, mount));
  if (folder === undefined) throw refused(t('config-nobody'));
  const like = facts.files.find((one) => one.path.startsWith(`${folder.source}/`));
  return { path, sha256, mode: like?.mode ?? 0o644, uid: like?.uid ?? 0, gid: like?.gid ?? 0, live: 'in-folder' };
}

const isIn = (path: string, { kind, source, writes }: Service['mounts'][number]): boolean =>
  kind === 'folder' && !writes && path.startsWith(`${source}/`);
