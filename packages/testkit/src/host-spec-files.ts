import { MaintError, sha256 } from '@flatnet-maint/core';
import { describe, expect, test } from 'vitest';
import type { SpecTools } from './host-spec.ts';

const oddNames = ["it's here", 'two  spaces', 'メンテナンス', 'brace{$HOME}`x`', '-n', '%d %s'];

export function specFiles(spec: SpecTools): void {
  describe('files', () => {
    test(
      'what was written is read back, whole and in part',
      spec.with(async ({ files }, _, at) => {
        await files.write(at('a'), 'gehört dazu');
        expect(await files.text(at('a'))).toBe('gehört dazu');
        expect(Buffer.from(await files.read(at('a'), { from: 3, max: 3 })).toString()).toBe('ör');
        await files.write(at('a'), new Uint8Array([0, 255, 10]));
        expect([...(await files.read(at('a')))]).toEqual([0, 255, 10]);
      }),
    );

    test(
      'a digest is the sha256 of the content',
      spec.with(async ({ files }, _, at) => {
        await files.write(at('a'), 'abc');
        expect(await files.digest(at('a'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
      }),
    );

    test(
      'a file is written and read piece by piece, its length and sha256 told',
      spec.with(async ({ files }, { can }, at) => {
        const content = Buffer.from('gehört dazu '.repeat(60_000));
        const written = await files.writePieces(at('a'), async (put) => {
          for (let from = 0; from < content.length; from += 99_999) await put(content.subarray(from, from + 99_999));
        });
        expect(written).toEqual({ bytes: content.length, sha256: sha256(content) });
        const taken: Uint8Array[] = [];
        const read = await files.readPieces(at('a'), async (piece) => {
          taken.push(piece.slice());
        });
        expect(read).toMatchObject({ kind: 'file', bytes: content.length });
        if (can.modes) expect(read.mode).toBe(0o600);
        expect(taken.length).toBeGreaterThan(1);
        expect(Buffer.concat(taken).equals(content)).toBe(true);
        expect(await files.digest(at('a'))).toBe(written.sha256);
      }),
    );

    test(
      'content that is given up half-way leaves what was there, and nothing beside it',
      spec.with(async ({ files }, _, at) => {
        await files.write(at('a'), 'old');
        const given = files.writePieces(at('a'), async (put) => {
          await put(new Uint8Array([1, 2, 3]));
          throw new MaintError('E_GIVEN_UP', 'given up', '');
        });
        await expect(given).rejects.toMatchObject({ code: 'E_GIVEN_UP' });
        expect(await files.text(at('a'))).toBe('old');
        expect(await files.list(at())).toEqual(['a']);
      }),
    );

    test(
      'odd names are names like any other',
      spec.with(async ({ files }, _, at) => {
        for (const name of oddNames) await files.write(at(name), name);
        expect(await files.list(at())).toEqual([...oddNames].sort());
        for (const name of oddNames) {
          expect(await files.text(at(name))).toBe(name);
          await files.remove(at(name));
        }
        expect(await files.list(at())).toEqual([]);
      }),
    );

    test(
      'nothing there is null to stat, E_FILE_ABSENT to everybody else',
      spec.with(async ({ files }, _, at) => {
        await files.write(at('file'), '');
        for (const path of [at('none'), at('none', 'deeper'), at('file', 'inside')]) {
          expect(await files.stat(path)).toBeNull();
          expect(await files.real(path)).toBeNull();
          await expect(files.read(path)).rejects.toMatchObject({ code: 'E_FILE_ABSENT' });
          await expect(files.text(path)).rejects.toMatchObject({ code: 'E_FILE_ABSENT' });
          await expect(files.readPieces(path, async () => {})).rejects.toMatchObject({ code: 'E_FILE_ABSENT' });
          await expect(files.digest(path)).rejects.toMatchObject({ code: 'E_FILE_ABSENT' });
          await expect(files.list(path)).rejects.toMatchObject({ code: 'E_FILE_ABSENT' });
          await expect(files.rename(path, at('other'))).rejects.toMatchObject({ code: 'E_FILE_ABSENT' });
          await expect(files.copy(path, at('other'))).rejects.toMatchObject({ code: 'E_FILE_ABSENT' });
          await files.remove(path);
        }
        await expect(files.write(at('none', 'x'), '')).rejects.toMatchObject({ code: 'E_FILE_ABSENT' });
        expect(await files.list(at())).toEqual(['file']);
      }),
    );

    test(
      'a path must be absolute',
      spec.with(async ({ files }) => {
        await expect(files.stat('a')).rejects.toMatchObject({ code: 'E_FILE_PATH' });
        await expect(files.write('a/b', '')).rejects.toMatchObject({ code: 'E_FILE_PATH' });
      }),
    );

    test(
      'a file is closed to others unless a mode is given, and has it from the start',
      spec.with(async ({ files }, { can }, at) => {
        await files.write(at('secret'), 'x');
        await files.write(at('open'), 'x', { mode: 0o644 });
        await files.write(at('open'), 'y', { mode: 0o755 });
        await files.chmod(at('secret'), 0o400);
        if (!can.modes) return;
        expect((await files.stat(at('secret')))?.mode).toBe(0o400);
        expect((await files.stat(at('open')))?.mode).toBe(0o755);
      }),
    );

    test(
      'a new folder gets the mode and the owner that are asked for, one that is there keeps its own',
      spec.with(async ({ files }, { can }, at) => {
        if (!can.modes) return;
        const mine = await files.stat(at());
        const wanted = process.getuid?.() === 0 ? { uid: 33, gid: 34 } : { uid: mine?.uid ?? 0, gid: mine?.gid ?? 0 };
        await files.makeFolder(at('logs'), { mode: 0o2770, ...wanted });
        expect(await files.stat(at('logs'))).toMatchObject({ mode: 0o2770, ...wanted });
        await files.makeFolder(at('logs'), { mode: 0o700 });
        expect(await files.stat(at('logs'))).toMatchObject({ mode: 0o2770, ...wanted });
      }),
    );

    test(
      'a folder takes the place of no file, and a file of no folder',
      spec.with(async ({ files }, _, at) => {
        await files.makeFolder(at('folder', 'deep'));
        await files.makeFolder(at('folder', 'deep'));
        expect((await files.stat(at('folder', 'deep')))?.kind).toBe('folder');
        await expect(files.write(at('folder'), 'x')).rejects.toMatchObject({ code: 'E_FILE_KIND' });
        await expect(files.writePieces(at('folder'), async () => {})).rejects.toMatchObject({ code: 'E_FILE_KIND' });
        await expect(files.readPieces(at('folder'), async () => {})).rejects.toMatchObject({ code: 'E_FILE_KIND' });
        await expect(files.read(at('folder'))).rejects.toMatchObject({ code: 'E_FILE_KIND' });
        await files.write(at('file'), 'x');
        await expect(files.makeFolder(at('file'))).rejects.toMatchObject({ code: 'E_FILE_EXISTS' });
        expect(await files.list(at())).toEqual(['file', 'folder']);
      }),
    );

    test(
      'free space is asked of the nearest folder that exists',
      spec.with(async ({ files }, _, at) => {
        expect(await files.free(at('not', 'yet'))).toBeGreaterThan(0);
      }),
    );

    test(
      'case matters or it does not, and is kept either way',
      spec.with(async ({ files }, { can }, at) => {
        await files.write(at('Name'), 'x');
        expect((await files.stat(at('NAME'))) === null).toBe(can.caseMatters);
        expect(await files.list(at())).toEqual(['Name']);
      }),
    );
  });
}
