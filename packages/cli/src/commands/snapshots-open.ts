import { resolve } from 'node:path';
import { MaintError } from '@flatnet-maint/core';
import type { OpenSnapshot } from 'flatnet';
import { command } from '../command.ts';
import { anyComponent, knownComponent } from '../components.ts';
import { answer } from '../context.ts';
import { openedText } from '../render/opened.ts';
import { t } from '../texts.ts';

export const snapshotsOpenCommand = command({
  usage: 'open [component] [id]',
  under: 'snapshots',
  describe: t('open-describe'),
  positionals: { ...anyComponent, id: { type: 'string', describe: t('open-id') } },
  options: {
    into: { type: 'string', demandOption: true, requiresArg: true, describe: t('open-into') },
    from: { type: 'string', requiresArg: true, describe: t('open-from') },
    identity: { type: 'string', requiresArg: true, describe: t('open-identity') },
    passphrase: { type: 'string', requiresArg: true, describe: t('open-passphrase') },
    without: { type: 'string', array: true, default: [] as string[], describe: t('open-without') },
  },
  async run(args, context) {
    const at = (path: string) => resolve(context.world.cwd, path);
    const how: OpenSnapshot = {
      from: fromOf(args, at),
      into: at(args.into),
      identity: args.identity === undefined ? null : at(args.identity),
      passphrase: args.passphrase === undefined ? null : passphraseOf(args.passphrase, at),
      without: args.without,
    };
    const opened = await (await context.house()).openSnapshot(how);
    answer(context, opened, openedText(opened, context.say));
    return 0;
  },
});

function fromOf(
  { component, id, from }: { component?: string | undefined; id?: string | undefined; from?: string | undefined },
  at: (path: string) => string,
): OpenSnapshot['from'] {
  if ((component === undefined) === (from === undefined))
    throw new MaintError('E_USAGE', component === undefined ? t('open-what') : t('open-both'), t('open-what-next'), {
      exit: 2,
    });
  return from === undefined ? { component: knownComponent(component ?? ''), id: id ?? null } : { file: at(from) };
}

/** Where it is had from: the passphrase itself would be in the list of processes and in the history of the shell. */
function passphraseOf(text: string, at: (path: string) => string): { env: string } | { file: string } {
  const [, kind, name = ''] = /^(env|file):(.+)$/.exec(text) ?? [];
  if (kind === 'env' && /^[A-Za-z_]\w*$/.test(name)) return { env: name };
  if (kind === 'file') return { file: at(name) };
  // What was typed may be the passphrase, and is not told.
  throw new MaintError('E_USAGE', t('passphrase-form'), t('passphrase-form-next'), { exit: 2 });
}
