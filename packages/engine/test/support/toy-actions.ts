import type { Action, AnyAction, AnyInquiry, Checked, HostView, Inquiry, Kept } from '@flatnet-maint/core';

/* Seven small verbs that between them have everything a real one has: a state between two calls, kept content, a
   service that takes its time, a thing that the world names. */

type Was = { readonly mode: number; readonly kept: { readonly [Field in keyof Kept]: Kept[Field] } } | null;

const textOf = async (host: HostView, path: string): Promise<string | null> =>
  (await host.files.stat(path)) === null ? null : host.files.text(path);

/** One value in a file. */
const set: Action<{ path: string; to: string }, { was: Was; text: string | null }> = {
  name: 'set@1',
  touches: ({ path }) => [{ kind: 'path', name: path, access: 'writes' }],
  async capture({ path }, host, keep) {
    const stat = await host.files.stat(path);
    if (stat === null) return { was: null, text: null };
    const text = await host.files.text(path);
    return { was: { mode: stat.mode, kept: await keep.bytes(path, text) }, text };
  },
  async do({ path, to }, { was }, host) {
    await host.files.write(path, to, { mode: was?.mode ?? 0o644 });
  },
  async undo({ path }, { was, text }, host) {
    if (was === null || text === null) await host.files.remove(path);
    else await host.files.write(path, text, { mode: was.mode });
  },
  async check({ path, to }, { text }, host) {
    const now = await textOf(host, path);
    if (now === to) return 'done';
    return now === text ? 'undone' : 'foreign';
  },
};

/** Two values that belong together: between the two calls the world is neither old nor new. */
const pair: Action<{ paths: readonly [string, string]; to: string }, { was: readonly [string, string] }> = {
  name: 'pair@1',
  touches: ({ paths }) => paths.map((name) => ({ kind: 'path' as const, name, access: 'writes' as const })),
  async capture({ paths }, host) {
    return { was: [await host.files.text(paths[0]), await host.files.text(paths[1])] };
  },
  async do({ paths, to }, _saved, host) {
    for (const path of paths) await host.files.write(path, to, { mode: 0o644 });
  },
  async undo({ paths }, { was }, host) {
    for (const [index, path] of paths.entries()) await host.files.write(path, was[index as 0 | 1], { mode: 0o644 });
  },
  async check({ paths, to }, { was }, host) {
    const now = [await textOf(host, paths[0]), await textOf(host, paths[1])];
    if (now.every((text) => text === to)) return 'done';
    return now.every((text, index) => text === was[index]) ? 'undone' : 'partly';
  },
};

/** A tree beside the live one. */
const lay: Action<{ path: string; build: string }, null> = {
  name: 'lay@1',
  touches: ({ path }) => [{ kind: 'path', name: path, access: 'writes' }],
  capture: async () => null,
  async do({ path, build }, _saved, host) {
    await host.files.makeFolder(path);
    await host.files.write(`${path}/build`, build, { mode: 0o755 });
  },
  undo: ({ path }, _saved, host) => host.files.remove(path),
  async check({ path, build }, _saved, host) {
    if ((await host.files.stat(path)) === null) return 'undone';
    return (await textOf(host, `${path}/build`)) === build ? 'done' : 'partly';
  },
};

const point: Action<{ path: string; to: string }, { was: string }> = {
  name: 'point@1',
  touches: ({ path }) => [{ kind: 'path', name: path, access: 'writes' }],
  async capture({ path }, host) {
    return { was: (await host.files.stat(path))?.to ?? '' };
  },
  do: ({ path, to }, _saved, host) => host.files.point(path, to),
  undo: ({ path }, { was }, host) => host.files.point(path, was),
  async check({ path, to }, { was }, host) {
    const now = (await host.files.stat(path))?.to;
    if (now === to) return 'done';
    return now === was ? 'undone' : 'foreign';
  },
};

const service = (name: string, wanted: 'running' | 'stopped'): Action<{ service: string }, null> => ({
  name,
  touches: (args) => [{ kind: 'service', name: args.service, access: 'writes' }],
  capture: async () => null,
  do: (args, _saved, host) => host.services[wanted === 'running' ? 'start' : 'stop'](args.service),
  undo: (args, _saved, host) => host.services[wanted === 'running' ? 'stop' : 'start'](args.service),
  async check(args, _saved, host): Promise<Checked> {
    const { state } = await host.services.status(args.service);
    if (state === wanted) return 'done';
    return state === 'running' || state === 'stopped' ? 'undone' : 'partly';
  },
});

/** A thing that somebody else keeps under a name of ours: a silence, a container. Made twice it is there twice. */
const ensure: Action<{ url: string }, null> = {
  name: 'ensure@1',
  touches: ({ url }) => [{ kind: 'url', name: url, access: 'writes' }],
  capture: async () => null,
  async do({ url }, _saved, host) {
    if ((await host.http.get(url)).body === '0') await host.http.send(url, { method: 'POST' });
  },
  async renew({ url }, _saved, host) {
    if ((await host.http.get(url)).body === '0') await host.http.send(url, { method: 'POST' });
  },
  async undo({ url }, _saved, host) {
    await host.http.send(url, { method: 'DELETE' });
  },
  async check({ url }, _saved, host) {
    const { body } = await host.http.get(url);
    if (body === '0') return 'undone';
    return body === '1' ? 'done' : 'foreign';
  },
};

const copy: Action<{ from: string; to: string }, null> = {
  name: 'copy@1',
  touches: ({ to }) => [{ kind: 'path', name: to, access: 'writes' }],
  capture: async () => null,
  async do({ from, to }, _saved, host) {
    await host.files.remove(to);
    await host.files.copy(from, to);
  },
  async check({ from, to }, _saved, host) {
    return (await textOf(host, to)) === (await textOf(host, from)) ? 'done' : 'partly';
  },
};

const remove: Action<{ path: string }, null> = {
  name: 'remove@1',
  touches: ({ path }) => [{ kind: 'path', name: path, access: 'writes' }],
  capture: async () => null,
  do: ({ path }, _saved, host) => host.files.remove(path),
  async check({ path }, _saved, host) {
    return (await host.files.stat(path)) === null ? 'done' : 'partly';
  },
};

const broken: Action<null, null> = {
  name: 'broken@1',
  touches: () => [],
  capture: async () => null,
  async do() {
    throw new Error('it cannot be done');
  },
  async undo() {},
  check: async () => 'undone',
};

export const toyActions: readonly AnyAction[] = [
  set,
  pair,
  lay,
  point,
  service('stop@1', 'stopped'),
  service('start@1', 'running'),
  ensure,
  copy,
  remove,
  broken,
];

const serves: Inquiry<{ url: string; is: string }> = {
  name: 'serves',
  async ask({ url, is }, host) {
    const { body } = await host.http.get(url);
    return { ok: body === is, value: body, detail: `it says ${body}` };
  },
};

/** What the site holds, for comparing with before. */
const holds: Inquiry<{ folder: string }> = {
  name: 'holds',
  async ask({ folder }, host) {
    const names = await host.files.list(folder);
    return { ok: true, value: [...names], detail: names.join(' ') };
  },
};

const reads: Inquiry<{ path: string; is: string }> = {
  name: 'reads',
  async ask({ path, is }, host) {
    const text = await host.files.text(path);
    return { ok: text === is, value: text, detail: `it reads ${text}` };
  },
};

export const toyInquiries: readonly AnyInquiry[] = [serves, holds, reads];
