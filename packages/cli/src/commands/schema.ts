import { command } from '../command.ts';
import { t } from '../texts.ts';

export const schemaCommand = command({
  usage: 'schema <of>',
  describe: t('schema'),
  positionals: {
    of: { type: 'string', demandOption: true, choices: ['site', 'plan'], describe: t('schemaOf') },
  },
  options: {},
  async run(args, { out }) {
    const { planJsonSchema, siteJsonSchema } = await import('flatnet');
    out.line(JSON.stringify(await (args.of === 'site' ? siteJsonSchema() : planJsonSchema()), null, 2));
    return 0;
  },
});
