import { existsSync, readdirSync } from 'node:fs';
import { differences, treeOf } from '../../check/trees.ts';
import type { PreparedHost } from '../prepared-host.ts';

/** By path: every entry of it with mode, owner and content. */
export type HandMade = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A gateway that serves writes its own log. */
const logs = /^\/logs\/(access|error)\.log$/;

/** All that hands made on this host: the trees, the configuration, the backups, what other chapters left. */
export function handMade({ machine, root }: PreparedHost): HandMade {
  const own = names(machine.path(root)).filter((name) => /^openresty|^backups$|^config$/.test(name));
  const paths = [...own.map((name) => `${root}/${name}`), '/backup', '/opt/cni', '/etc/cni'];
  return Object.fromEntries(
    paths.filter((path) => existsSync(machine.path(path))).map((path) => [path, treeOf(machine, path)]),
  );
}

/** What is no longer there byte for byte, neither under its name nor beside it under one that says that it was set aside. */
export function lostOf(made: HandMade, { machine }: PreparedHost): string[] {
  return Object.entries(made).flatMap(([path, before]) => {
    const folder = path.slice(0, path.lastIndexOf('/'));
    const places = names(machine.path(folder || '/'))
      .map((name) => `${folder}/${name}`)
      .filter((place) => place === path || place.startsWith(`${path}.aside-`) || place.startsWith(`${path}.found-`));
    const all = places.map((place) => differs(before, treeOf(machine, place)));
    const nearest = all.sort((a, b) => a.length - b.length)[0];
    if (nearest === undefined) return [`${path} is gone`];
    return nearest.slice(0, 5).map((line) => `${path}${line}`);
  });
}

const differs = (before: Readonly<Record<string, string>>, now: Record<string, string>): string[] =>
  differences(before, now).filter((line) => !logs.test(line.split(': ')[0] as string));

const names = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);
