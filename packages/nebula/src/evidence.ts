import { dirname, join } from 'node:path/posix';
import { makeLook } from '@flatnet-maint/actions';
import { type Candidate, describeError, type EvidencePiece, type HostView, holdsKey, mask } from '@flatnet-maint/core';
import { openToOthers } from './find/ask.ts';
import { seeConfig } from './find/config-seen.ts';
import { findRunning } from './find/running.ts';
import { findStarts } from './find/starts.ts';

/** Of a log, so much of its end. */
const logBytes = 1_048_576;
const mostPrograms = 24;

/**
 * What tells of a Nebula: its programs by their hashes and what each answers, its configuration without a key in it, what
 * nebula-cert says of its certificates, its unit, the end of its log, its device and where it listens. Never a key. Reads only.
 */
export async function evidence(found: Candidate, host: HostView): Promise<readonly EvidencePiece[]> {
  const value = (key: string): string | null => {
    const seen = found.values.find((one) => one.key.join('.') === key)?.value;
    return typeof seen === 'string' ? seen : null;
  };
  const look = makeLook(host, 2_000, /nebula/i);
  const [program, service, log] = [value('program') ?? found.path, value('service'), value('log')];
  const own = (await findRunning(look)).find((one) => one.config === value('config'));
  const config = await seeConfig(look, value('config'), own?.folder ?? '/');
  const starts = service === null ? [] : await findStarts(look, [service]);
  const units = starts.filter((one) => one.service === service).map(({ file }) => file);
  const cert = value('cert') ?? join(dirname(program), 'nebula-cert');
  return [
    { kind: 'text', as: 'programs.txt', text: await programs(host, found, program, cert) },
    ...(await Promise.all(config.files.map((path) => configuration(host, path)))),
    ...(await certificates(look, cert, config)),
    ...[...new Set(units)].map((path): EvidencePiece => ({ kind: 'file', as: `files${path}`, path })),
    ...(log === null ? [] : [{ kind: 'file', as: `files${log}`, path: log, most: logBytes } as const]),
    ...ofDevice(config.device),
  ];
}

/** One line each: hash, mode, owner, length, time, path, and what it says when it is asked. */
async function programs(host: HostView, { trees }: Candidate, program: string, cert: string): Promise<string> {
  const all = [...new Set([program, cert, ...trees.map(({ path }) => path)])];
  const lines = await Promise.all(
    all.slice(0, mostPrograms).map(async (path) => {
      const tree = trees.find((one) => one.path === path);
      const said = [tree?.version ?? '-', tree?.test.said ?? '-'].join('\t');
      try {
        const stat = await host.files.stat(path);
        if (stat === null) return `-\t${path}\t${said}`;
        const { mode, uid, gid, bytes, modified } = stat;
        const hash = stat.kind === 'file' ? await host.files.digest(path) : (tree?.exe ?? '-');
        const whose = `${mode.toString(8).padStart(4, '0')} ${uid}:${gid}`;
        return [hash, whose, bytes, new Date(modified).toISOString(), path, said].join('\t');
      } catch (error) {
        return `${path}\t${describeError(error).message}`;
      }
    }),
  );
  return `${lines.join('\n')}\n`;
}

/** A key in it is left out where it stands; a whole file that holds one would be left out otherwise. */
async function configuration(host: HostView, path: string): Promise<EvidencePiece> {
  const as = `files${path}`;
  try {
    const { text } = mask(await host.files.text(path));
    return { kind: 'text', as, text: holdsKey(text) ? `${path}\n` : text };
  } catch (error) {
    return { kind: 'text', as, text: `${path}\n${describeError(error).message}\n` };
  }
}

/** What nebula-cert prints of a certificate holds no key; it is run where nobody else can change it. */
async function certificates(
  look: ReturnType<typeof makeLook>,
  cert: string,
  { settings }: Awaited<ReturnType<typeof seeConfig>>,
): Promise<readonly EvidencePiece[]> {
  if ((await look.stat(cert))?.kind !== 'file' || (await openToOthers(look, cert)) !== null) return [];
  const version: EvidencePiece = { kind: 'command', as: 'nebula-cert.txt', argv: [cert, '-version'] };
  const printed = [settings?.ca, settings?.cert].flatMap((file): readonly EvidencePiece[] =>
    file != null && 'path' in file
      ? [{ kind: 'command', as: `certificates${file.path}.txt`, argv: [cert, 'print', '-path', file.path] }]
      : [],
  );
  return [version, ...printed];
}

const ofDevice = (device: string): readonly EvidencePiece[] => [
  { kind: 'command', as: 'network/address.txt', argv: ['ip', 'address', 'show', 'dev', device] },
  { kind: 'command', as: 'network/route.txt', argv: ['ip', 'route', 'show', 'dev', device] },
  { kind: 'command', as: 'network/udp.txt', argv: ['ss', '-lunp'] },
];
