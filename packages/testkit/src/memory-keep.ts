import { type Keep, type Kept, MaintError, sha256 } from '@flatnet-maint/core';

/** A journal's store of content, in memory. It outlives the lives of a world, as the real one outlives a process. */
export function memoryKeep(): Keep {
  const kept = new Map<string, Uint8Array>();
  return {
    async bytes(name, content): Promise<Kept> {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content.slice();
      const digest = sha256(bytes);
      kept.set(digest, bytes);
      return { name, sha256: digest, bytes: bytes.length };
    },
    async read({ name, sha256: digest }) {
      const bytes = kept.get(digest);
      if (bytes !== undefined) return bytes;
      throw new MaintError('E_KEPT_ABSENT', `What was kept as ${name} is not there.`, 'A fault in the test.', {
        exit: 1,
      });
    },
  };
}
