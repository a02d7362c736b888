import type { House, SilenceRow } from 'flatnet';
import { describe, expect, test } from 'vitest';
import { cli } from './support/fake-world.ts';

const row = (id: string, more: Partial<SilenceRow> = {}): SilenceRow => ({
  id,
  state: 'active',
  whose: 'hand',
  by: 'mika',
  comment: 'cabling',
  matchers: ['component="gateway"', 'alertname=~"Flatnet.+"'],
  until: '2026-01-02T03:34:05.000Z',
  ...more,
});

test('the list says of each whose it is, until when, and what it hides', async () => {
  const rows = [
    row('aa11', { whose: 'run', by: '20260102-030405-abcdef', comment: 'upgrade\nof it' }),
    row('bb22', { state: 'pending' }),
    row('cc33', { whose: 'foreign', by: 'grafana', matchers: ['job="node"'] }),
  ];
  const house = { silences: async () => rows };
  expect((await cli(['silence'], { house })).out).toMatchInlineSnapshot(`
    "aa11  run 20260102-030405-abcdef  until 2026-01-02T03:34:05.000Z         component="gateway", alertname=~"Flatnet.+"  upgrade of it
    bb22  by hand: mika               waits; until 2026-01-02T03:34:05.000Z  component="gateway", alertname=~"Flatnet.+"  cabling
    cc33  not ours: grafana           until 2026-01-02T03:34:05.000Z         job="node"                                   cabling
    "
  `);
  expect(JSON.parse((await cli(['silence', '--json'], { house })).out)).toEqual(rows);
  expect((await cli(['silence'], { house: { silences: async () => [] } })).out).toBe('Nothing is silenced.\n');
});

describe('adding one by hand', () => {
  const adding = async (line: readonly string[], env: Record<string, string> = { USER: 'mika' }) => {
    const asked: unknown[] = [];
    const addSilence: House['addSilence'] = async (...how) => {
      asked.push(how);
      return row('aa11');
    };
    return { ...(await cli(['silence', 'add', ...line], { house: { addSilence }, world: { env } })), asked };
  };

  test('lasts half an hour unless it is said, and bears the name of who types it', async () => {
    const { exit, asked, out } = await adding(['gateway', '--reason', 'cabling']);
    expect(exit).toBe(0);
    expect(out).toContain('until 2026-01-02T03:34:05.000Z');
    expect(asked).toEqual([['gateway', { lasts: 1_800_000, reason: 'cabling', by: 'mika' }]]);
    const sudo = await adding(['cni', '--for', '2h', '--reason', 'x'], { USER: 'root', SUDO_USER: 'mika' });
    expect(sudo.asked).toEqual([['cni', { lasts: 7_200_000, reason: 'x', by: 'mika' }]]);
  });

  test.each([
    ['no reason', ['gateway']],
    ['no component', ['--reason', 'x']],
    ['a component that is none', ['dns', '--reason', 'x']],
    ['a bare number', ['gateway', '--reason', 'x', '--for', '30']],
  ])('with %s is refused, and nobody is asked', async (_, line) => {
    const { exit, asked } = await adding(line);
    expect(exit).toBe(2);
    expect(asked).toEqual([]);
  });
});

describe('ending', () => {
  const ending = async (...line: string[]) => {
    const asked: unknown[] = [];
    const endSilences: House['endSilences'] = async (which) => {
      asked.push(which);
      return [row('aa11')];
    };
    const world = { env: { USER: 'mika' } };
    return { ...(await cli(['silence', 'end', ...line], { house: { endSilences }, world })), asked };
  };

  test('is of one by its id, or of all that this user added', async () => {
    expect(await ending('aa11')).toMatchObject({ exit: 0, out: 'Ended: aa11\n', asked: [{ id: 'aa11' }] });
    expect(await ending('--mine')).toMatchObject({ exit: 0, asked: [{ mine: 'mika' }] });
  });

  test('of both or of neither is refused', async () => {
    expect(await ending()).toMatchObject({ exit: 2, asked: [] });
    expect(await ending('aa11', '--mine')).toMatchObject({ exit: 2, asked: [] });
  });
});
