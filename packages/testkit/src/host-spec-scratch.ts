import { expect, test } from 'vitest';
import type { SpecTools } from './host-spec.ts';

export function specScratch({ with: withHost }: SpecTools): void {
  test(
    'a scratch folder holds what is written into it, and is gone afterwards, also after a failure',
    withHost(async (host) => {
      const seen: string[] = [];
      const text = await host.scratch(async (folder, files) => {
        seen.push(folder);
        await files.write(`${folder}/note.txt`, 'tested');
        return host.files.text(`${folder}/note.txt`);
      });
      const failing = host.scratch(async (folder, files) => {
        seen.push(folder);
        await files.write(`${folder}/note.txt`, 'tested');
        throw new Error('given up');
      });
      await expect(failing).rejects.toThrow('given up');
      expect(text).toBe('tested');
      expect(new Set(seen).size).toBe(2);
      for (const folder of seen) expect(await host.files.stat(folder)).toBeNull();
    }),
  );
}
