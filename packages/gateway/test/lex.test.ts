import { describe, expect, test } from 'vitest';
import { directives } from '../src/config/directives.ts';
import { editDirectives } from '../src/config/edit.ts';
import { lex } from '../src/config/lex.ts';

const values = (text: string) => lex(text).map((token) => (token.kind === 'lua' ? { lua: token.value } : token.value));

describe('configuration is split as nginx splits it', () => {
  test.each([
    ['words and their ends', 'worker_processes  2;events{}', ['worker_processes', '2', ';', 'events', '{', '}']],
    ['quotes of both kinds', `a "b c" 'd "e"';`, ['a', 'b c', 'd "e"', ';']],
    ['escapes in quotes', String.raw`a "b\"c\\d\te";`, ['a', 'b"c\\d\te', ';']],
    [
      'escapes that are the regular expression’s own',
      String.raw`location ~ "^/v\d{2}\.\$" {`,
      ['location', '~', String.raw`^/v\d{2}\.\$`, '{'],
    ],
    ['an escaped space in a bare word', String.raw`root /srv/a\ b;`, ['root', String.raw`/srv/a\ b`, ';']],
    ['braces of a variable', `root /srv/\${host}/a;`, ['root', `/srv/\${host}/a`, ';']],
    ['comments to the end of the line', '# a; { "\nb c; # d\n', ['b', 'c', ';']],
    ['a hash within a word', 'return 302 /a#b;', ['return', '302', '/a#b', ';']],
    ['names beyond ASCII', 'root /srv/配布/é;', ['root', '/srv/配布/é', ';']],
  ])('%s', (_, text, tokens) => expect(values(text)).toEqual(tokens));

  test.each([
    ['braces', 'local t = { a = {} }'],
    ['a brace in a string', `local a, b = "}", '{"'`],
    ['an escaped quote before a brace', String.raw`local a = "\"}"`],
    ['a brace in a comment', 'local a -- } "\nlocal b'],
    ['a long string', 'local a = [[ } ]]'],
    ['a long string with a level', 'local a = [==[ ]] } ]=] ]==]'],
    ['a long comment', '--[[ } " ]] local a'],
    ['a long comment with a level', '--[=[ }\n ]] ]=] local a'],
  ])('a Lua block is kept whole with %s in it', (_, lua) => {
    expect(values(`content_by_lua_block {${lua}}\nnext x;`)).toEqual([
      'content_by_lua_block',
      { lua },
      'next',
      'x',
      ';',
    ]);
  });

  test('every token stands where it says', () => {
    const text = `http { # c\n  root "/srv/a b";\n  init_by_lua_block { x() }\n}`;
    expect(lex(text).map(({ start, stop }) => text.slice(start, stop))).toEqual([
      'http',
      '{',
      'root',
      '"/srv/a b"',
      ';',
      'init_by_lua_block',
      ' x() ',
      '}',
    ]);
  });
});

test('directives say which blocks are around them, also after a Lua block', () => {
  const text = 'user www; http { server { init_by_lua_block { x = "}" } listen 80; } include a; }';
  expect(
    directives(text).map(({ name, args, inside }) => [...inside, name, ...args.map((a) => a.value)].join(' ')),
  ).toEqual([
    'user www',
    'http',
    'http server',
    'http server init_by_lua_block',
    'http server listen 80',
    'http include a',
  ]);
});

describe('editing directives', () => {
  const edit = (text: string, next: readonly string[] | null | undefined) =>
    editDirectives(text, (name) => (name === 'pid' ? next : undefined));
  test('writes new arguments as quoted words', () =>
    expect(edit('a b;\npid /run/x.pid; # kept\nc {}', ['/srv/"q" \\ 配布'])).toBe(
      'a b;\npid "/srv/\\"q\\" \\\\ 配布"; # kept\nc {}',
    ));
  test('drops what is not wanted', () => expect(edit('a b; pid x; c d;', null)).toBe('a b;  c d;'));
  test('leaves the rest byte by byte', () => expect(edit("a 'b' ;\tpid  x ;", undefined)).toBe("a 'b' ;\tpid  x ;"));
  test('knows where a directive stands', () =>
    expect(
      editDirectives('root a; http { root b; }', (name, _, inside) =>
        name === 'root' && inside[0] === 'http' ? ['c'] : undefined,
      ),
    ).toBe('root a; http { root "c"; }'));
});

test('a list of a hundred thousand words is taken apart once, whichever tree it lies in', () => {
  const list = () => `geo $a { ${Array.from({ length: 50_000 }, (_, n) => `10.0.0.${n} 1;`).join(' ')} }`;
  expect(lex(list())).toBe(lex(list()));
  expect(lex(`${list()} `)).not.toBe(lex(list()));
});
