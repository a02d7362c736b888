import * as fs from 'node:fs';
import { join } from 'node:path';
import { type Keep, MaintError, sha256 } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** Large content that undo needs: in the run's folder, 0600, fsynced, named by what it holds. */
export function keepIn(folder: string): Keep {
  return {
    async bytes(name, content) {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      const digest = sha256(bytes);
      const file = join(folder, digest);
      if (!fs.existsSync(file)) {
        const aside = `${file}.partial`;
        const fd = fs.openSync(aside, 'w', 0o600);
        try {
          fs.writeFileSync(fd, bytes);
          fs.fsyncSync(fd);
        } finally {
          fs.closeSync(fd);
        }
        fs.renameSync(aside, file);
      }
      return { name, sha256: digest, bytes: bytes.length };
    },
    async read(kept) {
      const bytes = fs.readFileSync(join(folder, kept.sha256));
      if (sha256(bytes) === kept.sha256) return bytes;
      throw new MaintError(
        'E_KEPT_DAMAGED',
        t('kept-damaged', { name: kept.name, digest: kept.sha256 }),
        'flatnet-maint snapshots',
      );
    },
  };
}
