import type { Component, Found, Json } from '@flatnet-maint/core';
import { memoryHosts } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { findComponents } from '../../src/first-contact/find-components.ts';
import { nextCommand } from '../../src/first-contact/next-command.ts';
import { candidate, found, home, remark, tree } from '../support/found.ts';
import { toy } from '../support/toy.ts';

const other = '/opt/other';
const unsure = (path = other) => candidate({ path, sure: false, running: false });

/** What is made of what a component says, with what was typed and what the site file means. */
async function judged(seen: Found, { use = [] as string[], meant = {} } = {}) {
  const hosts = memoryHosts({ profile: 'posix' });
  hosts.world.folder(home);
  hosts.world.link('/srv/link', home);
  const component: Component<never, Json> = { ...toy, id: 'gateway', find: async () => seen };
  const [one] = await findComponents([toy, component], (limit) => hosts.view('local', limit), { use, meant });
  return one === undefined ? null : [one.state, one.chosen, one.problem?.code ?? null];
}

describe('a component is', () => {
  test('found when exactly one thing is certainly it, whatever else may be', async () => {
    expect(await judged(found([candidate()]))).toEqual(['found', home, null]);
    expect(await judged(found([candidate(), unsure()], { rights: ['/root'] }))).toEqual(['found', home, null]);
  });
  test('unsure when several are certain, or none is', async () => {
    expect(await judged(found([candidate(), candidate({ path: other })]))).toEqual(['unsure', null, null]);
    expect(await judged(found([candidate(), candidate({ path: other })], { rights: ['/root'] }))).toEqual([
      'unsure',
      null,
      null,
    ]);
    expect(await judged(found([unsure()]))).toEqual(['unsure', null, null]);
  });
  test('a matter of rights when nothing is certain and not all could be seen', async () => {
    expect(await judged(found([unsure()], { rights: ['/root'] }))).toEqual(['rights', null, null]);
    expect(await judged(found([], { rights: ['/root'] }))).toEqual(['rights', null, null]);
  });
  test('absent when all was seen and nothing is it', async () => {
    expect(await judged(found([]))).toEqual(['absent', null, null]);
  });
});

describe('what was chosen', () => {
  const two = found([
    candidate(),
    candidate({ path: other, trees: [tree({ path: '/opt/other-old', role: 'aside' })] }),
  ]);
  test.each([
    [home, home],
    [`${home}/`, home],
    ['/srv/link', home],
    [other, other],
    ['/opt/other-old', other],
  ])('%s is the candidate %s', async (path, chosen) => {
    expect(await judged(two, { use: [path] })).toEqual(['found', chosen, null]);
  });
  test('may be what is not certain', async () => {
    expect(await judged(found([candidate(), unsure()]), { use: [other] })).toEqual(['found', other, null]);
  });
  test('decides nothing when it is two things', async () => {
    expect(await judged(two, { use: [home, other] })).toEqual(['unsure', null, null]);
  });
  test('is a slip when it is nothing, unless it could not be seen', async () => {
    await expect(judged(two, { use: ['/nowhere'] })).rejects.toMatchObject({ code: 'E_USE_NOTHING', exit: 2 });
    const hidden = found([], { rights: ['/root'] });
    await expect(judged(hidden, { use: ["/a b's"] })).rejects.toMatchObject({
      code: 'E_USE_NOTHING',
      exit: 3,
      next: "sudo flatnet-maint init --use '/a b'\\''s'",
    });
  });
  test('goes before what the site file means, which goes before what is certain', async () => {
    expect(await judged(two, { meant: { gateway: other } })).toEqual(['found', other, null]);
    expect(await judged(two, { meant: { gateway: other }, use: [home] })).toEqual(['found', home, null]);
    expect(await judged(two, { meant: { gateway: '/gone' } })).toEqual(['unsure', null, null]);
  });
});

describe('a component that does not answer', () => {
  const ask = async (find: Component<never, Json>['find'], limit = 8_000) => {
    const hosts = memoryHosts({ profile: 'posix' });
    const silent = { ...toy, id: 'silent', find } as Component<never, Json>;
    const well = { ...toy, id: 'gateway', find: async () => found([candidate()]) };
    return findComponents([silent, well], (ms) => hosts.view('local', ms), { use: ['/x'], meant: {} }, limit);
  };
  test('is said, and hides no other', async () => {
    expect(await ask(() => Promise.reject(new Error('broken')))).toMatchObject([
      { id: 'silent', state: 'unsure', found: null, problem: { message: 'broken' } },
      { id: 'gateway', state: 'found', chosen: home },
    ]);
  });
  test('within its limit is not waited for', async () => {
    expect(await ask(() => new Promise(() => {}), 10)).toMatchObject([
      { id: 'silent', state: 'unsure', problem: { code: 'E_FIND_LIMIT' } },
      { id: 'gateway', state: 'found' },
    ]);
  });
});

describe('the next command', () => {
  const old = '/srv/flatnet/openresty-old';
  const dead = { running: false, trees: [tree({ role: 'home' })] };
  test.each([
    ['what serves', candidate(), 'flatnet-maint adopt gateway'],
    [
      'what serves from a renamed folder',
      candidate({ remarks: [remark('serves-elsewhere')], best: { tree: old, why: '' } }),
      `flatnet-maint adopt gateway --tree ${old}`,
    ],
    [
      'what serves through a link',
      candidate({ trees: [tree({ path: '/srv/g/1' })], best: { tree: '/srv/g/1', why: '' } }),
      'flatnet-maint adopt gateway',
    ],
    ['what would serve', candidate(dead), 'flatnet-maint adopt gateway --start'],
    [
      'what would serve through a link',
      candidate({ ...dead, trees: [tree({ path: '/srv/g/1', role: 'home' })], best: { tree: '/srv/g/1', why: '' } }),
      'flatnet-maint adopt gateway --start',
    ],
    [
      'another tree',
      candidate({ ...dead, best: { tree: `${old} 2`, why: '' } }),
      `flatnet-maint adopt gateway --tree '${old} 2' --start`,
    ],
    ['nothing that can be started', candidate({ ...dead, best: null }), 'flatnet-maint evidence gateway'],
    ['what serves and cannot be kept', candidate({ best: null }), 'flatnet-maint status'],
    [
      'what must wait for another',
      candidate({ ...dead, remarks: [remark('address-absent', 'Start Nebula.')] }),
      'Start Nebula.',
    ],
  ])('for %s', (_what, one, line) => {
    expect(nextCommand('gateway', one)).toBe(line);
  });
  test('names the site file where it must be told', () => {
    expect(nextCommand('gateway', candidate(dead), { more: ' --site /a' })).toBe(
      'flatnet-maint adopt gateway --start --site /a',
    );
  });
});
