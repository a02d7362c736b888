import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { layOwnFiles, type Machine, type PracticeGateway, unpackRelease } from '../src/index.ts';

/** Lays a further tree as a careful hand would: unpacked, the site's own files carried over. */
export async function layTree(
  machine: Machine,
  gateway: PracticeGateway,
  archive: string,
  name: string,
): Promise<string> {
  const tree = `${gateway.root}/generations/gateway/${name}`;
  await unpackRelease(machine, { archive }, tree);
  layOwnFiles(machine.path(tree));
  for (const file of ['nginx.conf', 'flatnet-drain.conf'])
    cpSync(machine.path(`${gateway.home}/conf/${file}`), machine.path(`${tree}/conf/${file}`));
  return tree;
}

/** The argv that starts a tree in another place: its own prefix and pid file; the ports stay, for nothing else runs. */
export function elsewhere(machine: Machine, gateway: PracticeGateway, tree: string): string[] {
  const conf = readFileSync(machine.path(gateway.config), 'utf8');
  const moved = conf.replaceAll(gateway.home, tree).replaceAll(gateway.pidFile, '/run/elsewhere.pid');
  writeFileSync(machine.path('/run/elsewhere.conf'), moved);
  return [`${tree}/sbin/nginx`, '-p', tree, '-c', '/run/elsewhere.conf'];
}
