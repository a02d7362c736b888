import { saidByPodman } from '@flatnet-maint/actions';
import { describeError, type HostView, type Millis } from '@flatnet-maint/core';
import { t } from './texts.ts';

export interface Answered {
  readonly ok: boolean;
  readonly said: string;
  readonly took: Millis;
}

/** A plugin that needs longer for what costs it nothing hangs. */
const limit = 5_000;

/**
 * What a plugin says to VERSION, which asks nothing of it and changes nothing; with `cniVersion` that it knows this one.
 * The real one has no `--version` that would tell more (H22).
 */
export async function answers(host: HostView, plugin: string, cniVersion: string | null): Promise<Answered> {
  try {
    const out = await host.query([plugin], {
      limit,
      env: { CNI_COMMAND: 'VERSION' },
      input: JSON.stringify({ cniVersion: cniVersion ?? '1.0.0' }),
    });
    const { took } = out;
    if (out.code !== 0) {
      const [how, said] = [String(out.code ?? out.signal), saidByPodman(out)];
      return {
        ok: false,
        took,
        said: said === '' ? t('plugin-ended-mute', { how }) : t('plugin-ended', { how, said }),
      };
    }
    const versions = versionsOf(out.stdout);
    if (versions === null)
      return { ok: false, took, said: t('plugin-no-versions', { said: out.stdout.trim().slice(0, 200) }) };
    if (cniVersion !== null && !versions.includes(cniVersion))
      return {
        ok: false,
        took,
        said: t('plugin-other-versions', { wanted: cniVersion, versions: told(versions) }),
      };
    return { ok: true, took, said: t('plugin-speaks', { versions: told(versions) }) };
  } catch (error) {
    return { ok: false, took: 0, said: describeError(error).message };
  }
}

/** A build gone wrong may say any number of them, of any length. */
function told(versions: readonly string[]): string {
  const text = versions.slice(0, 20).join(', ');
  return versions.length > 20 || text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function versionsOf(text: string): readonly string[] | null {
  try {
    const { supportedVersions } = JSON.parse(text) as { readonly supportedVersions?: unknown };
    return Array.isArray(supportedVersions) ? supportedVersions.map(String) : null;
  } catch {
    return null;
  }
}
