import {
  type Argv,
  describeError,
  type EvidencePiece,
  type HostView,
  holdsKey,
  kindText,
  MaintError,
  mask,
  type Output,
} from '@flatnet-maint/core';
import { t } from '../texts.ts';

/** Something that is to be had, and how. */
export interface Wanted {
  /** Its path in the archive. */
  readonly as: string;
  /** A path, a command, or what made it. */
  readonly from: string;
  get(view: HostView): Promise<Raw>;
}

interface Raw {
  readonly content: Uint8Array | string;
  /** Bytes of the whole, when this is a part of it. */
  readonly cutFrom?: number;
  readonly part?: 'begin' | 'end';
  /** Each text in it was masked already; as a whole it could be none of JSON any more. */
  readonly clean?: number;
}

/** As it goes into the archive. */
export interface Had {
  readonly as: string;
  readonly from: string;
  readonly bytes: Uint8Array;
  readonly cutFrom?: number;
  readonly part?: 'begin' | 'end';
  readonly masked: number;
}

/** What is not in the archive, and why. A key is told by its name and digest alone. */
export interface Absent {
  readonly path: string;
  readonly why: string;
  readonly bytes?: number;
  readonly sha256?: string;
}

class LeftOut extends Error {
  readonly absent: Omit<Absent, 'path'>;
  constructor(absent: Omit<Absent, 'path'>) {
    super(absent.why);
    this.absent = absent;
  }
}

const usualMost = 1_048_576;
const commandLimit = 3_000;

/** A piece as a component names it, below a folder of the archive. */
export function wanted(piece: EvidencePiece, below: string): Wanted {
  const as = `${below}/${piece.as}`;
  switch (piece.kind) {
    case 'file':
      return endOfFile(as, piece.path, piece.most);
    case 'command':
      return command(as, piece.argv);
    case 'text':
      return { as, from: below, get: async () => ({ content: piece.text }) };
  }
}

/** The end of a file, links followed; never of a key. */
export const endOfFile = (as: string, path: string, most = usualMost): Wanted => ({
  as,
  from: path,
  get: (view) => readPart(view, path, most, 'end'),
});

/** The beginning of a file that may be long. */
export const headOfFile = (as: string, path: string, most: number): Wanted => ({
  as,
  from: path,
  get: (view) => readPart(view, path, most, 'begin'),
});

async function readPart({ files }: HostView, path: string, most: number, part: 'begin' | 'end'): Promise<Raw> {
  const real = await files.real(path);
  const stat = real === null ? null : await files.stat(real);
  if (real === null || stat === null) throw new LeftOut({ why: t('evidence-not-there') });
  if (stat.kind !== 'file') throw new LeftOut({ why: t('evidence-kind', { kind: kindText(stat.kind) }) });
  const { bytes } = stat;
  const isKey = namesKey.test(path) || namesKey.test(real);
  if (isKey) throw new LeftOut({ why: t('evidence-key'), bytes, sha256: await files.digest(real) });
  const from = part === 'end' ? Math.max(0, bytes - most) : 0;
  // A file of the kernel says 0 and has content all the same.
  const content = await files.read(real, { from, max: most });
  if (holdsKey(latin1(content))) throw new LeftOut({ why: t('evidence-key'), bytes, sha256: await files.digest(real) });
  return content.length < bytes ? { content: whole(content, part), cutFrom: bytes, part } : { content };
}

/** What a program uses to prove itself, or to know others by. */
const namesKey =
  /(?:^|\/)(?:id_(?!.*\.pub$)[^/]*|[^/]+\.(?:key|p12|pfx|jks|keystore|kdbx|ppk|der)|[^/]*htpasswd[^/]*|[^/]*passwd|g?shadow-?|\.netrc|\.pgpass)$/i;

/** Half a line may hold half a secret, without the word that gives it away. */
function whole(content: Uint8Array, part: 'begin' | 'end'): Uint8Array {
  const cut = part === 'end' ? content.indexOf(10) : content.lastIndexOf(10);
  if (cut < 0) throw new LeftOut({ why: t('evidence-one-line') });
  return part === 'end' ? content.subarray(cut + 1) : content.subarray(0, cut + 1);
}

/** Of a program that says more than is kept the begin is; `shorter` is asked instead where the end is what counts. */
export const command = (as: string, argv: Argv, shorter?: Argv): Wanted => ({
  as,
  from: argv.join(' '),
  async get(view) {
    const said = await view.query(argv, { limit: commandLimit });
    return { content: printed(said.cut && shorter ? await view.query(shorter, { limit: commandLimit }) : said) };
  },
});

const printed = ({ code, signal, stdout, stderr, cut }: Output): string =>
  [...[stdout, stderr].map((text) => (cut ? wholeLines(text) : text)), `exit=${code ?? signal}${cut ? ',cut' : ''}`]
    .filter((text) => text !== '')
    .map(ended)
    .join('');
const wholeLines = (text: string): string => text.slice(0, text.lastIndexOf('\n') + 1);
const ended = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

/** A text that is made of what the system shows. */
export const made = (as: string, from: string, make: (view: HostView) => Promise<unknown>): Wanted => ({
  as,
  from,
  async get(view) {
    const value = await make(view);
    return { content: typeof value === 'string' ? value : `${JSON.stringify(value, null, 1)}\n` };
  },
});

/** The same of programs, by command lines that take() makes without secrets. */
export const madeClean = (
  as: string,
  from: string,
  make: (view: HostView, take: (argv: readonly string[]) => string) => Promise<unknown>,
): Wanted => ({
  as,
  from,
  async get(view) {
    let clean = 0;
    const value = await make(view, (argv) => {
      const { text, count } = mask(argv.map(asTyped).join(' '));
      clean += count;
      return text;
    });
    return { content: `${JSON.stringify(value, null, 1)}\n`, clean };
  },
});

/** A word that belongs together is quoted, so that nothing of it is left. */
const asTyped = (arg: string): string => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : JSON.stringify(arg));

/** What is to be had, without secrets, or why it is not; never throws. */
export async function had({ as, from, get }: Wanted, view: HostView): Promise<Had | Absent> {
  try {
    const { content, clean, ...more } = await get(view);
    const text = latin1(typeof content === 'string' ? Buffer.from(content) : content);
    // A power cut leaves runs of zeros in a log; zeros here and there are no text, and nothing would be found in it.
    if (text.replaceAll(/\0{8,}/g, '').includes('\0')) throw new LeftOut({ why: t('evidence-no-text') });
    const { text: masked, count } = clean === undefined ? mask(text) : { text, count: clean };
    return { as: placed(as), from: mask(from).text, bytes: Buffer.from(masked, 'latin1'), masked: count, ...more };
  } catch (error) {
    if (error instanceof LeftOut) return { path: from, ...error.absent };
    // Only words of ours are translated; what a system said stays as it is.
    const why = error instanceof MaintError ? error.message : describeError(error).message;
    return { path: mask(from).text, why: mask(why).text };
  }
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

/** A path without secrets that stays where it is unpacked, whatever a folder was called. */
const placed = (as: string): string =>
  as
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .map((part) => mask(part).text.replaceAll(/[\p{Cc}\\]/gu, '_'))
    .join('/');

export const isAbsent = (one: Had | Absent): one is Absent => 'why' in one;
