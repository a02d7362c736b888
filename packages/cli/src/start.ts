import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { version } from './version.ts';

/** Runs a command line in this process and ends it with the exit code that describes the system. */
export async function start(argv: readonly string[]): Promise<void> {
  // Before yargs is imported: that alone takes twice as long as Node's own start.
  if (argv.length === 1 && argv[0] === '--version') {
    process.stdout.on('error', () => {}); // whoever reads it may go away
    process.stdout.write(`${version()}\n`);
    return;
  }
  const cwd = standing();
  if (argv.at(-1) === '--help') {
    const { builtHelp } = await import('./help/built-help.ts');
    const help = builtHelp(argv);
    if (help !== null) {
      process.stdout.on('error', () => {}); // whoever reads it may go away
      process.stdout.write(`${help}\n`);
      return;
    }
  }
  // Node's default lies under /tmp, where another user could lay code for root to run.
  const cache = cacheFolder();
  if (cache !== null) enableCompileCache(join(cache, 'flatnet-maint', 'node'));
  const { runCli } = await import('./run-cli.ts');
  const { realWorld } = await import('./real-world.ts');
  // Not exitCode: after "stop now" the run is still at work in this process and would go on.
  process.exit(await runCli(argv, realWorld(version(), cwd)));
}

/**
 * The folder that paths are typed from. One that was removed under the terminal is left, for a way back must not fail for
 * that; its name stays, so that what was meant to lie in it is refused and not laid elsewhere.
 */
function standing(): string {
  try {
    return process.cwd();
  } catch {
    process.chdir('/');
    const { PWD = '' } = process.env;
    return isAbsolute(PWD) ? PWD : '/';
  }
}

/** Null for a user without a home: nothing is kept then, least of all in the folder the command was typed in. */
function cacheFolder(): string | null {
  const { XDG_CACHE_HOME: own = '' } = process.env;
  if (isAbsolute(own)) return own;
  try {
    const home = homedir();
    return isAbsolute(home) ? join(home, '.cache') : null;
  } catch {
    return null; // a user id that has no name
  }
}
