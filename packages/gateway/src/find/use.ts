import { basename, dirname, join, normalize } from 'node:path/posix';
import { homeOfGenerations } from './generations-home.ts';
import { type Look, treeOfProgram } from './look.ts';
import { homeName } from './names.ts';

/** The homes that paths which somebody named stand for: a home, its program, a tree beside it or a kept one. What is nothing of the kind is left out. */
export async function useOf(look: Look, use: readonly string[]): Promise<readonly string[]> {
  const homes: string[] = [];
  for (const path of use) {
    const plain = normalize(path).replace(/(?<=.)\/+$/, '');
    const tree = treeOfProgram(plain) ?? plain;
    const home = await homeOf(look, tree);
    if (home !== null) homes.push(home);
  }
  return [...new Set(homes)];
}

async function homeOf(look: Look, tree: string): Promise<string | null> {
  const hasProgram = await look.hasProgram(tree);
  if (dirname(tree).endsWith('/generations/gateway'))
    return hasProgram ? homeOfGenerations(look, dirname(dirname(dirname(tree)))) : null;
  const home = join(dirname(tree), homeName(basename(tree)));
  if (hasProgram) return home;
  for (const name of await look.names(dirname(tree)))
    if (homeName(name) === basename(home) && (await look.hasProgram(join(dirname(tree), name)))) return home;
  return null;
}
