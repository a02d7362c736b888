import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Json, sha256, type TakePiece, type WriteFiles } from '@flatnet-maint/core';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { expect, test } from 'vitest';
import {
  archivedSnapshot,
  exportSnapshot,
  listSnapshots,
  openSnapshot,
  restoreSnapshotPart,
  takeSnapshot,
  unpackSnapshot,
  verifySnapshot,
} from '../src/index.ts';
import { seal } from '../src/sealed.ts';
import { disk, lay } from './disk-files.ts';

const canary = 'canary-7f3a91c2';
const PKI = {
  'host.key': `${canary} host`,
  'ca.crt': 'public',
  'old/鍵 "1":x.pem': canary,
  link: '-> /etc/hosts',
  empty: null,
};

/** Keys and a configuration on a disk, in folders that everybody may pass through. */
async function keys(how: { readonly sealed?: boolean; readonly private?: boolean } = {}) {
  const on = disk();
  chmodSync(on.root, 0o755);
  lay(`${on.root}/etc/pki`, PKI);
  lay(`${on.root}/etc`, { 'config.yml': 'listen: 4242\n' });
  chmodSync(`${on.root}/etc/pki/host.key`, 0o640);
  chmodSync(`${on.root}/etc/pki/old`, 0o500);
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  const which = { state: `${on.root}/state`, component: 'nebula', id: '1.9.3-run' };
  const pki = {
    ...{ name: 'pki', path: `${on.root}/etc/pki` },
    ...(how.private === false ? {} : { private: true as const }),
    ...(how.sealed === false ? {} : { sealed: { recipient } }),
  };
  const wanted = { ...which, parts: [pki, { name: 'config', path: `${on.root}/etc/config.yml` }], note: 'before' };
  const own = async () => ({ files: on.files, ...(await openSnapshot(on.files, which)) });
  const open = { into: `${on.root}/out`, keys: { identities: [identity], passphrase: null }, without: [] };
  return {
    ...on,
    which,
    wanted,
    identity,
    recipient,
    own,
    open,
    folder: `${which.state}/snapshots/nebula/${which.id}`,
  };
}

/** Every file below a folder that holds the text. */
const holding = (root: string, text: string): string[] =>
  (readdirSync(root, { recursive: true }) as string[]).filter((path) => {
    const whole = join(root, path);
    return statSync(whole, { throwIfNoEntry: false })?.isFile() && readFileSync(whole).includes(text);
  });

test('a sealed part lies as one age file for its owner alone, and its record tells names and sizes', async () => {
  const { files, wanted, which, folder, recipient } = await keys();
  const snapshot = await takeSnapshot(files, wanted);
  expect(snapshot.parts[0]).toMatchObject({
    kind: 'file',
    stored: 'parts/0/pki.age',
    sealed: { recipient, kind: 'folder' },
  });
  expect(snapshot.parts[0]?.sealed?.holds).toContainEqual({ path: 'host.key', kind: 'file', bytes: 20 });
  expect(statSync(`${folder}/parts/0/pki.age`).mode & 0o777).toBe(0o600);
  expect(readFileSync(`${folder}/parts/0/pki.age`).toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> X25519 /);
  expect(await verifySnapshot(files, which)).toEqual({ snapshot, damage: [] });
  expect((await listSnapshots(files, which.state, 'nebula'))[0]?.bytes).toBe(
    statSync(`${folder}/parts/0/pki.age`).size + 'listen: 4242\n'.length,
  );
});

test('nothing of a sealed part is ever asked to be written in clear', async () => {
  const { files, wanted, which, root } = await keys();
  const written: string[] = [];
  const copied: string[] = [];
  const watched: WriteFiles = {
    ...files,
    write: (path, content, how) => {
      written.push(Buffer.from(content as string).toString('latin1'));
      return files.write(path, content, how);
    },
    writePieces: (path, fill, how) => {
      const watching = (put: TakePiece) =>
        fill((piece) => {
          written.push(Buffer.from(piece).toString('latin1'));
          return put(piece);
        });
      return files.writePieces(path, watching, how);
    },
    copy: (from, to) => {
      copied.push(from);
      return files.copy(from, to);
    },
  };
  await takeSnapshot(watched, wanted);
  mkdirSync(`${root}/usb`);
  await exportSnapshot(watched, which, `${root}/usb/copy.tar`);
  expect(written.filter((text) => text.includes('canary'))).toEqual([]);
  expect(copied).toEqual([`${root}/etc/config.yml`]);
  expect(holding(which.state, canary)).toEqual([]);
  expect(holding(`${root}/usb`, canary)).toEqual([]);
});

test('a sealed part verifies without a key, and a changed byte of it is damage and no wrong key', async () => {
  const { files, wanted, which, folder, own, open } = await keys();
  await takeSnapshot(files, wanted);
  const sealed = readFileSync(`${folder}/parts/0/pki.age`);
  sealed[40] = (sealed[40] ?? 0) ^ 1;
  writeFileSync(`${folder}/parts/0/pki.age`, sealed);
  expect((await verifySnapshot(files, which)).damage).toEqual(['pki: the file itself: other content']);
  await expect(unpackSnapshot(files, await own(), open)).rejects.toMatchObject({ code: 'E_SNAPSHOT_DAMAGED' });
  const rest = await unpackSnapshot(files, await own(), { ...open, without: ['pki'] });
  expect(rest.parts.map(({ name }) => name)).toEqual(['config']);
});

test('a sealed part is not restored as if it were what it holds', async () => {
  const { files, wanted, which, root } = await keys();
  await takeSnapshot(files, wanted);
  const restored = restoreSnapshotPart(files, { ...which, part: 'pki', to: `${root}/pki` });
  await expect(restored).rejects.toMatchObject({
    code: 'E_SEALED_CLOSED',
    next: expect.stringContaining('snapshots open'),
  });
});

test('what is too large to be sealed in memory is refused before anything is written', async () => {
  const { files, wanted, which, root } = await keys();
  writeFileSync(`${root}/etc/pki/large`, Buffer.alloc(16 * 1024 * 1024 + 1));
  await expect(takeSnapshot(files, wanted)).rejects.toMatchObject({ code: 'E_SEALED_LARGE', exit: 3 });
  expect(() => statSync(which.state)).toThrow();
});

test('what changes while it is packed is noticed, and no snapshot is made of it', async () => {
  const { files, wanted, which, root } = await keys();
  let n = 0;
  const busy: WriteFiles = {
    ...files,
    digest: async (path) => {
      const digest = await files.digest(path);
      if (path.endsWith('host.key') && ++n === 1) writeFileSync(`${root}/etc/pki/host.key`, 'another key at once');
      return digest;
    },
  };
  await expect(takeSnapshot(busy, wanted)).rejects.toMatchObject({ code: 'E_SNAPSHOT_CHANGED' });
  expect(() => statSync(which.state)).toThrow();
});

test('a passphrase is asked for once and stands in no file; when it cannot be had, nothing is written', async () => {
  const { files, wanted, which, root } = await keys();
  const absent = { ...wanted.parts[0]!, sealed: { passphrase: () => Promise.reject(new Error('absent')) } };
  await expect(takeSnapshot(files, { ...wanted, parts: [absent] })).rejects.toThrow('absent');
  expect(() => statSync(which.state)).toThrow();
  const phrase = 'a long passphrase of nobody';
  const part = { ...wanted.parts[0]!, sealed: { passphrase: async () => phrase } };
  const snapshot = await takeSnapshot(files, { ...wanted, parts: [part] });
  expect(snapshot.parts[0]?.sealed?.recipient).toBe(null);
  expect(holding(root, phrase)).toEqual([]);
}, 60_000);

test('keys in clear are kept where a folder closes them off, and refused where every user could come', async () => {
  const { files, wanted, which, folder } = await keys({ sealed: false });
  await takeSnapshot(files, wanted);
  expect(statSync(`${folder}/parts/0/host.key`).mode & 0o777).toBe(0o600);
  expect(statSync(`${which.state}/snapshots/nebula`).mode & 0o777).toBe(0o700);
  chmodSync(`${which.state}/snapshots/nebula`, 0o755);
  const again = { ...wanted, id: 'second' };
  await expect(takeSnapshot(files, again)).rejects.toMatchObject({
    code: 'E_KEYS_OPEN',
    message: expect.stringContaining(`${which.state}/snapshots/nebula`),
  });
  expect(readdirSync(`${which.state}/snapshots/nebula`)).toEqual([which.id]);
  // A closed folder further up is as good.
  chmodSync(`${which.state}`, 0o700);
  await takeSnapshot(files, again);
});

test('where the disk keeps no modes, keys in clear are refused, and sealed ones are not', async () => {
  const { files, wanted } = await keys({ sealed: false });
  const fat: WriteFiles = {
    ...files,
    stat: async (path) => {
      const stat = await files.stat(path);
      return stat?.kind === 'folder' ? { ...stat, mode: 0o755 } : stat;
    },
  };
  await expect(takeSnapshot(fat, wanted)).rejects.toMatchObject({ code: 'E_KEYS_OPEN' });
  await expect(takeSnapshot(files, { ...wanted, modes: false })).rejects.toMatchObject({ code: 'E_KEYS_OPEN' });
  const { files: other, wanted: sealed } = await keys();
  await takeSnapshot(other, { ...sealed, modes: false });
});

test('an export with keys in clear goes only where nobody else comes; sealed ones and no keys go anywhere', async () => {
  const clear = await keys({ sealed: false });
  await takeSnapshot(clear.files, clear.wanted);
  mkdirSync(`${clear.root}/usb`, { mode: 0o755 });
  symlinkSync(`${clear.root}/usb`, `${clear.root}/by-link`);
  for (const place of ['usb', 'by-link']) {
    const file = `${clear.root}/${place}/copy.tar`;
    await expect(exportSnapshot(clear.files, clear.which, file)).rejects.toMatchObject({
      code: 'E_KEYS_OPEN',
      message: expect.stringContaining('pki'),
    });
  }
  expect(readdirSync(`${clear.root}/usb`)).toEqual([]);
  chmodSync(`${clear.root}/usb`, 0o700);
  await exportSnapshot(clear.files, clear.which, `${clear.root}/usb/copy.tar`);
  expect(statSync(`${clear.root}/usb/copy.tar`).mode & 0o777).toBe(0o600);
  for (const how of [{ sealed: true }, { sealed: false, private: false }]) {
    const one = await keys(how);
    await takeSnapshot(one.files, one.wanted);
    mkdirSync(`${one.root}/usb`, { mode: 0o755 });
    await exportSnapshot(one.files, one.which, `${one.root}/usb/copy.tar`);
  }
});

test('a full disk at any moment leaves no snapshot with a sealed part, or a whole one', async () => {
  for (let n = 1; ; n += 1) {
    const { files, wanted, which, fullAt, paths } = await keys();
    fullAt(n);
    const isDone = await takeSnapshot(files, wanted).then(
      () => true,
      () => false,
    );
    if (isDone) {
      expect(n).toBeGreaterThan(6);
      return;
    }
    if (n > 1) expect(paths(`${which.state}/snapshots/nebula`)).toEqual([]);
  }
});

test('an opened snapshot is what it was: content, modes, links, for whoever opens it alone', async () => {
  const { files, wanted, own, open, root } = await keys();
  await takeSnapshot(files, wanted);
  const opened = await unpackSnapshot(files, await own(), open);
  expect(opened.parts).toEqual([
    { name: 'pki', path: `${root}/etc/pki`, into: `${root}/out/pki`, files: 4, bytes: 41, sealed: true, keys: true },
    {
      name: 'config',
      path: `${root}/etc/config.yml`,
      into: `${root}/out/config/config.yml`,
      files: 1,
      bytes: 13,
      sealed: false,
      keys: false,
    },
  ]);
  expect(statSync(`${root}/out`).mode & 0o777).toBe(0o700);
  expect(readFileSync(`${root}/out/pki/host.key`, 'utf8')).toBe(PKI['host.key']);
  expect(readFileSync(`${root}/out/pki/old/鍵 "1":x.pem`, 'utf8')).toBe(canary);
  expect(statSync(`${root}/out/pki/host.key`).mode & 0o777).toBe(0o640);
  expect(statSync(`${root}/out/pki/old`).mode & 0o777).toBe(0o500);
  expect(readFileSync(`${root}/out/pki/link`, 'utf8')).toBe(readFileSync('/etc/hosts', 'utf8'));
  expect(statSync(`${root}/out/pki/empty`).isDirectory()).toBe(true);
  expect(readFileSync(`${root}/out/config/config.yml`, 'utf8')).toBe('listen: 4242\n');
});

test('an exported archive opens where nothing else of it is', async () => {
  const { files, wanted, which, open, root } = await keys();
  await takeSnapshot(files, wanted);
  mkdirSync(`${root}/usb`);
  await exportSnapshot(files, which, `${root}/usb/copy`);
  const other = disk();
  writeFileSync(`${other.root}/copy`, readFileSync(`${root}/usb/copy`));
  const from = await archivedSnapshot(other.files, `${other.root}/copy`);
  const opened = await unpackSnapshot(other.files, from, { ...open, into: `${other.root}/out` });
  expect(opened).toMatchObject({ component: 'nebula', id: which.id, parts: [{ name: 'pki' }, { name: 'config' }] });
  expect(readFileSync(`${other.root}/out/pki/host.key`, 'utf8')).toBe(PKI['host.key']);
  writeFileSync(`${other.root}/none.tar`, 'no archive at all');
  await expect(archivedSnapshot(other.files, `${other.root}/none.tar`)).rejects.toMatchObject({
    code: 'E_ARCHIVE_DAMAGED',
  });
  writeFileSync(`${other.root}/cut short.tar`, readFileSync(`${root}/usb/copy`).subarray(0, 3_000));
  await expect(archivedSnapshot(other.files, `${other.root}/cut short.tar`)).rejects.toMatchObject({
    code: 'E_ARCHIVE_DAMAGED',
    exit: 3,
    next: expect.stringContaining("sha256sum -c 'cut short.tar.sha256'"),
  });
  await expect(archivedSnapshot(other.files, `${other.root}/absent`)).rejects.toMatchObject({
    code: 'E_SNAPSHOT_ABSENT',
  });
});

test('without a key it says which part stays closed and for whom, and nothing is written', async () => {
  const { files, wanted, own, open, recipient, paths, root } = await keys();
  await takeSnapshot(files, wanted);
  const none = { ...open, keys: { identities: [], passphrase: 'x' } };
  await expect(unpackSnapshot(files, await own(), none)).rejects.toMatchObject({
    code: 'E_SEALED_CLOSED',
    exit: 3,
    message: expect.stringMatching(new RegExp(`${recipient}.*: pki\\. Nothing was written`)),
    next: expect.stringMatching(/--identity FILE.*--without pki/),
  });
  expect(paths().filter((path) => path.startsWith('out'))).toEqual([]);
  const rest = await unpackSnapshot(files, await own(), { ...none, without: ['pki'] });
  expect(rest).toMatchObject({ parts: [{ name: 'config' }], without: ['pki'] });
  expect(readdirSync(`${root}/out`)).toEqual(['config']);
});

test('where several parts want the same key all are named, and what is told to be typed opens the others', async () => {
  const { files, wanted, own, open, recipient, root } = await keys();
  const more = { name: 'pki key', path: `${root}/etc/pki/host.key`, private: true as const, sealed: { recipient } };
  await takeSnapshot(files, { ...wanted, parts: [...wanted.parts, more] });
  const opened = async (identities: readonly string[], without: readonly string[]) =>
    unpackSnapshot(files, await own(), { ...open, keys: { identities, passphrase: null }, without });
  await expect(opened([], [])).rejects.toMatchObject({ message: expect.stringContaining(': pki, pki key. ') });
  for (const [identities, without] of [
    [[], []],
    [[], ['pki']],
    [[await generateIdentity()], []],
  ])
    await expect(opened(identities ?? [], without ?? [])).rejects.toMatchObject({
      next: expect.stringContaining("--without pki --without 'pki key'"),
    });
  expect(await opened([], ['pki', 'pki key'])).toMatchObject({ parts: [{ name: 'config' }] });
});

test('with the key of somebody else it says whose it is, and nothing is written', async () => {
  const { files, wanted, own, open, recipient, paths } = await keys();
  await takeSnapshot(files, wanted);
  const other = await generateIdentity();
  const attempt = unpackSnapshot(files, await own(), { ...open, keys: { identities: [other], passphrase: null } });
  const given = await identityToRecipient(other);
  await expect(attempt).rejects.toMatchObject({
    code: 'E_SEALED_KEY',
    message: expect.stringMatching(new RegExp(`sealed for ${recipient}.*those of ${given}`)),
  });
  expect(paths().filter((path) => path.startsWith('out'))).toEqual([]);
});

test('nothing is opened over something; an empty folder is taken and closed', async () => {
  const { files, wanted, own, open, root } = await keys();
  await takeSnapshot(files, wanted);
  lay(`${root}/out`, { mine: '1' });
  await expect(unpackSnapshot(files, await own(), open)).rejects.toMatchObject({ code: 'E_OPEN_EXISTS' });
  expect(readdirSync(`${root}/out`)).toEqual(['mine']);
  mkdirSync(`${root}/empty`, { mode: 0o755 });
  await unpackSnapshot(files, await own(), { ...open, into: `${root}/empty` });
  expect(statSync(`${root}/empty`).mode & 0o777).toBe(0o700);
  mkdirSync(`${root}/half.partial`);
  const half = unpackSnapshot(files, await own(), { ...open, into: `${root}/half` });
  await expect(half).rejects.toMatchObject({ code: 'E_OPEN_EXISTS', message: expect.stringContaining('half.partial') });
});

test('a part that is not there, and leaving out all of them, is a mistake of whoever typed it', async () => {
  const { files, wanted, own, open } = await keys();
  await takeSnapshot(files, wanted);
  const attempt = async (without: string[]) => unpackSnapshot(files, await own(), { ...open, without });
  await expect(attempt(['pkl'])).rejects.toMatchObject({ code: 'E_SNAPSHOT_PART_ABSENT', exit: 2 });
  await expect(attempt(['pki', 'config'])).rejects.toMatchObject({ code: 'E_SNAPSHOT_PARTS', exit: 2 });
});

test('a full disk in the middle of an opening leaves nothing of it', async () => {
  for (let n = 1; ; n += 1) {
    const { files, wanted, own, open, fullAt, paths } = await keys();
    await takeSnapshot(files, wanted);
    fullAt(n);
    const isDone = await unpackSnapshot(files, await own(), open).then(
      () => true,
      () => false,
    );
    if (isDone) {
      expect(n).toBeGreaterThan(8);
      return;
    }
    expect(paths().filter((path) => path.startsWith('out'))).toEqual([]);
  }
});

test('what an archive says of itself leads nowhere outside of the folder', async () => {
  const { files, wanted, which, open, root } = await keys({ sealed: false, private: false });
  const part = { ...wanted.parts[1]!, name: '../../x' };
  await takeSnapshot(files, { ...wanted, parts: [part] });
  const from = { files, folder: `${which.state}/snapshots/nebula/${which.id}` };
  const opened = await unpackSnapshot(files, from, open);
  expect(opened.parts[0]?.into).toBe(`${root}/out/x/config.yml`);
});

test('what no key would open is damage, also where the record was made to fit it', async () => {
  const { files, wanted, own, open, folder } = await keys();
  const snapshot = await takeSnapshot(files, wanted);
  const bytes = readFileSync(`${folder}/parts/0/pki.age`);
  const flip = (at: number) => Buffer.from(bytes.map((byte, n) => (n === at ? byte ^ 1 : byte)));
  const fitted = async (changed: Buffer, holds = snapshot.parts[0]!.sealed!.holds) => {
    writeFileSync(`${folder}/parts/0/pki.age`, changed);
    const [pki, config] = [snapshot.parts[0]!, snapshot.parts[1]!];
    const entries = [{ ...pki.entries[0]!, bytes: changed.length, sha256: sha256(changed) }];
    const parts = [{ ...pki, entries, sealed: { ...pki.sealed!, holds } }, config];
    writeFileSync(`${folder}/snapshot.json`, seal('snapshot', { ...snapshot, parts } as unknown as Json));
    return unpackSnapshot(files, await own(), open);
  };
  const damaged = { code: 'E_SNAPSHOT_DAMAGED', message: expect.stringContaining('these keys are for it') };
  await expect(fitted(flip(bytes.length - 1))).rejects.toMatchObject(damaged);
  const other = { code: 'E_SNAPSHOT_DAMAGED', message: expect.stringContaining('not what its record names') };
  await expect(fitted(bytes, [])).rejects.toMatchObject(other);
});

test('keys are not opened onto a disk that keeps no modes', async () => {
  const { files, wanted, own, open, paths } = await keys();
  await takeSnapshot(files, wanted);
  const fat: WriteFiles = {
    ...files,
    stat: async (path) => {
      const stat = await files.stat(path);
      return stat?.kind === 'folder' ? { ...stat, mode: 0o755 } : stat;
    },
  };
  await expect(unpackSnapshot(fat, await own(), open)).rejects.toMatchObject({ code: 'E_KEYS_OPEN' });
  expect(paths().filter((path) => path.startsWith('out'))).toEqual([]);
  await unpackSnapshot(fat, await own(), { ...open, without: ['pki'], modes: false });
});
