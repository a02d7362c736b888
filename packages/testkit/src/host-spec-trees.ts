import { describe, expect, test } from 'vitest';
import type { SpecTools } from './host-spec.ts';

export function specTrees(spec: SpecTools): void {
  describe('renames, pointers and trees', () => {
    test(
      'a rename moves a whole tree and replaces nothing, not even an empty folder',
      spec.with(async ({ files }, _, at) => {
        await files.makeFolder(at('old', 'conf'));
        await files.write(at('old', 'conf', 'a'), '1');
        await files.makeFolder(at('empty'));
        await files.write(at('file'), 'kept');
        for (const taken of ['empty', 'file']) {
          await expect(files.rename(at('old'), at(taken))).rejects.toMatchObject({ code: 'E_FILE_EXISTS' });
        }
        await expect(files.rename(at('file'), at('empty'))).rejects.toMatchObject({ code: 'E_FILE_EXISTS' });
        await files.rename(at('old'), at('new'));
        expect(await files.text(at('new', 'conf', 'a'))).toBe('1');
        expect(await files.text(at('file'))).toBe('kept');
        expect(await files.stat(at('old'))).toBeNull();
      }),
    );

    test(
      'a pointer is made, followed and moved, and never replaces a file or folder',
      spec.with(async ({ files }, { can }, at) => {
        for (const build of ['1', '2']) {
          await files.makeFolder(at(`build ${build}`));
          await files.write(at(`build ${build}`, 'version'), build);
          await files.point(at('live'), at(`build ${build}`));
          expect(await files.text(at('live', 'version'))).toBe(build);
          expect(await files.stat(at('live'))).toMatchObject({ kind: 'link', to: at(`build ${build}`) });
          expect(await files.real(at('live', 'version'))).toBe(await files.real(at(`build ${build}`, 'version')));
        }
        await files.point(at('live'), at('nowhere'));
        expect(await files.real(at('live'))).toBeNull();
        expect((await files.stat(at('live')))?.kind).toBe('link');
        await expect(files.point(at('build 1'), at('build 2'))).rejects.toMatchObject({ code: 'E_FILE_EXISTS' });
        await expect(files.point(at('build 1', 'version'), at('build 2'))).rejects.toMatchObject({
          code: 'E_FILE_EXISTS',
        });
        expect(await files.text(at('build 1', 'version'))).toBe('1');
        await files.point(at('relative'), `build 1${can.slash}version`);
        expect(await files.text(at('relative'))).toBe('1');
        expect(await files.list(at())).toEqual(['build 1', 'build 2', 'live', 'relative']);
      }),
    );

    test(
      'removing ends a link and not what it leads to, and a tree with all that is in it',
      spec.with(async ({ files }, _, at) => {
        await files.makeFolder(at('kept'));
        await files.write(at('kept', 'a'), '1');
        await files.makeFolder(at('tree', 'deep'));
        await files.write(at('tree', 'deep', 'b'), '2');
        await files.point(at('tree', 'deep', 'link'), at('kept'));
        await files.point(at('link'), at('kept'));
        await files.remove(at('link'));
        await files.remove(at('tree'));
        await files.remove(at('tree'));
        expect(await files.list(at())).toEqual(['kept']);
        expect(await files.text(at('kept', 'a'))).toBe('1');
      }),
    );

    test(
      'a copy has the modes and the links of the original, and takes no place that is taken',
      spec.with(async ({ files }, { can }, at) => {
        await files.makeFolder(at('from', 'bin'), { mode: 0o750 });
        await files.write(at('from', 'bin', 'run it'), '#!', { mode: 0o755 });
        await files.point(at('from', 'current'), 'bin');
        await files.copy(at('from'), at('to'));
        expect(await files.text(at('to', 'bin', 'run it'))).toBe('#!');
        expect(await files.stat(at('to', 'current'))).toMatchObject({ kind: 'link', to: 'bin' });
        if (can.modes) {
          expect((await files.stat(at('to', 'bin')))?.mode).toBe(0o750);
          expect((await files.stat(at('to', 'bin', 'run it')))?.mode).toBe(0o755);
        }
        await files.write(at('to', 'bin', 'run it'), 'changed');
        expect(await files.text(at('from', 'bin', 'run it'))).toBe('#!');
        await expect(files.copy(at('from'), at('to'))).rejects.toMatchObject({ code: 'E_FILE_EXISTS' });
        await expect(files.copy(at('from'), at('from', 'inside'))).rejects.toMatchObject({ code: 'E_FILE_KIND' });
        await files.copy(at('from', 'bin', 'run it'), at('one file'));
        expect(await files.text(at('one file'))).toBe('#!');
        expect(await files.list(at())).toEqual(['from', 'one file', 'to']);
      }),
    );
  });
}
