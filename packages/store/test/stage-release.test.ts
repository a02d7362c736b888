import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type Downloads, type Locks, sha256 } from '@flatnet-maint/core';
import { expect, test } from 'vitest';
import { addRelease } from '../src/add-release.ts';
import { offersOf } from '../src/offers.ts';
import { indexText } from '../src/release-index.ts';
import type { Offer, Ports } from '../src/release-source.ts';
import { stageRelease } from '../src/stage-release.ts';
import { type Disk, disk, lay } from './disk-files.ts';
import { tarOf } from './packed.ts';

const archive = gzipSync(
  tarOf([
    { path: 'top/nginx', content: 'a program' },
    { path: 'top/conf', content: 'x' },
  ]),
);
const entry = { version: '1.26.3', file: 'openresty-1.26.3.tar.gz', sha256: sha256(archive), size: archive.length };
const locks: Locks = { hold: (_path, work) => work() };
const url = 'http://maker/gateway';

/** A server that holds one archive; a download is a write of whole bytes here. */
function downloadsTo({ files }: Disk, bytes: Buffer): Downloads {
  return {
    read: async () => Buffer.from(indexText([entry])),
    fetch: async (_url, { into }) => files.write(into, bytes),
  };
}

interface Scene {
  readonly disk: Disk;
  readonly ports: Ports;
  readonly cache: string;
}
function scene(bytes: Buffer = archive): Scene {
  const here = disk('stage');
  lay(`${here.root}/shelf`, { 'index.json': indexText([entry]) });
  writeFileSync(`${here.root}/shelf/${entry.file}`, bytes);
  return {
    disk: here,
    ports: { files: here.files, downloads: downloadsTo(here, bytes), locks },
    cache: `${here.root}/state/cache/gateway`,
  };
}
async function offerOf({ ports, cache, disk: { root } }: Scene, kind: 'url' | 'folder'): Promise<Offer> {
  const source =
    kind === 'url' ? ({ kind, url, key: null } as const) : ({ kind, path: `${root}/shelf`, key: null } as const);
  return (await offersOf(ports, [source], cache)).offers[0]!;
}
/** Names that say "whole and verified". */
const whole = ({ disk: { paths } }: Scene) => paths().filter((path) => /^state\/cache\/.*\.tar\.gz$/.test(path));

test.each(['url', 'folder'] as const)(
  'killed before any change, a fetch from a %s is finished by the next one',
  async (kind) => {
    for (let n = 1; ; n += 1) {
      const at = scene();
      const offer = await offerOf(at, kind);
      at.disk.diesAt(n);
      const ended = await stageRelease(at.ports, offer).then(
        () => true,
        () => false,
      );
      at.disk.diesAt(Number.POSITIVE_INFINITY);
      for (const path of whole(at)) expect(await at.disk.files.digest(`${at.disk.root}/${path}`)).toBe(entry.sha256);
      const staged = await stageRelease(at.ports, offer);
      expect(staged).toMatchObject({ kind: 'archive', signature: null });
      expect(whole(at)).toHaveLength(1);
      expect(at.disk.paths().filter((path) => path.endsWith('.partial'))).toEqual([]);
      if (ended) return expect(n).toBeGreaterThan(4);
    }
  },
);

test('a full disk at any change leaves nothing under a whole name, and the next fetch succeeds', async () => {
  for (let n = 1; ; n += 1) {
    const at = scene();
    const offer = await offerOf(at, 'url');
    at.disk.fullAt(n);
    const ended = await stageRelease(at.ports, offer).then(
      () => true,
      () => false,
    );
    if (ended) return expect(n).toBeGreaterThan(3);
    expect(whole(at)).toEqual([]);
    expect(await stageRelease(at.ports, offer)).toMatchObject({ how: 'now' });
  }
});

test('what another one brought while this one waited is used, and not brought again', async () => {
  const at = scene();
  const offer = await offerOf(at, 'url');
  let brought = 0;
  const downloads: Downloads = {
    ...at.ports.downloads,
    fetch: (from, want) => {
      brought += 1;
      return at.ports.downloads.fetch(from, want);
    },
  };
  const late: Locks = { hold: (_path, work) => stageRelease({ ...at.ports, downloads }, offer).then(work) };
  expect(await stageRelease({ ...at.ports, downloads, locks: late }, offer)).toMatchObject({ how: 'before' });
  expect(brought).toBe(1);
});

test('other bytes than the index says never get a whole name, whoever brought them', async () => {
  for (const kind of ['url', 'folder'] as const) {
    const other = Buffer.from(archive);
    other[20] = other[20]! ^ 1;
    const at = scene(other);
    await expect(stageRelease(at.ports, await offerOf(at, kind))).rejects.toMatchObject({ code: 'E_ARTIFACT_DIGEST' });
    expect(at.disk.paths().filter((path) => path.startsWith('state/cache/gateway/'))).toEqual([]);
  }
});

test('killed before any change, an archive that is being added is listed whole or not at all, and the next attempt lists it', async () => {
  const how = { version: null, sha256: null, signature: null, keys: [] };
  for (let n = 1; ; n += 1) {
    const at = scene();
    const store = `${at.disk.root}/state/releases/gateway`;
    const file = `${at.disk.root}/shelf/${entry.file}`;
    const listed = async () => {
      const { offers, problems } = await offersOf(at.ports, [{ kind: 'store', path: store }], at.cache);
      expect(problems).toEqual([]);
      for (const { path, sha256: digest } of offers) expect(await at.disk.files.digest(path)).toBe(digest);
      return offers.length;
    };
    at.disk.diesAt(n);
    const ended = await addRelease(at.ports, store, file, how).then(
      () => true,
      () => false,
    );
    at.disk.diesAt(Number.POSITIVE_INFINITY);
    expect(await listed()).toBe(ended ? 1 : 0);
    await addRelease(at.ports, store, file, how);
    expect(await listed()).toBe(1);
    if (ended) return expect(n).toBeGreaterThan(2);
  }
});
