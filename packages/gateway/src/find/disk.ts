import { join } from 'node:path/posix';
import { each } from '@flatnet-maint/actions';
import { t } from '../texts.ts';
import { type Look, telling, tellingFirst } from './look.ts';
import { homeName } from './names.ts';

/** What lies in one folder: trees, by the home that their names belong to, and whether generations are kept there. */
export interface Place {
  readonly folder: string;
  readonly homes: readonly string[];
  readonly generations: boolean;
}

/** `all`: every folder in it may hold trees; else only those whose names say so. */
const roots = [
  { at: '/srv', all: true },
  { at: '/opt', all: true },
  { at: '/usr/local', all: true },
  { at: '/var/lib', all: false },
  { at: '/root', all: false },
];
/** Milliseconds; what was found by then has to be asked, too. */
const timeForDisk = 2_500;
const ofTheSystem =
  /^\/usr$|^\/usr\/local\/(?:bin|etc|games|include|lib\w*|man|sbin|share|src)$|^\/var\/lib\/(?:flatnet-maint|nginx)$/;

/** Trees below a short list of places, never deep: a whole disk takes minutes, and holds copies that nobody means. */
export async function findOnDisk(look: Look, beside: readonly string[]): Promise<readonly Place[]> {
  const users = async (at: string) => (await look.names(at)).map((name) => ({ at: join(at, name), all: false }));
  const tops = [...roots, ...(await users('/mnt')), ...(await users('/home'))];
  const places = new Map<string, Place>();
  const began = performance.now();
  const isLate = (top: string): boolean => {
    if (performance.now() - began < timeForDisk) return false;
    look.cannot(t('find-disk-time', { path: top }));
    return true;
  };
  const visit = async (folder: string, deeper: 'all' | 'telling' | 'no', top = folder): Promise<void> => {
    if (ofTheSystem.test(folder) || (deeper !== 'no' && isLate(top))) return;
    const known = places.has(folder);
    const names = await look.names(folder);
    const trees: string[] = [];
    const rest: string[] = [];
    await each(tellingFirst(names), 16, async (name) => {
      if (!telling.test(name) && isLate(top)) return;
      const path = join(folder, name);
      if (/^generations$|^\./.test(name) || ofTheSystem.test(path)) return;
      const kind = (await look.entry(path))?.kind;
      if (kind !== 'folder' && kind !== 'link') return;
      if (await look.hasProgram(path)) trees.push(name);
      else rest.push(name);
    });
    const homes = [...new Set(trees.sort().map((name) => join(folder, homeName(name))))];
    const generations =
      names.includes('generations') && (await look.names(join(folder, 'generations/gateway'))).length > 0;
    if (!known) places.set(folder, { folder, homes, generations });
    if (deeper === 'no') return;
    const own = new Set(homes);
    const next = rest.filter((name) => !own.has(join(folder, homeName(name))));
    await each(tellingFirst(next), 4, async (name) => {
      if (deeper === 'all' || telling.test(name))
        await visit(join(folder, name), deeper === 'all' ? 'telling' : 'no', top);
    });
  };
  await each([...new Set(beside)], 4, (folder) => visit(folder, 'no'));
  await each(tops, 4, ({ at, all }) => visit(at, all ? 'all' : 'telling'));
  // A place under its own name goes before the same one behind a link.
  const all = await each([...places.values()], 16, async (place) => ({
    place,
    behind: Number((await look.real(place.folder)) !== place.folder),
  }));
  return all
    .sort((a, b) => a.behind - b.behind || (a.place.folder < b.place.folder ? -1 : 1))
    .map(({ place }) => place);
}
