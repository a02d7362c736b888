import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Entry } from '@flatnet-maint/core';
import { describe, expect, test } from 'vitest';
import { sayIn } from '../src/say.ts';
import { Sink } from '../src/sink.ts';
import { listView } from '../src/view/list-view.ts';
import { plainView } from '../src/view/plain-view.ts';
import { guarded } from '../src/view/view.ts';
import { cli, collecting, plays, proposal, report } from './support/fake-world.ts';
import { committed, refused, rolledBack, stamped, stuck } from './support/recorded.ts';
import { terminal } from './support/terminal.ts';

const english = sayIn('en');

/** What stands on the terminal after a journal was heard; `past` entries had been written before. */
async function drawn(entries: readonly Entry[], past: readonly Entry[] = []): Promise<string> {
  const screen = terminal();
  const view = listView(screen.stream, terminal().stream, english);
  view.past(past);
  for (const entry of entries) {
    view.entry(entry);
    view.tick('asking');
    await new Promise((resolve) => setImmediate(resolve));
  }
  await view.end();
  return screen.lastFrame();
}

describe('on a terminal', () => {
  test('an upgrade that is committed is the whole plan, done', async () => {
    expect(await drawn(committed)).toMatchInlineSnapshot(`
      "✔ prepare
        ✔ arm the dead-man (120 ms)
        ✔ unpack 1.26.3 (120 ms)
        ✔ nginx -t with the new build (syntax is ok, 40 ms)
      ✔ around
        ✔ the host is still what the plan was made for
        ✔ let long requests end (120 ms)
      ✔ backup
        ✔ keep configuration and routes (120 ms)
        ✔ ask every probe before the change
      ✔ cutover
        ✔ point live at 1.26.3 (120 ms)
        ✔ start the new master (120 ms)
      ✔ verify
        ✔ site (1.26.3 answers)
        ✔ api (3 routes)
      ✔ commit
        ✔ commit
        ✔ end the old master (120 ms)
        ✔ undo: let long requests end (80 ms)
        ✔ undo: arm the dead-man (80 ms)"
    `);
  });

  test('one that goes back shows what failed, what was not reached, and the begun steps reversed', async () => {
    expect(await drawn(rolledBack)).toMatchInlineSnapshot(`
      "✔ prepare
        ✔ arm the dead-man (120 ms)
        ✔ unpack 1.26.3 (120 ms)
        ✔ nginx -t with the new build (syntax is ok, 40 ms)
      ✔ around
        ✔ the host is still what the plan was made for
        ✔ let long requests end (120 ms)
      ✔ backup
        ✔ keep configuration and routes (120 ms)
        ✔ ask every probe before the change
      ✔ cutover
        ✔ point live at 1.26.3 (120 ms)
        ✔ start the new master (120 ms)
      ⚠ verify
        ✔ site (1.26.3 answers)
        ✖ api
          › fail: 502 from /api/status
      ↓ commit (not reached)
      ✔ going back
        ✔ undo: start the new master (80 ms)
        ✔ undo: point live at 1.26.3 (80 ms)
        ✔ the old version answers
        ✔ undo: let long requests end (80 ms)
        ✔ undo: unpack 1.26.3 (80 ms)
        ✔ undo: arm the dead-man (80 ms)"
    `);
  });

  test('one that is stuck shows where, and that the brackets were ended all the same', async () => {
    const text = await drawn(stuck);
    expect(text.slice(text.indexOf('⚠ cutover'))).toMatchInlineSnapshot(`
      "⚠ cutover
        ✔ point live at 1.26.3 (120 ms)
        ✖ start the new master
          › the new master did not start within 9 s
      ↓ verify (not reached)
      ↓ commit (not reached)
      ⚠ going back
        ✔ undo: start the new master (80 ms)
        ✖ undo: point live at 1.26.3
          › read-only file system
        ↓ the old version answers (not reached)
        ✔ undo: let long requests end (80 ms)
        ↓ undo: unpack 1.26.3 (not reached)
        ✔ undo: arm the dead-man (80 ms)"
    `);
  });

  test('one that is refused says that nothing live was changed, and keeps control characters of the host out', async () => {
    expect(await drawn(refused)).toMatchInlineSnapshot(`
      "⚠ prepare
        ✔ arm the dead-man (120 ms)
        ✔ unpack 1.26.3 (120 ms)
        ✖ nginx -t with the new build
          › nginx: unknown directive "fo [31mo"
      ↓ around (not reached)
      ↓ backup (not reached)
      ↓ cutover (not reached)
      ↓ verify (not reached)
      ↓ commit (not reached)
      ✔ putting away what was prepared; nothing live was changed
        ✔ undo: unpack 1.26.3 (80 ms)
        ✔ undo: arm the dead-man (80 ms)"
    `);
  });

  test('one that was interrupted says of the step that was at work that it was not finished', async () => {
    const at = committed.findIndex((entry) => entry.type === 'doing' && entry.id === 'gateway.swap');
    const text = await drawn([
      ...committed.slice(0, at + 1),
      ...stamped([
        { type: 'ordered', order: 'abort', by: 'SIGINT' },
        { type: 'closed', outcome: 'rolled-back' },
      ]),
    ]);
    expect(text).toContain('✖ point live at 1.26.3\n    › begun and not finished');
    expect(text).toContain('↓ start the new master (not reached)');
  });

  test('one that is resumed shows what an earlier owner did, and tries again what was stuck', async () => {
    const past = stuck.slice(0, -1);
    const text = await drawn(
      stamped([
        { type: 'resumed', by: 'operator', reason: 'the owner was gone' },
        { type: 'undoing', id: 'gateway.swap' },
        { type: 'undone', id: 'gateway.swap', took: 80 },
        { type: 'closed', outcome: 'rolled-back' },
      ]),
      past,
    );
    expect(text).toContain('✔ unpack 1.26.3 (120 ms)');
    expect(text).toContain('✔ undo: point live at 1.26.3 (80 ms)');
  });

  test('no signal of the operator goes to the picture', async () => {
    const before = process.listenerCount('SIGINT');
    const view = listView(terminal().stream, terminal().stream, english);
    view.entry(committed[0]!);
    await new Promise((resolve) => setTimeout(resolve, 20));
    // restore-cursor listens as well, and stands back as soon as anybody else does.
    const own = process
      .listeners('SIGINT')
      .slice(before)
      .filter((listener) => listener.name.includes('signalHandler'));
    expect(own).toEqual([]);
    await view.end();
  });

  test('one whose journal ends without a word leaves no row waiting', async () => {
    expect(await drawn(committed.slice(0, 5))).toContain('↓ cutover (not reached)');
    expect(await drawn(committed.slice(3, 6))).toBe('');
  });
});

test('without a terminal each entry is a line', async () => {
  const { stream, text } = collecting();
  const view = plainView(new Sink(stream), english);
  for (const entry of rolledBack) view.entry(entry);
  await new Promise((resolve) => setImmediate(resolve));
  const lines = text().split('\n');
  expect(lines.slice(0, -1).every((line) => /^\d\d:\d\d:\d\d {2}/.test(line))).toBe(true);
  expect(`${'\n'}${lines.map((line) => line.slice(10)).join('\n')}`).toMatchInlineSnapshot(`
    "
    run 20260102-030405-abcd: upgrade gateway
    prepare: nothing live changes
      guard.arm: arm the dead-man
      guard.arm done (120 ms)
      gateway.unpack: unpack 1.26.3
      gateway.unpack done (120 ms)
      gateway.test: nginx -t with the new build: syntax is ok (40 ms)
    do: the live system changes from here on
      the host is still what the plan was made for
      gateway.drain: let long requests end
      gateway.drain done (120 ms)
      gateway.backup: keep configuration and routes
      gateway.backup done (120 ms)
      asked 2 probes before the change
      gateway.swap: point live at 1.26.3
      gateway.swap done (120 ms)
      gateway.start: start the new master
      gateway.start done (120 ms)
    check: is it what we wanted?
      site: pass, 1.26.3 answers
      api: fail, 502 from /api/status
    FAILED E_PROBE_FAILED: api failed twice: 502 from /api/status
      undo gateway.start: start the new master
      gateway.start undone (80 ms)
      undo gateway.swap: point live at 1.26.3
      gateway.swap undone (80 ms)
      the old version answers: 40 of 40 are 1.25.3
    done: the old version serves
      undo gateway.drain: let long requests end
      gateway.drain undone (80 ms)
      undo gateway.unpack: unpack 1.26.3
      gateway.unpack undone (80 ms)
      undo guard.arm: arm the dead-man
      guard.arm undone (80 ms)
    closed: rolled-back
    "
  `);
});

describe('a view that fails', () => {
  const applying = { planUpgrade: async () => proposal, apply: plays(committed, report('committed')) };
  const upgrade = ['upgrade', 'gateway', '--to', '1.26.3', '--yes'];

  test.each(['EIO', 'EPIPE'])('with %s on every write does not reach the run', async (code) => {
    const broken = () =>
      new (class extends EventEmitter {
        isTTY = true;
        write(_text: string, done?: unknown): boolean {
          const error = Object.assign(new Error(code), { code });
          setImmediate(() => this.emit('error', error));
          if (typeof done === 'function') done(error);
          return false;
        }
      })();
    for (const out of [true, false]) {
      const world = { stdout: broken(), stderr: broken(), tty: { in: out, out } };
      expect((await cli(upgrade, { house: applying, world })).exit).toBe(0);
    }
  });

  test('by throwing is dropped', async () => {
    const view = guarded({
      past() {},
      entry() {
        throw new Error('cannot draw');
      },
      tick() {},
      end: () => Promise.reject(new Error('cannot end')),
    });
    expect(() => view.entry(committed[0]!)).not.toThrow();
    await expect(view.end()).resolves.toBeUndefined();
  });
});

test.each([
  ['in a build machine', { CI: 'true' }, 100],
  // Expect, serial lines and some container tools give a terminal of no width.
  ['on a terminal that does not tell its width', {}, 0],
  ['on a terminal that cannot move its cursor', { TERM: 'dumb' }, 100],
])('there are lines instead of a tree %s', async (_, env, columns) => {
  const screen = terminal();
  screen.stream.columns = columns;
  const world = { stdout: screen.stream, tty: { in: true, out: true }, env };
  const house = { planUpgrade: async () => proposal, apply: plays(committed, report('committed')) };
  await cli(['upgrade', 'gateway', '--to', '1.26.3', '--yes'], { house, world });
  expect(screen.raw()).not.toContain('\u001b');
  expect(screen.raw()).toContain('gateway.swap: point live at 1.26.3');
});

describe('a person at the terminal', () => {
  const house = { planUpgrade: async () => proposal, apply: plays(committed, report('committed')) };
  const sitting = (typed: string, more: readonly string[] = []) => {
    const stdin = new PassThrough();
    stdin.end(typed);
    const screen = terminal();
    const world = { stdin, stdout: screen.stream, tty: { in: true, out: true } };
    return { screen, ran: cli(['upgrade', 'gateway', '--to', '1.26.3', ...more], { house, world }) };
  };

  test('sees the plan and is asked; a yes runs it', async () => {
    const { screen, ran } = sitting('y\n');
    expect((await ran).exit).toBe(0);
    expect(screen.raw()).toContain('worst-case way back');
    expect(screen.raw()).toContain('upgrade gateway now? [y/N]');
  });

  test.each(['n\n', '\n', ''])('%j is a no: nothing was changed', async (typed) => {
    const { exit, err } = await sitting(typed).ran;
    expect(exit).toBe(3);
    expect(err).toContain('E_RUN_DECLINED');
  });

  test('is not asked with --yes', async () => {
    const { screen, ran } = sitting('', ['--yes']);
    expect((await ran).exit).toBe(0);
    expect(screen.raw()).not.toContain('[y/N]');
  });
});
