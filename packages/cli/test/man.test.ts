import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { commands } from '../src/commands/commands.ts';
import { shown } from '../src/help/examples.ts';
import { spoken } from '../src/help/grammar.ts';
import { manPage } from '../src/help/man.ts';
import { parse } from '../src/parse.ts';

const all = spoken(commands);
const page = manPage(all, '1.2.3');
/** As a reader sees it, in one line. */
const plain = page.replaceAll('\\-', '-').replaceAll(/\s+/g, ' ');

describe('the manual page', () => {
  test.each(['NAME', 'SYNOPSIS', 'OPTIONS', 'COMMANDS', 'EXIT STATUS', 'FILES', 'ENVIRONMENT', 'EXAMPLES'])(
    'has %s',
    (title) => {
      expect(page).toContain(`\n.SH ${title}\n`);
    },
  );

  test('names every command that people type, with its options and its codes', () => {
    for (const { usage, flags } of all) {
      expect(plain).toContain(`.SS ${usage} `);
      for (const { name } of flags) expect(plain).toContain(name);
    }
    expect(plain).not.toContain('deadman');
    expect(plain).toContain('flatnet-maint 1.2.3');
  });

  test('is sound roff: nothing but known requests, and nothing for groff to warn of', () => {
    const requests = page.split('\n').flatMap((line) => /^[.']\S*/.exec(line)?.[0] ?? []);
    const known = ['.TH', '.SH', '.SS', '.TP', '.PP', '.B', '.I', '.BI', '.RI', '.RS', '.RE', '.nf', '.fi'];
    expect(requests.filter((request) => !known.includes(request))).toEqual([]);
    const groff = spawnSync('groff', ['-man', '-ww', '-Tascii'], { input: page, encoding: 'utf8' });
    // Where there is no groff, the list above is all that is asked.
    if (groff.error === undefined) expect(groff.stderr).toBe('');
  });
});

describe('examples', () => {
  test('stand at every command, and at nothing else', () => {
    expect(Object.keys(shown).sort()).toEqual(['', ...all.map(({ path }) => path)].sort());
  });

  test('say each code that a command that looks can end with: not readable is 3, not sound is 8', () => {
    for (const path of ['status', 'releases', 'snapshots', 'snapshots verify', 'runs', 'show', 'rehearse'])
      expect({ path, exits: shown[path]?.exits }).toEqual({ path, exits: [0, 1, 2, 3, 8] });
  });

  test.each(Object.values(shown).flatMap(({ examples }) => examples.map(([line]) => line)))(
    'can be typed: %s',
    async (line) => {
      const words = /flatnet-maint ([^>)]*)/.exec(line)?.[1]?.trim().split(' ') ?? [];
      expect((await parse(words, commands, '1.2.3', 'en')).kind).toBe('command');
    },
  );
});
