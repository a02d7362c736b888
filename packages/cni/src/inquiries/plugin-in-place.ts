import { lookAtPodman, placedFile, saidByPodman } from '@flatnet-maint/actions';
import type { HostView, Inquiry } from '@flatnet-maint/core';
import { answers } from '../answers.ts';
import { t } from '../texts.ts';

export type PluginInPlaceArgs = {
  readonly plugin: string;
  readonly conflist: string;
  readonly sha256: string;
  /** null = no list is to be there. */
  readonly listSha256: string | null;
  readonly version: string;
  readonly cniVersion: string | null;
  /** Whose refusal by Podman is quoted; null = none is known. */
  readonly network: string | null;
};

/** Whether the program and the list that Podman takes are those of this generation, and whether the program answers. */
export const pluginInPlace: Inquiry<PluginInPlaceArgs> = {
  name: 'plugin-in-place@1',
  async ask({ plugin, conflist, sha256, listSha256, version, cniVersion, network }, host) {
    const wrong: string[] = [];
    const [file, list] = [await placedFile(host, plugin), await placedFile(host, conflist)];
    if (file?.sha256 !== sha256) wrong.push(t('not-in-place', { path: plugin, version }));
    if ((list?.sha256 ?? null) !== listSha256) wrong.push(t('not-in-place', { path: conflist, version }));
    const { ok, said, took } = await answers(host, plugin, cniVersion);
    if (!ok)
      wrong.push(
        t('plugin-says', { path: plugin, said: said.replace(/\.$/, '') }),
        ...(await podmanSays(host, network)),
      );
    const detail = wrong.length === 0 ? t('in-place', { version, said }) : wrong.join('; ');
    // Neither a file nor what a program is heals by asking again.
    return { ok: wrong.length === 0, value: took, detail, final: true };
  },
};

async function podmanSays(host: HostView, network: string | null): Promise<readonly string[]> {
  if (network === null) return [];
  const out = await lookAtPodman(host, 'network', 'inspect', network).catch(() => null);
  return out === null || out.code === 0 ? [] : [t('podman-says', { said: saidByPodman(out) })];
}
