import { basename, isAbsolute, join } from 'node:path/posix';
import { each, instancesOf, type Look, startsOf, textOf, type UnitFiles, unitFiles } from '@flatnet-maint/actions';
import { configOf, isNebula } from './names.ts';
import { programFolders } from './places.ts';

/** A unit that starts Nebula, or something that does, as its files say. */
export interface Start {
  readonly service: string;
  readonly file: string;
  /** null = a launcher is started, and the program cannot be read in it. */
  readonly program: string | null;
  /** null = the program itself is. */
  readonly launcher: string | null;
  readonly config: string | null;
  /** For paths that are not absolute. */
  readonly folder: string;
  /** A file that its output goes to. */
  readonly log: string | null;
}

/** Units that start it, those of a template for each that is made of it: at boot, or `running` now. */
export async function findStarts(look: Look, running: readonly string[]): Promise<readonly Start[]> {
  const all = await each(await unitFiles(look), 8, async (unit): Promise<readonly Start[]> => {
    const words = startsOf(unit.text);
    const isOurs = words.some((one) => nebulaIn(one) !== null) || words.some(isLauncher);
    if (!isOurs) return [];
    if (!unit.name.endsWith('@')) return startOf(look, unit, null);
    const up = running.flatMap((name) => (name.startsWith(unit.name) ? [name.slice(unit.name.length)] : []));
    const instances = new Set([...(await instancesOf(look, unit.name)), ...up]);
    return (await each([...instances], 4, (instance) => startOf(look, unit, instance))).flat();
  });
  return all.flat();
}

async function startOf(look: Look, { name, file, text }: UnitFiles, instance: string | null): Promise<Start[]> {
  const service = `${name}${instance ?? ''}`;
  const folder = /^[ \t]*WorkingDirectory[ \t]*=-?[ \t]*(\/.*?)[ \t]*$/m.exec(text)?.[1] ?? '/';
  const own = { service, file, folder };
  for (const written of startsOf(text)) {
    const words = written.map((word) => filled(word, instance));
    const found = nebulaIn(words);
    if (found !== null) {
      const config = configOf(found);
      const log = logOf(text, found);
      return [{ ...own, program: await programAt(look, found[0] ?? ''), launcher: null, config, log }];
    }
    if (isLauncher(words)) {
      const config = configOf(words) ?? (await configNamed(look, instance));
      const launcher = words[0] ?? '';
      return [{ ...own, program: await programOf(look, launcher), launcher, config, log: logOf(text, words) }];
    }
  }
  return [];
}

/** The words from the program on; also behind a shell, which has them in one word. */
function nebulaIn(words: readonly string[]): readonly string[] | null {
  for (const all of [words, words.flatMap((word) => word.split(/\s+/))]) {
    const at = all.findIndex((word, index) => isNebula(word) && configOf(all.slice(index)) !== null);
    if (at >= 0) return all.slice(at);
  }
  return null;
}

/** A script that is named after it, as distributions bring one. Whether it starts Nebula shows when it runs, or by what it would pass. */
const isLauncher = ([program = '']: readonly string[]): boolean =>
  /(?:^|[-_])nebula[-_.]|[-_]nebula$/.test(basename(program)) && !isNebula(program) && !/-cert$/.test(program);

/** The program that a script starts, as Debian's does. */
async function programOf(look: Look, launcher: string): Promise<string | null> {
  const text = isAbsolute(launcher) ? await textOf(look, launcher, 65_536) : null;
  return /^[^#\n]*?(\/[^\s"'$]*\/nebula)["']?\s+--?config/m.exec(text ?? '')?.[1] ?? null;
}

/** As Debian's launcher takes the name of an instance. */
async function configNamed(look: Look, instance: string | null): Promise<string | null> {
  if (instance === null) return null;
  for (const end of ['.yml', '.yaml', ''])
    if ((await look.stat(join('/etc/nebula', `${instance}${end}`))) !== null) return `/etc/nebula/${instance}${end}`;
  return null;
}

const filled = (word: string, instance: string | null): string =>
  instance === null ? word : word.replace(/%[iI]/g, instance);

/** systemd looks for a program without a path where programs of the system lie. */
async function programAt(look: Look, word: string): Promise<string> {
  if (isAbsolute(word)) return word;
  for (const folder of programFolders) if ((await look.stat(join(folder, word))) !== null) return join(folder, word);
  return join('/usr/bin', word);
}

function logOf(text: string, words: readonly string[]): string | null {
  const redirected = /(?:^|\s)1?>>?\s*(\/[^\s;&|]+)/.exec(words.join(' '))?.[1];
  const written = /^[ \t]*Standard(?:Output|Error)[ \t]*=[ \t]*(?:append|file|truncate):(\/.*?)[ \t]*$/m.exec(
    text,
  )?.[1];
  const log = redirected ?? written ?? null;
  return log === '/dev/null' ? null : log;
}
