import { MaintError } from '@flatnet-maint/core';
import { type House, components as known, type StatusReport } from 'flatnet';
import { describe, expect, test } from 'vitest';
import { components } from '../src/components.ts';
import { cli, proposal, report } from './support/fake-world.ts';

/* Which component is meant, where a site file speaks of more than one. */

test('the command line names the components of the library, without loading it for a usage line', () => {
  expect(components).toEqual(known.map(({ id }) => id));
});

/** What the library was asked about, whatever the command. */
function house(there: readonly string[], asked: unknown[] = []): Partial<House> {
  const planned = async (id: string) => {
    asked.push(id);
    return proposal;
  };
  return {
    components: async () => there,
    planAdopt: planned,
    planBackup: planned,
    planVerify: planned,
    planPrune: async (id) => ({ ...(await planned(id)), retention: { generations: 1, days: 1 }, rows: [] }),
    settle: async () => null,
    apply: async () => report('committed'),
    snapshots: async (id) => {
      asked.push(id);
      return [];
    },
    verifySnapshots: async (id) => {
      asked.push(id);
      return [];
    },
    releases: async (id) => {
      asked.push(id);
      return [];
    },
    evidence: async ({ component }) => {
      asked.push(component);
      return { file: '/a', checksums: '/a.sha256', bytes: 1, sha256: 'a', pieces: 1, masked: 0, absent: [] };
    },
  };
}

describe.each(['adopt', 'backup', 'verify', 'snapshots prune'])('%s without a component', (line) => {
  const types = (there: readonly string[], asked: unknown[] = [], ...more: string[]) =>
    cli([...line.split(' '), '--yes', ...more], { house: house(there, asked) });

  test('means the only one that the site file speaks of', async () => {
    const asked: unknown[] = [];
    expect((await types(['cni'], asked)).exit).toBe(0);
    expect(asked).toEqual(['cni']);
  });

  test('is refused where there are several, which are named, and nothing is begun', async () => {
    const asked: unknown[] = [];
    const ran = await types(['gateway', 'cni'], asked);
    expect(ran).toMatchObject({ exit: 2, out: '' });
    expect(ran.err).toBe(
      'E_COMPONENT_CHOOSE: The site file speaks of several components: gateway, cni; which one is meant was not said.\n' +
        'Now:  Nothing was started.\nNext: Name one of: gateway, cni.\n',
    );
    expect((await types(['gateway', 'cni'], asked, 'gateway')).exit).toBe(0);
    expect(asked).toEqual(['gateway']);
  });

  test('is refused where there is none', async () => {
    expect(await types([])).toMatchObject({ exit: 2, err: expect.stringContaining('E_COMPONENT_NONE') });
  });

  test('says what is wrong with the site file', async () => {
    const absent = () => Promise.reject(new MaintError('E_SITE_ABSENT', 'There is none.', 'Write one.', { exit: 2 }));
    const ran = await cli([...line.split(' '), '--yes'], { house: { ...house([]), components: absent } });
    expect(ran).toMatchObject({ exit: 2, err: expect.stringContaining('E_SITE_ABSENT') });
  });
});

test.each(['snapshots', 'snapshots verify', 'releases', 'evidence'])(
  '%s without a component looks at all of them, also where no site file says which',
  async (line) => {
    const asked: unknown[] = [];
    const { components: _, ...rest } = house([], asked);
    const unread = () => expect.fail('the site file is not asked');
    expect((await cli(line.split(' '), { house: { ...rest, components: unread } })).exit).toBe(0);
    expect(asked.map((one) => one ?? 'all')).toEqual(['all']);
  },
);

test.each([
  'upgrade --to 1',
  'rollback',
  'rollback --emergency',
  'plan upgrade --to 1',
  'plan rollback',
  'config --from x',
  'plan config --from x',
  'plan adopt',
  'fetch',
  'releases add',
  'snapshots protect --reason x',
  'snapshots unprotect',
  'snapshots export --to x',
])('%s wants its component named, however many there are', async (line) => {
  const ran = await cli(line.split(' '), { house: { components: async () => ['gateway'] } });
  expect(ran).toMatchObject({ exit: 2, err: expect.stringContaining('E_USAGE: A word is missing: ') });
});

describe('what is to be typed when a journal does not tell whose run it is', () => {
  const damaged = {
    ...{ run: 'r1', command: 'unknown', component: 'unknown', from: null, to: null, outcome: 'damaged' as const },
    ...{ damage: 'line 1 is cut', open: true, owner: null, startedAt: '', endedAt: null },
  };
  const component = (id: string): StatusReport['components'][number] => ({
    ...{ id, version: '1', generation: null, healthy: true, probes: [], problem: null, damaged: [], remarks: [] },
    ...{ drift: null, found: null, next: null },
  });
  const told = async (...ids: readonly string[]) => {
    const status = { site: '/f.yaml', siteProblem: null, open: damaged, last: null, found: null };
    const seen = async () => ({ ...status, components: ids.map(component) });
    return /next: (.*--emergency)/.exec((await cli(['status'], { house: { status: seen } })).out)?.[1];
  };

  test('is the only component there is, or a word for it', async () => {
    expect(await told('cni')).toBe('flatnet-maint rollback cni --emergency');
    expect(await told('gateway', 'cni')).toBe('flatnet-maint rollback COMPONENT --emergency');
  });
});

describe('what install-self says to type at night', () => {
  const made = {
    ...{ version: '1', how: 'made' as const, folder: '/s/tool', node: '/n', cli: '/c' },
    ...{ launcher: '/s/bin/flatnet-maint', removed: [] },
  };
  const lines = async (of: House['components']) => {
    const { out } = await cli(['install-self'], { house: { installSelf: async () => made, components: of } });
    return out.split('\n').flatMap((line) => /^ {2}\S+ rollback (\S+) --emergency$/.exec(line)?.[1] ?? []);
  };

  test('is a line for each component of the site file; without one that can be read, for each that may be there', async () => {
    expect(await lines(async () => ['gateway', 'cni'])).toEqual(['gateway', 'cni']);
    expect(await lines(async () => ['cni'])).toEqual(['cni']);
    expect(await lines(() => Promise.reject(new MaintError('E_SITE_ABSENT', 'None.', 'Write.')))).toEqual([
      ...components,
    ]);
  });
});

test.each(['upgrade', 'plan upgrade'])(
  '%s asks for restarts where they were asked for, and only then',
  async (line) => {
    const asked: unknown[] = [];
    const planUpgrade: House['planUpgrade'] = async (_, { restarts }) => {
      asked.push(restarts);
      return proposal;
    };
    const words = [...line.split(' '), 'gateway', '--to', '1', '--yes'];
    const own = { planUpgrade, apply: async () => report('committed') };
    await cli([...words, '--restart-containers'], { house: own });
    await cli(words, { house: own });
    expect(asked).toEqual([true, false]);
  },
);

test('a rollback starts nothing anew', async () => {
  expect(await cli(['rollback', 'gateway', '--restart-containers'])).toMatchObject({
    exit: 2,
    err: expect.stringContaining('Unknown argument: restart-containers.'),
  });
});

test('the name of a component is no slip for a command below one', async () => {
  const asked: unknown[] = [];
  for (const id of components) await cli(['releases', id], { house: house(components, asked) });
  expect(asked).toEqual([...components]);
});
