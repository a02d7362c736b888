/**
 * Decompresses .xz, up to `most` bytes; null = it is more. In WebAssembly, so that no program must be there and it is the
 * same on every system. Archives that carry sha256 as their own check are not understood (`xz` writes CRC64 unless told).
 */
export async function unxz(packed: Uint8Array, most: number): Promise<Buffer | null> {
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(packed);
      controller.close();
    },
  });
  const { default: xz } = await import('xz-decompress');
  const reader = new xz.XzReadableStream(source).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    size += value.length;
    if (size > most) {
      await reader.cancel();
      return null;
    }
    chunks.push(Uint8Array.from(value));
  }
}
