import { describe, expect, test } from 'vitest';
import { components } from '../src/components.ts';
import { cli, fakeHouse, proposal } from './support/fake-world.ts';

describe('a command line that is not understood', () => {
  test.each([
    ['', 'Name a command.'],
    ['upgrad gateway --to 1', 'There is no such command. Did you mean upgrade?'],
    ['upgrade gateway', 'Missing required argument: to.'],
    ['upgrade gateway --to', 'Not enough arguments following: to.'],
    ['upgrade gateway --to=', 'to is empty.'],
    ['upgrade gateway --to 1 --to 2', 'to was given twice.'],
    ['upgrade gateway --to 1 --frob', 'Unknown argument: frob.'],
    ['upgrade', 'A word is missing: upgrade <component>.'],
    ['plan', 'Name what to plan'],
    ['plan upgrade', 'A word is missing: upgrade <component>.'],
    ['status extra', 'Unknown argument: extra.'],
    ['upgrade gateway --to 1 --soak 5', '--soak takes a duration such as 500ms'],
    ['upgrade gateway --to 1 --confirm-within soon', '--confirm-within takes a duration'],
    ['upgrade gateway --to 1 --confirm-within 0m', 'leaves nobody any time to confirm'],
    ['upgrade gateway --to 1 --accept E_X', '--accept without --reason.'],
    ['upgrade gateway --to 1 --reason why', '--reason without --accept.'],
    ['rollback gateway --emergency --to 1', '--emergency takes the way'],
    ['upgrade dns --to 1', `There is no component "dns"; known: ${components.join(', ')}.`],
    ['dashboards', 'Say what to do with dashboards'],
    ['dashboards import', 'A word is missing: import <files..>.'],
    ['dashboards compare x.json --to y', 'Unknown argument: to.'],
    ['verify dns', `known: ${components.join(', ')}.`],
    // An option that a command would not look at is not taken in silence.
    ['status --accept E_X --reason why', 'Unknown arguments: accept, reason.'],
    ['plan upgrade gateway --to 1 --detach', 'Unknown argument: detach.'],
    ['rollback gateway --emergency --confirm-within 2m', '--emergency'],
    ['rollback gateway --emergency --detach', '--emergency'],
  ])('%j is refused with code 2', async (line, said) => {
    const ran = await cli(line.split(' ').filter(Boolean));
    expect(ran).toMatchObject({ exit: 2, out: '' });
    expect(ran.err).toContain(said);
    expect(ran.err.trim().split('\n')).toHaveLength(3);
  });

  test('is answered in three lines: what happened, what is true now, what to type', async () => {
    expect((await cli(['plan', 'upgrade', 'gateway'])).err).toMatchInlineSnapshot(`
      "E_USAGE: Missing required argument: to.
      Now:  Nothing was started.
      Next: See flatnet-maint plan upgrade --help
      "
    `);
  });

  test('is one JSON document with --json', async () => {
    const ran = await cli(['upgrade', '--json', 'gateway']);
    expect(JSON.parse(ran.out)).toEqual({
      error: {
        code: 'E_USAGE',
        message: 'Missing required argument: to. Nothing was started.',
        next: 'See flatnet-maint upgrade --help',
      },
      exit: 2,
    });
    expect(ran.err).toBe('');
  });
});

test('help names every command but the one that only the service manager types', async () => {
  const { out, exit } = await cli(['--help']);
  expect(exit).toBe(0);
  for (const word of ['status', 'plan', 'upgrade', 'verify', 'backup', 'snapshots', 'rollback', 'resume', 'rehearse']) {
    expect(out).toContain(`flatnet-maint ${word}`);
  }
  expect(out).not.toContain('deadman');
});

test('the options reach the house: paths absolute, versions as text, lengths in milliseconds', async () => {
  const asked: unknown[] = [];
  const line =
    'plan upgrade gateway --to 1.30 --site a.yaml --state s --soak 2s --confirm-within 2m --accept A --accept B --reason why';
  await cli(line.split(' '), {
    world: {
      openHouse(options) {
        asked.push(options);
        return fakeHouse({
          async planUpgrade(...how) {
            asked.push(how);
            return proposal;
          },
        });
      },
    },
  });
  const tool = { version: '9.9.9', node: '/node', cli: '/cli' };
  expect(asked).toEqual([
    { site: '/work-folder/a.yaml', state: '/work-folder/s', tool },
    [
      'gateway',
      {
        to: '1.30',
        soak: 2_000,
        confirmWithin: 120_000,
        restarts: false,
        onFetch: expect.any(Function),
        accepted: [
          { id: 'A', reason: 'why' },
          { id: 'B', reason: 'why' },
        ],
      },
    ],
  ]);
});

test('the state folder is a fixed place of the host, or what the environment says', async () => {
  const states: string[] = [];
  const openHouse = ({ state }: { state: string }) => {
    states.push(state);
    throw new Error('seen enough');
  };
  await cli(['runs'], { world: { openHouse } });
  await cli(['runs'], { world: { openHouse, env: { FLATNET_MAINT_STATE: '/srv/state' } } });
  expect(states).toEqual(['/var/lib/flatnet-maint', '/srv/state']);
});
