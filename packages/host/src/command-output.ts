import type { Readable } from 'node:stream';

/** First 1 MiB of each stream is kept. */
export const outputCap = 1024 * 1024;

export interface Collected {
  readonly text: string;
  readonly cut: boolean;
}

/** UTF-8 whatever the locale is. What was cut inside a character loses that character, not a replacement sign more. */
export function decode(bytes: Uint8Array, cut: boolean): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes, { stream: cut });
}

/** Reads on past the cap and throws the rest away: a child must not stop because nobody reads. */
export function collect(stream: Readable): { ended: Promise<void>; take(): Collected } {
  const chunks: Buffer[] = [];
  let size = 0;
  let cut = false;
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  stream.on('data', (chunk: Buffer) => {
    const room = outputCap - size;
    if (chunk.length > room) cut = true;
    if (room <= 0) return;
    chunks.push(chunk.subarray(0, room));
    size += Math.min(chunk.length, room);
  });
  stream.once('close', () => resolve());
  stream.once('end', () => resolve());
  stream.on('error', () => resolve());
  return {
    ended,
    take() {
      // A child of the child may hold the other end for ever.
      stream.destroy();
      return { text: decode(Buffer.concat(chunks), cut), cut };
    },
  };
}
