import { type HostView, type Inquiry, MaintError, type SampledAnswer } from '@flatnet-maint/core';
import { isUnder } from '../masters.ts';
import { t } from '../texts.ts';

/** What a program says of its version follows from its bytes: the same ones are not started again to hear it once more. */
const reports = new Map<string, string>();

async function reportOf(exe: string, host: HostView): Promise<string> {
  const { stdout, stderr } = await host.query([exe, '-v'], { limit: 3_000 });
  return `${stderr}${stdout}`.trim();
}

export type IdentityArgs = {
  readonly url: string;
  readonly tree: string;
  readonly version: string;
  readonly connections: number;
  /** Every one of the connections, or at least so many of them (while both builds answer). */
  readonly atLeast: number;
};

/**
 * Which build answers, over new connections: the process that accepted each runs the program of this very tree, that
 * program's bytes are those on disk, it reports the version, and the answer was 200. A marker in the configuration alone
 * would be believed from the wrong build (H12, C1).
 */
export const identity: Inquiry<IdentityArgs> = {
  name: 'gateway-identity@1',
  async ask({ url, tree, version, connections, atLeast }, host) {
    const answers = await host.http.sample(url, { connections, limit: 2_000 });
    const ours = answers.filter(
      (a): a is SampledAnswer =>
        !(a instanceof Error) && a.status === 200 && isUnder(a.by?.exe ?? null, tree) && a.by?.exeDeleted === false,
    );
    const programs = new Map(ours.map((a) => [a.by?.exe as string, a.by?.pid as number]));
    for (const [exe, pid] of programs) {
      const digest = await host.processes.digestOfExe(pid);
      if (digest !== (await host.files.digest(exe)))
        return { ok: false, final: true, value: 0, detail: t('other-bytes', { exe }) };
      const said = reports.get(digest) ?? (await reportOf(exe, host));
      reports.set(digest, said);
      if (!new RegExp(`/${version.replace(/\./g, '\\.')}\\s*$`).test(said))
        return { ok: false, final: true, value: 0, detail: t('reports-other', { exe, said, version }) };
    }
    // Without rights nobody tells which program answered: that is not asked, and no answer of a wrong one.
    const hidden = answers.filter((a) => !(a instanceof Error) && a.status === 200 && (a.by?.exe ?? null) === null);
    if (ours.length === 0 && hidden.length > 0 && hidden.length >= atLeast)
      throw new MaintError(
        'E_IDENTITY_HIDDEN',
        t('identity-hidden', { hidden: hidden.length, connections }),
        t('sudo'),
      );
    const failed = answers.filter((a) => a instanceof Error || a.status !== 200).length;
    const detail =
      failed === 0
        ? t('answered-by', { ours: ours.length, connections, version, tree })
        : t('answered-by-failed', { ours: ours.length, connections, version, tree, failed });
    return { ok: ours.length >= atLeast, value: ours.length, detail };
  },
};
