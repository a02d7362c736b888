import type { Finding, Json, ReadFiles } from '@flatnet-maint/core';
import { t } from './texts.ts';

const mib = (bytes: number): string => (bytes / 1_048_576).toFixed(0);

/** Twice what is written must be free before anything begins (H89). `unpacked`: bytes of the new tree; 'copy' = as many as the present one has; null = none is laid. */
export async function roomFor(
  files: ReadFiles,
  state: string,
  readings: Json,
  unpacked: number | 'copy' | null,
): Promise<readonly Finding[]> {
  const { free, treeBytes, outsideBytes = 0 } = readings as { free: number; treeBytes: number; outsideBytes?: number };
  const rows = [
    ...(unpacked === null
      ? []
      : [{ at: t('generations-folder'), free, needs: 2 * (unpacked === 'copy' ? treeBytes : unpacked) }]),
    { at: t('state-folder', { state }), free: await files.free(state), needs: 2 * (treeBytes + outsideBytes) },
  ];
  return rows
    .filter((row) => row.free < row.needs)
    .map((row) => ({
      id: 'disk',
      blocks: true,
      message: t('room-wanted', { place: row.at, free: mib(row.free), needs: mib(row.needs) }),
      next: t('free-space'),
    }));
}
