import { resolve } from 'node:path';
import { describeError, type ExitCode, type Language, MaintError } from '@flatnet-maint/core';
import type { House } from 'flatnet';
import { peekLanguage } from 'flatnet/peek-language';
import type { Context } from './context.ts';
import type { Globals } from './globals.ts';
import { inCi } from './in-ci.ts';
import { chosenLanguage, typedOption } from './language.ts';
import { errorLines } from './render/error-lines.ts';
import { type Say, sayIn } from './say.ts';
import { Sink } from './sink.ts';
import type { World } from './world.ts';

/** One command line, from what was typed to the exit code. Never throws: what goes wrong is said and becomes a code. */
export async function runCli(argv: readonly string[], world: World): Promise<ExitCode> {
  // First of all: from here on no write can end the run.
  const out = new Sink(world.stdout);
  const err = new Sink(world.stderr);
  const say = sayIn(languageFor(argv, world));
  try {
    return await run(argv, world, out, err, say);
  } catch (error) {
    const exit: ExitCode = error instanceof MaintError ? error.exit : 1;
    const described = describeError(error);
    if (wantsJson(argv)) out.line(JSON.stringify({ error: described, exit }));
    else for (const line of errorLines(described, exit, say)) err.line(line);
    // A fault of ours is of no use to its finder without the place it happened at.
    if (exit === 1 && error instanceof Error) err.line(error.stack ?? '');
    return exit;
  } finally {
    await Promise.all([out.drained(), err.drained()]);
  }
}

async function run(argv: readonly string[], world: World, out: Sink, err: Sink, say: Say): Promise<ExitCode> {
  const [{ parse }, { commands }] = await Promise.all([import('./parse.ts'), import('./commands/commands.ts')]);
  const typed = await parse(argv, commands, world.tool.version, say.language);
  if (typed.kind === 'text') {
    out.line(typed.text);
    return 0;
  }
  const globals = globalsOf(typed.args, world);
  let house: Promise<House> | null = null;
  await say.learn(async () => (await import('flatnet')).catalogues);
  const context: Context = {
    globals,
    say,
    world,
    out,
    err,
    house() {
      house ??= Promise.resolve(world.openHouse({ site: globals.site, state: globals.state, tool: world.tool }));
      return house;
    },
    unattended: globals.yes || inCi(world) || !world.tty.in || !world.tty.out,
  };
  return typed.command.run(typed.args, context);
}

function languageFor(argv: readonly string[], { cwd, env }: World): Language {
  return chosenLanguage(argv, env, () => peekLanguage(typedOption(argv, 'site'), { cwd, home: env.HOME ?? '/', env }));
}

function globalsOf(args: Readonly<Record<string, unknown>>, world: World): Globals {
  const text = (name: string) => (typeof args[name] === 'string' ? args[name] : null);
  const site = text('site');
  // The state lies at one place per host, so that a rollback finds it without a site file.
  const state = text('state') ?? (world.env.FLATNET_MAINT_STATE || '/var/lib/flatnet-maint');
  return {
    site: site === null ? null : resolve(world.cwd, site),
    state: resolve(world.cwd, state),
    json: args.json === true,
    yes: args.yes === true,
    quiet: args.quiet === true,
  };
}

/** Read from the words, for an error may come before they are understood. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? argv.length : end).includes('--json');
}
