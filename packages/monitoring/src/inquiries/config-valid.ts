import { saidByPodman } from '@flatnet-maint/actions';
import type { Argv, Inquiry } from '@flatnet-maint/core';
import type { Mount } from '../facts.ts';
import { t } from '../texts.ts';

export type ConfigValidArgs = {
  readonly service: string;
  readonly image: string;
  readonly validate: readonly string[];
  /** What of the host it sees; data is not among them. Sources may be files that are not in place yet. */
  readonly mounts: readonly Pick<Mount, 'source' | 'target'>[];
  readonly run: string;
};

/** The configuration is judged by a throw-away container of the image that is to use it (H17): no network, nothing it could write. */
export const configValid: Inquiry<ConfigValidArgs> = {
  name: 'config-valid@1',
  async ask({ service, image, validate, mounts, run }, host) {
    const [program = '', ...words] = validate;
    const sees = mounts.flatMap(({ source, target }) => ['--volume', `${source}:${target}:ro`]);
    const fenced = [
      '--rm',
      '--network',
      'none',
      '--pull',
      'never',
      '--read-only',
      '--user',
      '0',
      '--cap-drop',
      'all',
      '--cap-add',
      'dac_override',
    ];
    const name = ['--name', `flatnet-check-${run}-${service}`, '--replace', '--label', `flatnet-maint.run=${run}`];
    const argv = [
      'podman',
      'run',
      ...fenced,
      ...name,
      ...sees,
      '--entrypoint',
      JSON.stringify([program]),
      image,
      ...words,
    ];
    const out = await host.query(argv as unknown as Argv, { limit: 30_000 });
    const said = saidByPodman({ ...out, stderr: `${out.stdout}\n${out.stderr}` });
    return out.code === 0
      ? { ok: true, value: 0, detail: t('config-valid', { program }) }
      : { ok: false, value: out.code, detail: t('config-invalid', { service, program, said }), final: true };
  },
};
