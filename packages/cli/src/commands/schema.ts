import { command } from '../command.ts';

export const schemaCommand = command({
  usage: 'schema <of>',
  describe: 'JSON Schema of the site file or of a plan, for editors and programs',
  positionals: {
    of: { type: 'string', demandOption: true, choices: ['site', 'plan'], describe: 'The document it describes' },
  },
  options: {},
  async run(args, { out }) {
    const { planJsonSchema, siteJsonSchema } = await import('flatnet');
    out.line(JSON.stringify(args.of === 'site' ? siteJsonSchema() : planJsonSchema(), null, 2));
    return 0;
  },
});
