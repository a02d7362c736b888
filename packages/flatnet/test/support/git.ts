import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'vitest';

/** A test with real repositories. Where git is not there it says so; on a CI machine that is a failure. */
export function gitTest(
  name: string,
  work: () => Promise<void>,
  { root = false, limit = 30_000 }: { root?: boolean; limit?: number } = {},
): void {
  test(name, { timeout: limit }, async (context: TestContext) => {
    const reason = whyNot(root);
    if (reason !== null) {
      if (process.env.CI === 'true') throw new Error(`not run: ${reason}`);
      context.skip(`not run: ${reason}`);
    }
    await work();
  });
}

function whyNot(root: boolean): string | null {
  if (spawnSync('git', ['--version']).status !== 0) return 'git is not installed';
  return root && process.getuid?.() !== 0 ? 'only root can become another user' : null;
}

export const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'safe.directory=*', '-c', 'user.name=a', '-c', 'user.email=a@b', '-C', folder, ...args], {
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  }).trim();

/** Files of the working tree, committed; the commit. `->` a link. */
export function commit(folder: string, files: Readonly<Record<string, string>>): string {
  if (!fs.existsSync(folder)) {
    fs.mkdirSync(folder, { recursive: true });
    git(folder, 'init', '--quiet', '--initial-branch=main');
  }
  for (const [path, content] of Object.entries(files)) {
    const whole = join(folder, path);
    fs.mkdirSync(dirname(whole), { recursive: true });
    if (content.startsWith('-> ')) fs.symlinkSync(content.slice(3), whole);
    else fs.writeFileSync(whole, content, { mode: content.startsWith('#!') ? 0o755 : 0o644 });
  }
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'change');
  return git(folder, 'rev-parse', 'HEAD');
}
