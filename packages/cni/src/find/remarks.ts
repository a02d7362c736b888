import { type Finding, typed } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import type { Addresses } from './addresses.ts';
import type { Written } from './lists.ts';
import { isReference, type Plugin } from './plugins.ts';
import type { Program } from './programs.ts';
import type { Runs } from './store.ts';

export const remark = (id: string, message: string, next: string): Finding => ({ id, blocks: false, message, next });

export interface Seen {
  readonly plugin: Plugin;
  readonly programs: readonly Program[];
  /** Containers that run on it; null = it cannot be seen. */
  readonly on: readonly Runs[] | null;
  readonly addresses: Addresses;
}

/** What a human should know of one plugin before anything is done. Nothing of it blocks. */
export function remarksOf(seen: Seen): readonly Finding[] {
  return [...ofProgram(seen), ...ofLists(seen.plugin), ...ofCopies(seen), ...ofAddresses(seen)];
}

const homeOf = ({ programs }: Seen): Program | undefined => programs.find(({ role }) => role === 'home');

/** It answers, and its list can be read: a new container would start. */
export const serves = (seen: Seen): boolean =>
  homeOf(seen)?.test.ok === true && seen.plugin.list?.why === null && seen.plugin.list.network !== null;

function ofProgram(seen: Seen): readonly Finding[] {
  const { plugin, on } = seen;
  const { path, type, list, shadowed } = plugin;
  const found: Finding[] = [];
  const home = homeOf(seen);
  if (home === undefined && list !== null)
    found.push(
      remark('plugin-absent', t('remark-plugin-absent', { list: list.path, plugin: path }), t('init-names-it')),
    );
  if (home !== undefined && !home.isExecutable)
    found.push(remark('not-executable', t('not-executable', { path }), ['chmod', '755', typed(path)].join(' ')));
  if (on !== null && on.length > 0 && home?.test.ok !== null && !serves(seen))
    found.push(
      remark(
        'runs-on-broken',
        t('remark-runs-on-broken', { count: on.length, names: on.map(({ name }) => name).join(', ') }),
        t('restart-nothing'),
      ),
    );
  if (isReference(type))
    found.push(remark('reference-plugin', t('remark-reference', { plugin: path }), t('remark-reference-next')));
  for (const other of shadowed)
    found.push(
      remark('plugin-shadowed', t('remark-shadowed', { other, plugin: path }), t('remark-shadowed-next', { other })),
    );
  return found;
}

function ofLists({ list, others, path }: Plugin): readonly Finding[] {
  if (list === null) return [remark('list-missing', t('remark-no-list', { plugin: path }), t('remark-no-list-next'))];
  const found: Finding[] = [];
  const good = list.copies.find(({ network }) => network !== null) ?? null;
  const use = good === null ? t('list-by-hand') : t('list-from-copy', { copy: good.path });
  if (list.isAbsent) found.push(remark('list-absent', t('remark-list-absent', { list: list.path }), use));
  else if (list.why !== null)
    found.push(remark('list-broken', t('remark-list-broken', { list: list.path, why: list.why }), use));
  else for (const copy of list.copies) if (copy.isBeside) found.push(...differing(list, copy));
  for (const other of others)
    found.push(
      remark(
        'list-besides',
        t('remark-list-besides', { list: other.path, plugin: path }),
        t('remark-list-besides-next', { flag: ['--use', typed(other.path)].join(' ') }),
      ),
    );
  return found;
}

function differing(list: Written, copy: Written): readonly Finding[] {
  if (copy.text === null || copy.text === list.text) return [];
  const next = ['diff', typed(copy.path), typed(list.path)].join(' ');
  return [remark('list-differs', t('remark-list-differs', { copy: copy.path, list: list.path }), next)];
}

/** What hands left beside the program, and which of it is no way back. */
function ofCopies(seen: Seen): readonly Finding[] {
  const { programs } = seen;
  const home = homeOf(seen);
  const copies = programs.filter(({ role }) => role === 'aside');
  const found: Finding[] = [];
  for (const { path, test } of copies)
    if (test.ok === false)
      found.push(remark('backup-broken', t('remark-copy-broken', { path, said: test.said }), t('leave-it')));
  const same = copies.filter(({ exe }) => exe !== null && exe === home?.exe).map(({ path }) => path);
  if (same.length > 0 && home !== undefined)
    found.push(
      home.test.ok === false
        ? remark('backup-same', t('remark-copy-is-bad', { paths: same.join(', '), plugin: home.path }), t('leave-it'))
        : remark(
            'backup-same',
            t('remark-copy-is-live', { paths: same.join(', '), plugin: home.path }),
            t('adopt-keeps'),
          ),
    );
  const dated = copies.filter(({ path }) => path.includes('.bak'));
  if (dated.length > 1)
    found.push(
      remark(
        'backups-several',
        t('remark-copies-several', { count: dated.length, paths: dated.map(({ path }) => path).join(', ') }),
        t('remark-copies-several-next'),
      ),
    );
  return found;
}

function ofAddresses({ addresses }: Seen): readonly Finding[] {
  const { orphans, place } = addresses;
  if (orphans.length === 0 || place === null) return [];
  const message = t('remark-orphans', { count: orphans.length, place, addresses: orphans.slice(0, 10).join(', ') });
  return [remark('addresses-orphaned', message, t('remark-orphans-next'))];
}
