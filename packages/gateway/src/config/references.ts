import { isAbsolute, join } from 'node:path/posix';
import type { Directive } from './directives.ts';
import type { Config } from './read.ts';

/** A path that the configuration names and that the program reads. */
export interface Reference {
  readonly path: string;
  readonly directive: string;
  /** The configuration file that names it. */
  readonly where: string;
  /** nginx minds, or its users do, when it is not there; a guess from a string of Lua or a search path is none of that. */
  readonly wanted: boolean;
  /** Only when it is a file: a word that begins with `/` may as well be an address. */
  readonly guessed: boolean;
}

export interface References {
  readonly reads: readonly Reference[];
  /** Logs, caches, temporary folders: what the program writes, absolute. */
  readonly writes: readonly string[];
  /** Paths that are known only when a request comes, or that are no paths of this machine. */
  readonly unresolved: readonly { readonly directive: string; readonly value: string; readonly where: string }[];
}

/** Relative to the folder of the main configuration; `proxy_ssl_…`, `lua_ssl_…` and the like included. */
const tls =
  /(?:^|_)ssl_(?:certificate|certificate_key|client_certificate|trusted_certificate|crl|dhparam|password_file|session_ticket_key|stapling_file|ech_file)$/;
const inConf = new Set([
  'auth_basic_user_file',
  'auth_jwt_key_file',
  'geoip_country',
  'geoip_city',
  'geoip_org',
  'geoip2',
  'js_include',
  'js_path',
  'js_fetch_trusted_certificate',
  'modsecurity_rules_file',
  'perl_require',
  'quic_host_key',
  'xml_entities',
  'xslt_stylesheet',
]);
/** Relative to the prefix. */
const inHome = new Set(['root', 'alias', 'load_module', 'perl_modules', 'zstd_dict_file']);
const written =
  /^(?:pid|lock_file|error_log|access_log|google_perftools_profiles|working_directory)$|_(?:temp_path|cache_path|store|dump)$/;
/** Their words are addresses, patterns, headers: a file of that name would be chance. */
const noPaths =
  /^(?:location|rewrite|return|try_files|error_page|if|proxy_pass|\w*_redirect|server_name|add_header|sub_filter\w*|\w+_set_header|\w+_cookie_path|auth_request|mirror|post_action|allow|deny|listen|log_format|env|include|index|user|internal)$/;

/**
 * Every path that a configuration refers to (H41), as nginx resolves it: certificates, password files, Lua, pages,
 * modules, and any other word that begins with `/`. Included files are the reader's; they are `config.files`.
 */
export function references(config: Config, places: { readonly home: string; readonly confFolder: string }): References {
  const reads: Reference[] = [];
  const writes: string[] = [];
  const unresolved: { directive: string; value: string; where: string }[] = [];
  for (const file of config.files) {
    for (const directive of file.directives) {
      const { name } = directive;
      const args = directive.args.map((token) => token.value);
      const add = (value: string, base: string, how: { wanted?: boolean; guessed?: boolean } = {}) => {
        if (/\$|^(?:engine|store|data):/.test(value)) {
          if (how.guessed !== true) unresolved.push({ directive: name, value, where: file.path });
          return;
        }
        // Not normalized: `..` behind a link leads elsewhere than its text does.
        const path = isAbsolute(value) ? value : `${base}/${value}`;
        const { wanted = true, guessed = false } = how;
        reads.push({ path, directive: name, where: file.path, wanted, guessed });
      };
      const lua = (list: string) => {
        for (const folder of luaFolders(list, places.home)) {
          if (isAbsolute(folder)) add(folder, '/', { wanted: false });
          else unresolved.push({ directive: name, value: folder, where: file.path });
        }
      };
      if (name === 'listen' && args[0]?.startsWith('unix:')) writes.push(...writtenAt(args[0].slice(5), places.home));
      else if (written.test(name)) writes.push(...writtenAt(args[0], places.home));
      else if (name === 'include') absentInclude(args[0], config, places.confFolder, add);
      else if (name === 'lua_package_path' || name === 'lua_package_cpath') lua(args[0] ?? '');
      else if (name.endsWith('_by_lua_file')) add(args[name === 'set_by_lua_file' ? 1 : 0] ?? '', places.home);
      else if (/_by_lua(?:_block)?$/.test(name)) {
        for (const text of luaStrings(luaOf(file.text, directive))) {
          if (text.includes('?')) lua(text);
          else add(text, '/', { wanted: false, guessed: true });
        }
      } else if (name === 'js_import' || name === 'js_preload_object') add(args.at(-1) ?? '', places.confFolder);
      else if (args[0] !== undefined && (tls.test(name) || inConf.has(name))) {
        // `off` takes back what an outer block says.
        if (args[0] !== 'off' && args[0] !== '') add(args[0], places.confFolder);
      } else if (args[0] !== undefined && inHome.has(name)) add(args[0], places.home);
      else if (!noPaths.test(name))
        for (const value of args) if (value.startsWith('/')) add(value, '/', { wanted: false, guessed: true });
    }
  }
  return { reads, writes, unresolved };
}

/** What was found is read already; one file that is not there is told, a pattern may find nothing. */
function absentInclude(
  value: string | undefined,
  { included }: Config,
  confFolder: string,
  add: (value: string, base: string) => void,
): void {
  if (value === undefined || /[*?[]/.test(value)) return;
  const path = isAbsolute(value) ? value : join(confFolder, value);
  if ((included.get(path) ?? []).length === 0) add(value, confFolder);
}

/** Up to the first variable: `logs/$host.log` is written somewhere in `logs`. */
function writtenAt(value: string | undefined, home: string): string[] {
  if (value === undefined || /^(?:off|on|stderr|syslog:|memory:|\$)/.test(value)) return [];
  const path = isAbsolute(value) ? value : join(home, value);
  const at = path.indexOf('$');
  return [at < 0 ? join(path) : join(path.slice(0, path.lastIndexOf('/', at)))];
}

/** The folders of a search path: `/srv/lua/?.lua;$prefix/lualib/?/init.lua;;`. */
function luaFolders(list: string, home: string): string[] {
  return list
    .split(';')
    .map((one) => one.replace(/\$\{prefix\}|\$prefix/g, home).trim())
    .filter((one) => one.includes('?'))
    .map((one) => one.slice(0, one.indexOf('?')))
    .map((one) => one.slice(0, one.lastIndexOf('/') + 1).replace(/\/+$/, '') || (one.startsWith('/') ? '/' : './'));
}

const luaOf = (text: string, { name, args, start, stop }: Directive): string =>
  name.endsWith('_block') ? text.slice(start, stop) : args.map((token) => token.value).join('\n');

/** Absolute paths and search paths among the strings of a piece of Lua. */
function luaStrings(lua: string): string[] {
  const strings = /"((?:\\.|[^"\\\n])*)"|'((?:\\.|[^'\\\n])*)'|\[(=*)\[(.*?)\]\3\]/gs;
  return [...lua.matchAll(strings)]
    .map((found) => (found[1] ?? found[2] ?? found[4] ?? '').replace(/\\(["'\\])/g, '$1'))
    .filter((text) => text.startsWith('/') && text.length > 1);
}
