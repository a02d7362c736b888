import * as actions from '@flatnet-maint/actions';
import {
  type Action,
  catalogue,
  defineComponent,
  type Generation,
  gate,
  type Inquiry,
  question,
  sha256,
  step,
} from '@flatnet-maint/core';
import * as engine from '@flatnet-maint/engine';
import * as flatnet from 'flatnet';
import type { ComponentPlay, SpecParts } from '../src/index.ts';

/* A sign: one file that people read, its kept versions, and a lamp that is tried before anyone relies on it. */

export const parts: SpecParts = { engine, flatnet, actions };

export type SignSite = { readonly file: string; readonly generations: string };
export type SignFacts = SignSite & { readonly host: string; readonly words: string; readonly sha256: string };
type Laid = { readonly from: string; readonly into: string; readonly drain: number };

const lay: Action<Laid, null> = {
  name: 'sign-lay@1',
  touches: ({ into }) => [{ kind: 'path', name: into, access: 'writes' }],
  ...actions.freshTree(async ({ from }, partial, host) => {
    await host.files.makeFolder(partial);
    await host.files.copy(from, `${partial}/sign`);
  }),
};

/** What hangs there now is kept for good, under the name of what it says. */
const keep: Action<{ readonly from: string; readonly into: string }, null> = {
  name: 'sign-keep@1',
  touches: ({ from, into }) => [
    { kind: 'path', name: from, access: 'reads' },
    { kind: 'path', name: into, access: 'writes' },
  ],
  capture: async () => null,
  async do({ from, into }, _saved, host) {
    if ((await host.files.stat(`${into}/sign`)) !== null) return;
    await host.files.makeFolder(into);
    await host.files.copy(from, `${into}/sign`);
  },
  check: async ({ into }, _saved, host) => ((await host.files.stat(`${into}/sign`)) === null ? 'undone' : 'done'),
};

const tryLamp: Action<{ readonly lamp: string }, null> = {
  name: 'sign-try-lamp@1',
  touches: () => [],
  capture: async () => null,
  do: async ({ lamp }, _saved, host) => void (await host.run(['lamp', 'on', lamp])),
  undo: async ({ lamp }, _saved, host) => void (await host.run(['lamp', 'off', lamp])),
  check: async ({ lamp }, _saved, host) => ((await host.query(['lamp', 'is', lamp])).code === 0 ? 'done' : 'undone'),
};

/** Whatever lamp an interrupted run left lit. */
const dark: Action<null, null> = {
  name: 'sign-dark@1',
  touches: () => [],
  capture: async () => null,
  do: async (_args, _saved, host) => void (await host.run(['lamp', 'all-off'])),
  check: async (_args, _saved, host) => ((await host.query(['lamp', 'any'])).code === 0 ? 'undone' : 'done'),
};

const says: Inquiry<{ readonly file: string; readonly words: string }> = {
  name: 'sign-says@1',
  async ask({ file, words }, host) {
    const now = await host.files.text(file);
    return { ok: now === words, value: now, detail: now };
  },
};

const generation = (facts: SignFacts, words: string, digest: string): Generation => ({
  id: words,
  component: 'sign',
  version: words,
  tree: `${facts.generations}/${words}`,
  digest,
  made: '',
  parts: { sha256: digest },
});
const live = (facts: SignFacts) => generation(facts, facts.words, facts.sha256);
const source = ({ tree, parts: { sha256: digest } }: { tree: string; parts: { sha256: string } }) => ({
  ...{ from: `${tree}/sign`, sha256: digest, mode: 0o644, uid: 0, gid: 0 },
});

/** Each replacement is a step; the gate sees that the new words are there. */
const replaced = (facts: SignFacts, to: Generation, id: string) => [
  step(actions.replaceFile, {
    id: `sign.${id}`,
    title: `hang ${to.version}`,
    host: facts.host,
    args: { path: facts.file, ...source(to as never), back: source(live(facts) as never) },
    do: 5_000,
    undo: 5_000,
  }),
  gate({
    id: `sign.${id}-says`,
    title: `it says ${to.version}`,
    host: facts.host,
    ask: question(says, { file: facts.file, words: to.version }),
    limit: 2_000,
  }),
];

export const sign = defineComponent<SignSite, SignFacts>({
  id: 'sign',
  after: [],
  actions: [lay, keep, tryLamp, dark],
  inquiries: [says],
  texts: catalogue({}),
  async inspect({ file, generations }, host) {
    const words = await host.files.text(file);
    return { facts: { host: host.id, file, generations, words, sha256: sha256(words) }, readings: null };
  },
  live,
  preflight: () => [],
  way: (facts, to) => ({
    generation: to,
    cutover: [
      ...replaced(facts, to, 'emergency').map((item) =>
        item.kind === 'gate' ? item : { ...item, args: { ...(item.args as object), back: null } },
      ),
      step(dark, {
        id: 'sign.dark',
        title: 'turn off what was being tried',
        host: facts.host,
        args: null,
        do: 5_000,
        undo: 1_000,
        undoes: 'never',
      }),
    ],
    probes: [],
  }),
  backup: (facts) => [
    step(keep, {
      id: 'sign.keep',
      title: `keep ${facts.words}`,
      host: facts.host,
      args: { from: facts.file, into: live(facts).tree },
      do: 5_000,
      undo: 1_000,
      undoes: 'never',
    }),
  ],
  stage(facts, want, run) {
    const to = generation(facts, want.version, want.sha256);
    return {
      to,
      prepare: [
        step(lay, {
          id: 'sign.lay',
          title: `lay ${want.version}`,
          host: facts.host,
          args: { from: want.path, into: to.tree, drain: 0 },
          do: 5_000,
          undo: 5_000,
        }),
        step(actions.recordGeneration, {
          id: 'sign.record',
          title: `record ${to.id}`,
          host: facts.host,
          args: { state: run.state, generation: { ...to } },
          do: 5_000,
          undo: 5_000,
        }),
      ],
    };
  },
  prove: () => [],
  cutover: (facts, to) => ({
    around: [],
    cutover: replaced(facts, to, 'hang'),
    cleanup: [],
    evidence: [],
    expects: { darkMs: 0, notes: [] },
  }),
  verify: (facts, to) => ({
    trial: [
      step(tryLamp, {
        id: 'sign.lamp',
        title: 'try the lamp',
        host: facts.host,
        args: { lamp: `trial-${to.id}` },
        do: 5_000,
        undo: 5_000,
      }),
    ],
    probes: [
      {
        id: 'sign',
        host: facts.host,
        severity: 'outage',
        ask: question(says, { file: facts.file, words: to.version }),
        every: 250,
        passes: 2,
        fails: 2,
      },
    ],
  }),
});

const release = (version: string) => ({
  component: 'sign',
  version,
  path: `/releases/${version}`,
  sha256: sha256(version),
});

export const play: ComponentPlay<SignSite> = {
  world(world) {
    const lit = new Set<string>();
    world.programs.set('lamp', ({ argv: [, what, lamp = ''] }) => {
      if (what === 'on') lit.add(lamp);
      if (what === 'off') lit.delete(lamp);
      if (what === 'all-off') lit.clear();
      if (what === 'any') return { code: lit.size > 0 ? 0 : 1 };
      return { code: what !== 'is' || lit.has(lamp) ? 0 : 1 };
    });
    world.outside = () => [...lit];
    world.file('/srv/sign', '1.0');
    world.file('/releases/2.0', '2.0');
    world.file('/releases/3.0', '3.0');
    return { file: '/srv/sign', generations: '/srv/signs' };
  },
  releases: [release('2.0'), release('3.0')],
  live: (world) => world.text('/srv/sign'),
};
