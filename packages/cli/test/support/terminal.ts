import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

/** A stream that says it is a terminal, and what a person sees on it once all drawing is over. */
export function terminal() {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows: 50 });
  const chunks: string[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  return {
    stream: stream as unknown as NodeJS.WriteStream,
    raw: () => chunks.join(''),
    /** Everything after the last frame was wiped. */
    lastFrame(): string {
      const text = chunks.join('');
      const wiped = Math.max(text.lastIndexOf('\u001b[G'), text.lastIndexOf('\u001b[2K'), text.lastIndexOf('\u001b[J'));
      return stripVTControlCharacters(text.slice(Math.max(wiped, 0))).trim();
    },
  };
}
