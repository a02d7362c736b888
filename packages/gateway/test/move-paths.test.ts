import { describe, expect, test } from 'vitest';
import { movePaths } from '../src/config/edit.ts';
import { lex } from '../src/config/lex.ts';
import { randomConfig } from './support/random-config.ts';
import { randoms } from './support/randoms.ts';

const changes = [
  { from: '/srv/gw', to: '/srv/gen/2' },
  { from: '/srv/gw/conf', to: '/srv/gen/2.config' },
];

describe('paths are moved wherever they stand', () => {
  test.each([
    ['in a bare word', 'root /srv/gw/html;', 'root /srv/gen/2/html;'],
    ['as the whole word', 'root /srv/gw;', 'root /srv/gen/2;'],
    ['in double quotes', 'root "/srv/gw/html";', 'root "/srv/gen/2/html";'],
    ['in single quotes', "root '/srv/gw/html';", 'root "/srv/gen/2/html";'],
    ['the longer path first', 'include /srv/gw/conf/a.conf;', 'include /srv/gen/2.config/a.conf;'],
    ['before a variable’s folder', 'root /srv/gw/$host;', 'root /srv/gen/2/$host;'],
    ['in a list', 'lua_package_path "/srv/gw/?.lua;/srv/gw;;";', 'lua_package_path "/srv/gen/2/?.lua;/srv/gen/2;;";'],
    ['after a scheme', 'proxy_pass http://unix:/srv/gw/a.sock;', 'proxy_pass http://unix:/srv/gen/2/a.sock;'],
    ['in a condition', 'if (-f /srv/gw/drain) { a b; }', 'if (-f /srv/gen/2/drain) { a b; }'],
    ['in a condition at its end', 'if (!-d /srv/gw) { a b; }', 'if (!-d /srv/gen/2) { a b; }'],
    ['in Lua', 'init_by_lua_block { dofile("/srv/gw/a.lua") }', 'init_by_lua_block { dofile("/srv/gen/2/a.lua") }'],
    ['in a long string of Lua', 'init_by_lua_block { x = [[/srv/gw]] }', 'init_by_lua_block { x = [[/srv/gen/2]] }'],
  ])('%s', (_, text, moved) => expect(movePaths(text, changes)).toBe(moved));

  test.each([
    ['a name that only begins alike', 'root /srv/gw2/html; root /srv/gw.old; root /srv/gw-1;'],
    ['a longer path that holds it', 'root /mnt/srv/gw/html; root ./srv/gw; root $base/srv/gw;'],
    ['a comment', '# root /srv/gw/html;\n'],
    ['another case', 'root /SRV/GW/html;'],
  ])('%s stays', (_, text) => expect(movePaths(text, changes)).toBe(text));

  test('a place with a space, quotes and Japanese is written as one word', () => {
    const to = `/srv/新 "1" it's \\`;
    const text = `root /srv/gw/html; if (-f /srv/gw/drain) { a b; } alias '/srv/gw/x';`;
    const moved = movePaths(text, [{ from: '/srv/gw', to }]);
    expect(lex(moved).map((token) => token.value)).toEqual([
      'root',
      `${to}/html`,
      ';',
      'if',
      '(-f',
      `${to}/drain`,
      ')',
      '{',
      'a',
      'b',
      ';',
      '}',
      'alias',
      `${to}/x`,
      ';',
    ]);
  });

  test.each([
    [`dofile("/srv/it's \\"1\\"/a.lua")`, `dofile("/srv/2/a.lua")`],
    [`dofile('/srv/it\\'s "1"/a.lua')`, `dofile('/srv/2/a.lua')`],
    [`dofile("/srv/it\\'s \\"1\\"/a.lua")`, `dofile("/srv/2/a.lua")`],
    [`dofile([[/srv/it's "1"/a.lua]])`, `dofile([[/srv/2/a.lua]])`],
  ])('a path is found as a string of Lua writes it: %s', (lua, moved) => {
    const change = { from: `/srv/it's "1"`, to: '/srv/2' };
    expect(movePaths(`init_by_lua_block { ${lua} }`, [change])).toBe(`init_by_lua_block { ${moved} }`);
  });

  test('a path is written into Lua so that each kind of string holds it', () => {
    const text = `init_by_lua_block { a("/srv/1/x", '/srv/1/x', [[/srv/1/x]]) -- it's /srv/1/x\n}`;
    expect(movePaths(text, [{ from: '/srv/1', to: `/srv/it's "1"` }])).toBe(
      `init_by_lua_block { a("/srv/it's \\"1\\"/x", '/srv/it\\'s "1"/x', [[/srv/it's "1"/x]]) -- it's /srv/1/x\n}`,
    );
  });

  test('regular expressions keep their escapes when a path in them moves', () => {
    const [, , word] = lex(movePaths(String.raw`rewrite ~ "^/srv/gw/\d+\.js\$";`, changes));
    expect(word?.value).toBe(String.raw`^/srv/gen/2/\d+\.js\$`);
  });

  test('a move to where it is changes nothing', () => {
    const text = "root '/srv/gw/html' ;";
    expect(movePaths(text, [{ from: '/srv/gw', to: '/srv/gw' }])).toBe(text);
  });
});

// Two trees, one below the other, as a home and its configuration are; told apart from each other and from all else.
const here = [`/srv/here`, `/srv/here/conf dir`];
const there = [`/opt/there's "1"`, `/opt/設定\\there`];
const pairs = here.map((from, n) => ({ from, to: there[n] as string }));

test.each(Array.from({ length: 200 }, (_, seed) => seed))('there and back is where it was, config %i', (seed) => {
  const text = randomConfig(randoms(seed), here);
  const moved = movePaths(text, pairs);
  const back = movePaths(
    moved,
    pairs.map(({ from, to }) => ({ from: to, to: from })),
  );
  expect(moved).not.toContain('/srv/here/');
  expect(meaning(back)).toEqual(meaning(text));
});

/** Tokens; the parenthesis that closes a condition may be a word of its own or the end of one. */
function meaning(text: string): string[] {
  const words = lex(text).map(({ kind, value }) => `${kind} ${value}`);
  return words.reduce<string[]>((all, word) => {
    if (word === 'word )') all.push(`${all.pop()})`);
    else all.push(word);
    return all;
  }, []);
}
