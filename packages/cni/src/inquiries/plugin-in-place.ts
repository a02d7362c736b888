import type { Inquiry } from '@flatnet-maint/core';
import { answers } from '../answers.ts';
import { placedFile } from '../files.ts';
import { t } from '../texts.ts';

export type PluginInPlaceArgs = {
  readonly plugin: string;
  readonly conflist: string;
  readonly sha256: string;
  /** null = no list is to be there. */
  readonly listSha256: string | null;
  readonly version: string;
  readonly cniVersion: string | null;
};

/** Whether the program and the list that Podman takes are those of this generation, and whether the program answers. */
export const pluginInPlace: Inquiry<PluginInPlaceArgs> = {
  name: 'plugin-in-place@1',
  async ask({ plugin, conflist, sha256, listSha256, version, cniVersion }, host) {
    const wrong: string[] = [];
    const [file, list] = [await placedFile(host, plugin), await placedFile(host, conflist)];
    if (file?.sha256 !== sha256) wrong.push(t('not-in-place', { path: plugin, version }));
    if ((list?.sha256 ?? null) !== listSha256) wrong.push(t('not-in-place', { path: conflist, version }));
    const { ok, said, took } = await answers(host, plugin, cniVersion);
    if (!ok) wrong.push(t('plugin-says', { path: plugin, said }));
    const detail = wrong.length === 0 ? t('in-place', { version, said }) : wrong.join('; ');
    return { ok: wrong.length === 0, value: took, detail };
  },
};
