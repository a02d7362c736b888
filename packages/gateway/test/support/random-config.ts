import type { Randoms } from './randoms.ts';

const names = ['html', 'a b', '頁', 'x.js', "o'k", 'q"q', 'v1', '$host', 'l\\r'];
const bare = ['80', '/usr/share', '$uri', 'off', '*.conf', '/srv/hereafter', '~^/x\\d', `\${a}b`];

/** A configuration that means nothing and is full of paths below `roots`, in every form in which they may stand. */
export function randomConfig({ below, one }: Randoms, roots: readonly string[]): string {
  const path = () => [one(roots), ...Array.from({ length: below(3) }, () => one(names))].join('/');
  const needsQuotes = (value: string) => /[\s;{}"'\\#]/.test(value);
  const escaped = (value: string, quote: string) => value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  const word = (value: string) => {
    const quote = one(['"', "'", '']);
    return quote === '' && !needsQuotes(value)
      ? value
      : `${quote || '"'}${escaped(value, quote || '"')}${quote || '"'}`;
  };
  // Lua writes both kinds of quotes escaped or not; those that are escaped as the mover escapes come back as they were.
  const lua = () =>
    one([`x("${escaped(one(roots), '"')}/a.lua") -- }`, `y = { [[${one(roots)}/b]] }`, 'z = "}" .. \'{\'']);
  const line = (depth: number): string => {
    switch (below(depth > 2 ? 5 : 7)) {
      case 0:
        return `root ${word(path())};`;
      case 1:
        return `alias ${word(path())} ${one(bare)};`;
      case 2:
        return `# ${one(bare)} { " '\nlisten ${one(bare)};`;
      case 3:
        return `if (-f ${word(path())}) { return 404; }`;
      case 4:
        return `content_by_lua_block { ${lua()}\n}`;
      case 5:
        return `lua_package_path ${word(`${path()}/?.lua;${path()};;`)};`;
      default:
        return `${one(['http', 'server', 'location /a'])} {\n${block(depth + 1)}}`;
    }
  };
  const block = (depth: number): string => Array.from({ length: 1 + below(5) }, () => `${line(depth)}\n`).join('');
  return block(0);
}
