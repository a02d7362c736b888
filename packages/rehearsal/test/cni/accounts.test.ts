import { translator } from '@flatnet-maint/core';
import { expect, test } from 'vitest';
import { pingAccount } from '../../src/cni/ping-account.ts';
import { chooseScenes, pairLive, type SeenCni } from '../../src/index.ts';
import { texts } from '../../src/texts.ts';

const answer = (seq: number, at: number) =>
  `[${at.toFixed(6)}] 64 bytes from 10.87.1.2: icmp_seq=${seq} ttl=64 time=0.097 ms`;
const pings = (sent: number, ...answers: string[]) =>
  [
    'PING 10.87.1.2',
    ...answers,
    '',
    '--- 10.87.1.2 ping statistics ---',
    `${sent} packets transmitted, 0 received`,
  ].join('\n');

test('a ping is lost when it was sent and not answered, but for the last one, which may be on its way', () => {
  const first = [answer(1, 1.0), answer(2, 1.1)];
  expect(pingAccount(pings(2, ...first))).toEqual({ sent: 2, lost: 0, maxGapMs: 100 });
  expect(pingAccount(pings(3, ...first))).toEqual({ sent: 3, lost: 0, maxGapMs: 100 });
  expect(pingAccount(pings(4, ...first))).toEqual({ sent: 4, lost: 1, maxGapMs: 100 });
  expect(pingAccount(pings(5, ...first, answer(5, 1.4)))).toEqual({ sent: 5, lost: 2, maxGapMs: 300 });
  expect(pingAccount(pings(2, answer(1, 1.0), answer(1, 1.01)))).toMatchObject({ lost: 0 });
});

test('pings that told no number of their own are no account', () => {
  expect(() => pingAccount('ping: 10.87.1.2: no route')).toThrow('no route');
});

test('words choose components and scenes, and none is all that is shown', () => {
  const names = (...words: string[]) => {
    const chosen = chooseScenes(words);
    if ('unknown' in chosen) return chosen.unknown;
    return Object.entries(chosen).flatMap(([component, scenes]) => scenes.map(({ name }) => `${component} ${name}`));
  };
  const all = ['gateway good-upgrade', 'cni good-upgrade', 'monitoring good-upgrade', 'nebula good-upgrade'];
  expect(names('good-upgrade')).toEqual(all);
  expect(names('cni', 'good-upgrade')).toEqual(['cni good-upgrade']);
  expect(names('cni')).toContain('cni bad-plugin-add-fails');
  expect(names('cni').join(' ')).not.toContain('gateway');
  const each = ['gateway', 'cni', 'monitoring', 'nebula'].map((component) => names(component).length);
  expect(each.reduce((sum, one) => sum + one, 0)).toBe(names().length);
  expect(names('cni', 'bad-build-lua-dead')).toEqual(['bad-build-lua-dead']);
  expect(names('ftp')).toEqual(['ftp']);
  expect(chooseScenes(['cni', 'x'])).toMatchObject({ known: expect.arrayContaining(['gateway', 'good-upgrade']) });
});

const file = (sha256: string) => ({ sha256, mode: '755', owner: '0:0' });
const pairs = [
  { version: '0.1.0', plugin: 'a', conflist: 'l' },
  { version: '0.2.0', plugin: 'b', conflist: 'm' },
];
const seen: SeenCni = {
  plugin: file('a'),
  conflist: { ...file('l'), mode: '644' },
  beside: [],
  containers: [],
  generations: [],
  verified: 'yes',
  leftovers: [],
};

test('a pair is live only as a whole: both files, their rights, and a container that comes up', () => {
  expect(pairLive(seen, pairs)).toEqual({ version: '0.1.0', why: [] });
  expect(pairLive({ ...seen, conflist: { ...file('m'), mode: '644' } }, pairs).version).toBe('mixed');
  expect(pairLive({ ...seen, plugin: null }, pairs).version).toBe('mixed');
  expect(pairLive({ ...seen, plugin: { ...file('a'), mode: '600' } }, pairs).version).toBe('mixed');
  expect(pairLive({ ...seen, verified: '125: no' }, pairs).version).toBe('mixed');
});

test('what the checker finds of the plugin can be read in Japanese, though it shares no code with the product', () => {
  const wrong = { ...seen, plugin: { ...file('x'), mode: '600' }, conflist: file('m'), verified: '125: no' };
  const { why } = pairLive(wrong, pairs);
  expect(why).toHaveLength(4);
  const ja = translator([texts], 'ja');
  const leftovers = [
    'trial container flatnet-trial-x (exited)',
    'address 10.87.1.9 of 0123456789ab, which is no container',
    'network namespace netns-1',
    'half made /opt/cni/bin/.flatnet.new',
    'process 7 of a run: podman run',
    'process 7 of a plugin: /opt/cni/bin/flatnet',
    'podman ps says Error: no',
  ];
  for (const one of [...why, ...leftovers]) expect(ja(one), one).toMatch(/[ぁ-んァ-ヶ一-龠]/);
});
