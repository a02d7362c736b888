import type { Finding, Json, ReadFiles } from '@flatnet-maint/core';

const mib = (bytes: number): string => (bytes / 1_048_576).toFixed(0);

/** Twice what is written must be free before anything begins (H89). `unpacked`: bytes of the new tree; null = none is laid. */
export async function roomFor(
  files: ReadFiles,
  state: string,
  readings: Json,
  unpacked: number | null,
): Promise<readonly Finding[]> {
  const { free, treeBytes, outsideBytes = 0 } = readings as { free: number; treeBytes: number; outsideBytes?: number };
  const rows = [
    ...(unpacked === null ? [] : [{ at: 'the generations folder', free, needs: 2 * unpacked }]),
    { at: `the state folder ${state}`, free: await files.free(state), needs: 2 * (treeBytes + outsideBytes) },
  ];
  return rows
    .filter((row) => row.free < row.needs)
    .map((row) => ({
      id: 'disk',
      blocks: true,
      message: `${row.at} has ${mib(row.free)} MiB free; twice what is written there is ${mib(row.needs)} MiB.`,
      next: 'Free some space, or look for old generations: flatnet-maint snapshots',
    }));
}
