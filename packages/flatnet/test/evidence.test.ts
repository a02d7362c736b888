import { execFileSync, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Candidate, type Component, type EvidencePiece, type Json, MaintError, sha256 } from '@flatnet-maint/core';
import { posixHosts } from '@flatnet-maint/host';
import { expect, onTestFinished, test, vi } from 'vitest';
import { packEvidence } from '../src/evidence-archive/evidence-house.ts';
import type { EvidenceReport } from '../src/house.ts';
import type { Site } from '../src/site/site.ts';
import { toy } from './support/toy.ts';

const hosts = posixHosts({ ids: ['local'] });
const secret = 'qHunter2q';
const candidate: Candidate = {
  path: '/srv/toy',
  running: false,
  sure: true,
  why: '',
  values: [],
  trees: [],
  remarks: [],
  best: null,
};

function scene() {
  const root = fs.mkdtempSync(join(tmpdir(), 'evidence-'));
  onTestFinished(() => fs.rmSync(root, { recursive: true, force: true }));
  for (const folder of ['state', 'out', 'toy']) fs.mkdirSync(join(root, folder));
  const write = (path: string, content: string | Buffer) => {
    fs.mkdirSync(join(root, path, '..'), { recursive: true });
    fs.writeFileSync(join(root, path), content);
    return join(root, path);
  };
  return { root, out: join(root, 'out'), state: join(root, 'state'), write };
}
type Scene = ReturnType<typeof scene>;

interface How {
  readonly pieces?: readonly EvidencePiece[];
  readonly component?: Partial<Component<never, Json>>;
  readonly site?: string | null;
  readonly to?: string;
  readonly mostBytes?: number;
  readonly settings?: object;
}
async function pack(
  { root, out, state }: Scene,
  { pieces = [], component = {}, site = null, to, settings, ...more }: How = {},
) {
  const absent = () => Promise.reject(new MaintError('E_SITE_ABSENT', 'There is no site file.', 'Write one.'));
  const made = await packEvidence(
    {
      state,
      hosts,
      tool: { version: '9.9.9', node: '/node', cli: '/cli' },
      components: [
        {
          ...toy,
          place: 'home',
          find: async () => ({ component: 'toy', candidates: [candidate], remarks: [], rights: [] }),
          evidence: async () => pieces,
          ...component,
        },
      ],
      sitePath: site === null ? absent : async () => site,
      site:
        settings === undefined
          ? absent
          : async () => ({ path: '', lang: null, components: { toy: settings } }) as unknown as Site,
      guard: 'toy-guard',
      ...more,
    },
    { to: to ?? null, folder: out },
  );
  return { made, ...unpacked(root, made) };
}

/** As whoever gets it looks at it, with the real tar and the real sha256sum. */
function unpacked(root: string, made: EvidenceReport) {
  const into = fs.mkdtempSync(join(root, 'in-'));
  execFileSync('sha256sum', ['-c', '--status', made.checksums], { cwd: join(made.file, '..') });
  execFileSync('tar', ['-xf', made.file, '-C', into]);
  const [top = ''] = fs.readdirSync(into);
  const inside = join(into, top);
  execFileSync('sha256sum', ['-c', '--status', 'SHA256SUMS'], { cwd: inside });
  const manifest = JSON.parse(fs.readFileSync(join(inside, 'MANIFEST.json'), 'utf8')) as Manifest;
  const summed = fs.readFileSync(join(inside, 'SHA256SUMS'), 'utf8');
  for (const { path, bytes, sha256: digest } of manifest.files) {
    const content = fs.readFileSync(join(inside, path));
    expect({ path, bytes: content.length, digest: sha256(content) }).toEqual({ path, bytes, digest });
    expect(summed).toContain(`${digest}  ${path}\n`);
  }
  return { top, manifest, read: (path: string) => fs.readFileSync(join(inside, path), 'utf8') };
}
interface Manifest {
  readonly made: string;
  readonly tool: string;
  readonly host: string;
  readonly files: readonly {
    path: string;
    from: string;
    bytes: number;
    sha256: string;
    cutFrom?: number;
    part?: string;
    masked?: number;
  }[];
  readonly absent: readonly { path: string; why: string; sha256?: string }[];
}

test('one archive tells of the host, the tool and the component, also where nothing is known of any of them', async () => {
  const at = scene();
  const { made, top, manifest, read } = await pack(at, { pieces: [{ kind: 'text', as: 'a.txt', text: 'x' }] });
  expect(fs.readdirSync(at.out).sort()).toEqual([`${top}.tar`, `${top}.tar.sha256`]);
  expect(top).toMatch(/^flatnet-evidence-[\w.-]+-\d{8}-\d{6}$/);
  expect(fs.statSync(made.file).mode & 0o777).toBe(0o600);
  expect(manifest).toMatchObject({ tool: '9.9.9', absent: made.absent });
  const names = manifest.files.map(({ path }) => path);
  for (const part of [
    'processes.json',
    'listeners.json',
    'versions.json',
    'clock.json',
    'space.json',
    'mountinfo',
    'os-release',
  ])
    expect(names).toContain(`host/${part}`);
  expect(names).toEqual(
    expect.arrayContaining(['state/listing.txt', 'toy/found.json', 'toy/a.txt', 'services/toy-guard.json']),
  );
  expect(read('toy/a.txt')).toBe('x');
  const processes = JSON.parse(read('host/processes.json')) as { pid: number; exe: string; argv: string[] }[];
  expect(processes.find(({ pid }) => pid === process.pid)).toMatchObject({ exe: fs.realpathSync(process.execPath) });
  expect(manifest.absent).toContainEqual({ path: 'flatnet.yaml', why: 'There is no site file.' });
  expect(made.pieces).toBe(names.length);
}, 30_000);

test('nothing is changed but for the two files', async () => {
  const at = scene();
  at.write('state/runs/r1/journal.jsonl', '{}\n');
  at.write('toy/app.conf', 'a b;');
  const look = () =>
    (fs.readdirSync(at.root, { recursive: true }) as string[])
      .filter((path) => !path.startsWith('out') && !path.startsWith('in-'))
      .map((path) => `${path} ${fs.lstatSync(join(at.root, path)).ctimeMs}`);
  const before = look();
  await pack(at, { pieces: [{ kind: 'file', as: 'a', path: join(at.root, 'toy/app.conf') }] });
  expect(look()).toEqual(before);
  expect(fs.readdirSync(at.out)).toHaveLength(2);
}, 30_000);

test('no secret is in it, in whatever file, text or command it stood, and each mask is counted', async () => {
  const at = scene();
  const site = at.write(
    'flatnet.yaml',
    `gateway:\n  probes: { site: "http://bob:${secret}@x/" }\n  token: ${secret}\n`,
  );
  at.write('state/runs/r1/journal.jsonl', `{"command":["x","--password=${secret}"]}\n`);
  const files: readonly EvidencePiece[] = [
    { kind: 'file', as: 'conf', path: at.write('toy/c', `proxy_set_header Authorization "Bearer ${secret}";\n`) },
    { kind: 'file', as: 'log', path: at.write('toy/l', `"GET /?q=${secret} HTTP/1.1"\n`) },
    { kind: 'file', as: 'yaml', path: at.write('toy/y', `password: |\n  ${secret}\n`) },
    { kind: 'command', as: 'said', argv: ['echo', `{"apiKey":"${secret}"}`] },
    { kind: 'text', as: 'text', text: `Cookie: a=${secret}; b=${secret}` },
    { kind: 'text', as: 'text', text: 'two of one name' },
  ];
  const { made, manifest } = await pack(at, { pieces: files, site });
  expect(fs.readFileSync(made.file).includes(secret)).toBe(false);
  const masked = (path: string) => manifest.files.find((one) => one.path === path)?.masked;
  for (const name of ['toy/conf', 'toy/log', 'toy/yaml', 'toy/said', 'toy/text', 'state/runs/r1/journal.jsonl'])
    expect({ name, masked: masked(name) }).toEqual({ name, masked: expect.toSatisfy((count: number) => count > 0) });
  expect(masked('site/flatnet.yaml')).toBe(2);
  expect(masked('toy/text.2')).toBe(undefined);
  expect(made.masked).toBe(manifest.files.reduce((sum, one) => sum + (one.masked ?? 0), 0));
}, 30_000);

test('secrets on command lines of running programs are masked, and the list of programs is JSON all the same', async () => {
  const words = [
    '--token',
    secret,
    `--password=${secret} ${secret}`,
    '--api-key',
    `${secret} ${secret}`,
    `k:${secret}@`,
  ];
  const child = spawn('sh', ['-c', 'sleep 20', 'planted', ...words, `http://a:${secret}@b/?x=${secret}`], {
    detached: true,
  });
  onTestFinished(() => void process.kill(-(child.pid ?? 0), 'SIGKILL'));
  const { made, read } = await pack(scene());
  // The last but one gives itself away by nothing.
  const archive = fs.readFileSync(made.file, 'latin1').replaceAll(`k:${secret}@`, '');
  expect(archive).not.toContain(secret);
  const processes = JSON.parse(read('host/processes.json')) as { pid: number; argv: string }[];
  expect(processes.find(({ pid }) => pid === child.pid)?.argv).toContain('planted --token *** "--password=***"');
}, 30_000);

test('a key is told by its name and digest, and never packed: by its name, by a link to it, by its words', async () => {
  const at = scene();
  const body = `${secret}\n`;
  const pem = `-----BEGIN PRIVATE KEY-----\n${body}-----END PRIVATE KEY-----\n`;
  const paths = [
    at.write('toy/a.key', body),
    at.write('toy/id_ed25519', body),
    at.write('toy/.htpasswd', body),
    at.write('toy/b.pem', pem),
    at.write('toy/plain', pem),
  ];
  fs.symlinkSync(join(at.root, 'toy/a.key'), join(at.root, 'toy/harmless'));
  paths.push(join(at.root, 'toy/harmless'));
  const open = [
    at.write('toy/c.pem', '-----BEGIN CERTIFICATE-----\n'),
    at.write('toy/id_ed25519.pub', 'ssh-ed25519 AAAA\n'),
  ];
  const pieces = [...paths, ...open].map((path, index) => ({ kind: 'file', as: `${index}`, path }) as const);
  const { made, manifest } = await pack(at, { pieces });
  expect(fs.readFileSync(made.file).includes(secret)).toBe(false);
  for (const path of paths) {
    const { bytes } = { bytes: fs.readFileSync(path) };
    expect(manifest.absent).toContainEqual({
      ...{ path, bytes: bytes.length, sha256: sha256(bytes) },
      why: expect.stringMatching(/^left out: key/),
    });
  }
  for (const path of open) expect(manifest.files.map(({ from }) => from)).toContain(path);
}, 30_000);

test('no secret is in a name either: of a file, of what is left out, of two that end alike', async () => {
  const at = scene();
  const odd = `x?token=${secret} 日本\n\\ ${'n'.repeat(150)}`;
  const paths = [
    at.write(`toy/${odd}/a.conf`, 'a'),
    at.write(`toy/b&password=${secret}.key`, 'b'),
    join(at.root, `toy/http:/bob:${secret}@host`),
    join(at.root, `toy/api_key=${secret}`),
  ];
  const files = paths.map((path) => ({ kind: 'file', as: `files${path}`, path }) as const);
  const texts = ['a', 'a', 'a.2', '../../etc/a', '/a\nb', 'a_b'].map((as) => ({ kind: 'text', as, text: as }) as const);
  const { made, manifest } = await pack(at, { pieces: [...files, ...texts] });
  expect(fs.readFileSync(made.file, 'utf8').replace(`http:/bob:${secret}@host`, '')).not.toContain(secret);
  expect(
    manifest.files
      .map(({ path }) => path)
      .filter((path) => /^toy\/(?:a|etc)/.test(path))
      .sort(),
  ).toEqual([...['toy/a', 'toy/a.2', 'toy/a.2.2', 'toy/a_b', 'toy/a_b.2', 'toy/etc/a']]);
}, 30_000);

test('of a program that says more than is kept, whole lines are kept, and of a journal the newest', async () => {
  const at = scene();
  const says = 'i=0; while [ $i -lt 3000 ]; do i=$((i+1)); printf "%s %0900d password=abc\\n" $i 0; done';
  at.write('bin/journalctl', `#!/bin/sh\ncase "$*" in *"-n 2000"*) ${says};; *) echo newest;; esac\n`);
  fs.chmodSync(join(at.root, 'bin/journalctl'), 0o755);
  vi.stubEnv('PATH', `${join(at.root, 'bin')}:${process.env.PATH}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { read } = await pack(at, { pieces: [{ kind: 'command', as: 'long', argv: ['sh', '-c', says] }] });
  expect(read('toy/long')).toMatch(/\d+ 0+ password=\*\*\*\nexit=0,cut\n$/);
  expect(read('services/toy-guard.log')).toBe('newest\nexit=0\n');
}, 30_000);

test('of what is long the end is kept from a whole line on, so that no half of a secret is left', async () => {
  const at = scene();
  const line = `password=${secret}${'z'.repeat(50)}\n`;
  const log = at.write('toy/log', `${line}${'x'.repeat(999)}\n`.repeat(40));
  const one = at.write('toy/one', secret.repeat(10_000));
  const pieces = [30, 1_005, 1_030, 1_065].map(
    (most) => ({ kind: 'file', as: `log-${most}`, path: log, most }) as const,
  );
  const { made, manifest, read } = await pack(at, {
    pieces: [...pieces, { kind: 'file', as: 'one', path: one, most: 50 }],
  });
  expect(fs.readFileSync(made.file).includes('zzz')).toBe(false);
  expect(read('toy/log-1005')).toBe(`${'x'.repeat(999)}\n`);
  expect(manifest.files.find(({ path }) => path === 'toy/log-1005')).toMatchObject({
    cutFrom: 40 * (line.length + 1_000),
    part: 'end',
  });
  expect(manifest.absent.find(({ path }) => path === one)?.why).toMatch(/one line/);
}, 30_000);

test('what cannot be had is said with its reason: absent, a folder, no text, a program that hangs or is not there', async () => {
  const at = scene();
  const pieces: readonly EvidencePiece[] = [
    { kind: 'file', as: '1', path: join(at.root, 'nowhere') },
    { kind: 'file', as: '2', path: join(at.root, 'toy') },
    { kind: 'file', as: '3', path: at.write('toy/utf-16', Buffer.from(`password=${secret}`, 'utf16le')) },
    { kind: 'file', as: 'after-power-cut', path: at.write('toy/log', `a\n${'\0'.repeat(4096)}b\n`) },
    { kind: 'command', as: '4', argv: ['sleep', '60'] },
    { kind: 'command', as: '5', argv: ['/no/such/program'] },
    { kind: 'command', as: 'fails', argv: ['sh', '-c', 'echo out; echo err >&2; exit 3'] },
  ];
  const began = performance.now();
  const { manifest, read } = await pack(at, { pieces });
  expect(performance.now() - began).toBeLessThan(10_000);
  const why = (path: string) => manifest.absent.find((one) => one.path === path)?.why;
  expect(why(join(at.root, 'nowhere'))).toBe('it is not there');
  expect(why(join(at.root, 'toy'))).toBe('it is no file but a folder');
  expect(why(join(at.root, 'toy/utf-16'))).toBe('left out: it is no text');
  expect(why('sleep 60')).toMatch(/3000 ms/);
  expect(why('/no/such/program')).toMatch(/program/);
  expect(read('toy/fails')).toBe('out\nerr\nexit=3\n');
  expect(read('toy/after-power-cut')).toContain('b\n');
}, 30_000);

test('a component that cannot look, and one that finds nothing, hide nothing of the rest', async () => {
  const fails = { find: () => Promise.reject(new Error('EIO')), evidence: () => Promise.reject(new Error('EIO')) };
  const failed = await pack(scene(), { component: fails });
  expect(failed.manifest.absent.map(({ path, why }) => `${path}: ${why}`)).toEqual(
    expect.arrayContaining(['toy: EIO', 'toy: nothing of it was found on this host']),
  );
  expect(failed.manifest.files.map(({ path }) => path)).toContain('host/processes.json');
  const blind = { find: async () => ({ component: 'toy', candidates: [], remarks: [], rights: ['not /root'] }) };
  expect((await pack(scene(), { component: blind })).manifest.absent).toContainEqual({ path: 'toy', why: 'not /root' });
  const two = { find: async () => ({ component: 'toy', candidates: [candidate, candidate], remarks: [], rights: [] }) };
  const both = await pack(scene(), { component: two, pieces: [{ kind: 'text', as: 'a', text: '' }] });
  expect(both.manifest.files.map(({ path }) => path)).toEqual(expect.arrayContaining(['toy/1/a', 'toy/2/a']));
}, 30_000);

test('a component that never comes to an end is left at its limit', async () => {
  const began = performance.now();
  const { manifest } = await pack(scene(), { component: { find: () => new Promise(() => {}) } });
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(manifest.absent.find(({ path }) => path === 'toy')?.why).toMatch(/6000 ms/);
}, 30_000);

test('what the site file means is told of by what it says, also when it is found nowhere', async () => {
  const seen: Candidate[] = [];
  const component = {
    find: async () => ({ component: 'toy', candidates: [], remarks: [], rights: ['not /root'] }),
    evidence: async (found: Candidate) => {
      seen.push(found);
      return [];
    },
  };
  const settings = { home: '/srv/toy', probes: { site: 'http://x/', api: null }, soak: 5, service: 'toy' };
  const { manifest } = await pack(scene(), { component, settings });
  expect(seen).toMatchObject([{ path: '/srv/toy' }]);
  expect(seen[0]?.values.map(({ key, value }) => `${key.join('.')}=${value}`)).toEqual([
    ...['home=/srv/toy', 'probes.site=http://x/', 'service=toy'],
  ]);
  expect(manifest.absent).toContainEqual({ path: 'toy', why: 'not /root' });
  expect(manifest.files.map(({ path }) => path)).toContain('services/toy.json');
}, 30_000);

test('when the archive is full the rest is named, and what still fits is in it', async () => {
  const pieces = [9, 400_000, 8].map((length, n) => ({ kind: 'text', as: `${n}`, text: 'x'.repeat(length) }) as const);
  const { manifest } = await pack(scene(), { pieces, mostBytes: 400_000 });
  expect(manifest.files.map(({ path }) => path)).toEqual(expect.arrayContaining(['toy/0', 'toy/2']));
  expect(manifest.absent).toContainEqual({ path: 'toy', why: 'left out: the archive is full', bytes: 400_000 });
}, 30_000);

test('of the state the open run comes whole however old it is, of the others the last five, of records the head', async () => {
  const at = scene();
  for (const n of [1, 2, 3, 4, 5, 6, 7]) at.write(`state/runs/r${n}/journal.jsonl`, `{"n":${n}}\n`);
  at.write('state/runs/r1/owner.1.json', '{"pid":1}');
  at.write('state/open/run', 'r1\n');
  at.write('state/last-good/toy.json', 'torn {');
  at.write('state/generations/toy/1.0.json', `{\n${' "a": "b",\n'.repeat(2_000)}`);
  const { manifest, read } = await pack(at);
  const names = manifest.files.map(({ path }) => path);
  expect(names.filter((path) => path.endsWith('journal.jsonl')).sort()).toEqual(
    [1, 3, 4, 5, 6, 7].map((n) => `state/runs/r${n}/journal.jsonl`),
  );
  expect(names).toContain('state/runs/r1/owner.1.json');
  expect(read('state/last-good/toy.json')).toBe('torn {');
  expect(manifest.files.find(({ path }) => path === 'state/generations/toy/1.0.json')).toMatchObject({
    part: 'begin',
    bytes: expect.toSatisfy((bytes: number) => bytes <= 4_096),
  });
  expect(read('state/listing.txt')).toContain(`file 0644 0:0 8 `);
}, 30_000);

test('a state folder that is a file is told, and the archive is made', async () => {
  const at = scene();
  fs.rmdirSync(at.state);
  fs.writeFileSync(at.state, 'not a folder');
  const { manifest } = await pack(at);
  expect(manifest.absent).toContainEqual({ path: at.state, why: expect.stringContaining('ENOTDIR') });
}, 30_000);

test('a target that is there, or in no folder, is refused before anything is looked at', async () => {
  const at = scene();
  const to = at.write('out/mine.tar', 'mine');
  const component = { find: () => Promise.reject(new Error('looked')) };
  await expect(pack(at, { to, component })).rejects.toMatchObject({ code: 'E_FILE_EXISTS', exit: 3 });
  await expect(pack(at, { to: join(at.root, 'no/x.tar'), component })).rejects.toMatchObject({
    code: 'E_EVIDENCE_FOLDER',
    exit: 3,
  });
  expect(fs.readFileSync(to, 'utf8')).toBe('mine');
  expect(fs.readdirSync(at.out)).toEqual(['mine.tar']);
});
