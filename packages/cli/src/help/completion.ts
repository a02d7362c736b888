import { type Flag, globalFlags, nextWords, pathsOf, type Spoken } from './grammar.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** A script for a shell. It holds all words itself: no TAB starts Node, and none needs a site file. */
export function completionScript(shell: Shell, all: readonly Spoken[]): string {
  const scripts = { bash, zsh, fish };
  return scripts[shell](all);
}

interface Place {
  readonly path: string;
  readonly words: readonly { word: string; describe: string }[];
  readonly flags: readonly Flag[];
}

/** What may be typed at each place: further words of the command, or what its first argument can be. */
function placesOf(all: readonly Spoken[]): readonly Place[] {
  return ['', ...pathsOf(all)].map((path) => {
    const own = all.find((one) => one.path === path);
    const named = (own?.positionals ?? []).flatMap(({ words, describe }) => words.map((word) => ({ word, describe })));
    return { path, words: [...nextWords(all, path), ...named], flags: [...(own?.flags ?? []), ...globalFlags] };
  });
}

const valued = (all: readonly Spoken[]): readonly Flag[] => {
  const flags = [...globalFlags, ...all.flatMap((one) => one.flags)].filter(({ value }) => value !== null);
  return [...new Map(flags.map((flag) => [flag.name, flag])).values()];
};
const names = (flags: readonly Flag[], between = ' ') => flags.map(({ name }) => name).join(between);
const files = (all: readonly Spoken[]) => valued(all).filter(({ value }) => value === 'file');

const bash = (all: readonly Spoken[]): string => `# bash completion of flatnet-maint
_flatnet_maint() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} at= given= i words= flags=
  # \`--site=FILE\` arrives in three words.
  if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  case $prev in
    ${names(files(all), '|')}) compopt -o default; return ;;
    ${names(valued(all), '|')}) return ;;
  esac
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      ${names(valued(all), '|')}) if [[ \${COMP_WORDS[i + 1]} == = ]]; then ((i += 2)); else ((i++)); fi ;;
      -*) ;;
      *) case "$at\${at:+ }\${COMP_WORDS[i]}" in
${pathsOf(all)
  .map((path) => `        '${path}') at='${path}' ;;`)
  .join('\n')}
        *) given=1 ;;
      esac ;;
    esac
  done
  case $at in
${placesOf(all)
  .map(
    ({ path, words, flags }) =>
      `    '${path}') words='${words.map(({ word }) => word).join(' ')}' flags='${names(flags)}' ;;`,
  )
  .join('\n')}
  esac
  # One argument is all that any command completes.
  if [[ $cur == -* ]]; then words=$flags; elif [[ $given ]]; then words=; fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -F _flatnet_maint flatnet-maint
`;

const zshItem = (name: string, describe: string) => quoted(`${name}:${describe}`);

const zsh = (all: readonly Spoken[]): string => `#compdef flatnet-maint
# zsh completion of flatnet-maint
_flatnet_maint() {
  local at= given= word prev=\${words[CURRENT - 1]}
  local -a next flags
  local -i i
  case $prev in
    (${names(files(all), '|')}) _files; return ;;
    (${names(valued(all), '|')}) return ;;
  esac
  for ((i = 2; i < CURRENT; i++)); do
    word=\${words[i]}
    case $word in
      (${names(valued(all), '|')}) ((i++)) ;;
      (-*) ;;
      (*) case "$at\${at:+ }$word" in
${pathsOf(all)
  .map((path) => `        ('${path}') at='${path}' ;;`)
  .join('\n')}
        (*) given=1 ;;
      esac ;;
    esac
  done
  case $at in
${placesOf(all)
  .map(
    ({ path, words, flags }) => `    ('${path}')
      next=(${words.map(({ word, describe }) => zshItem(word, describe)).join(' ')})
      flags=(${flags.map(({ name, describe }) => zshItem(name, describe)).join(' ')}) ;;`,
  )
  .join('\n')}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then _describe -o option flags; elif [[ -z $given ]]; then _describe command next; fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _flatnet_maint "$@"; else compdef _flatnet_maint flatnet-maint; fi
`;

const fish = (all: readonly Spoken[]): string => `# fish completion of flatnet-maint
# True at a place of the line; with \`more\`, after an argument too.
function __flatnet_maint_at
    set -l at ''
    set -l given 0
    set -l skip 0
    for word in (commandline -opc)[2..]
        if test $skip -eq 1
            set skip 0
            continue
        end
        switch $word
            case ${names(valued(all))}
                set skip 1
            case '-*'
            case '*'
                switch (string trim -- "$at $word")
                    case ${pathsOf(all).map(quoted).join(' ')}
                        set at (string trim -- "$at $word")
                    case '*'
                        set given 1
                end
        end
    end
    test "$at" = "$argv[1]" -a "$given$argv[2]" != 1
end
complete -c flatnet-maint -f
${globalFlags.map((flag) => fishFlag(flag, null)).join('\n')}
${placesOf(all)
  .flatMap(({ path, words }) => [
    ...words.map(
      ({ word, describe }) => `complete -c flatnet-maint -n ${at(path)} -a ${quoted(word)} -d ${quoted(describe)}`,
    ),
    ...(all.find((one) => one.path === path)?.flags ?? []).map((flag) => fishFlag(flag, path)),
  ])
  .join('\n')}
`;

const at = (path: string) => quoted(`__flatnet_maint_at "${path}"`);
const fishFlag = ({ name, describe, value }: Flag, path: string | null): string => {
  const when = path === null ? '' : ` -n ${quoted(`__flatnet_maint_at "${path}" more`)}`;
  const takes = value === null ? '' : value === 'file' ? ' -rF' : ' -x';
  return `complete -c flatnet-maint${when} -l ${name.slice(2)}${takes} -d ${quoted(describe)}`;
};

/** A literal for zsh: a quote inside ends it, stands alone, and begins it again. fish reads this the same way. */
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "'\\''")}'`;
