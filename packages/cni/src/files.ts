import { sha256 } from '@flatnet-maint/core';
import type { CniParts, PlacedFile } from './facts.ts';

/** What names a pair of plugin and list: the same pair is the same generation, whoever brought it and when. */
export const pairOf = (plugin: string, conflist: string | null): string =>
  sha256(`${plugin} ${conflist ?? '-'}`).slice(0, 12);

export const isExecutable = ({ mode }: PlacedFile): boolean => (mode & 0o111) !== 0;

/** The names under which a generation's tree holds its pair. */
export const namesOf = ({ plugin, conflist }: CniParts) => ({ plugin: plugin.name, conflist: conflist?.name ?? null });
