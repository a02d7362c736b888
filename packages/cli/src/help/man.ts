import type { ExitCode } from '@flatnet-maint/core';
import { exitMeans, shown } from './examples.ts';
import { type Flag, globalFlags, type Spoken } from './grammar.ts';

/** The manual page, in English and in roff with man(7)'s macros. It bears the version and no date, so that a build can be repeated. */
export function manPage(all: readonly Spoken[], version: string): string {
  return [
    `.TH FLATNET\\-MAINT 1 "" "flatnet\\-maint ${roff(version)}" "User Commands"`,
    '.SH NAME',
    'flatnet\\-maint \\- upgrade, check and take back the parts of a Flatnet',
    '.SH SYNOPSIS',
    '.B flatnet\\-maint',
    '.I command',
    '.RI [ options ]',
    '.SH DESCRIPTION',
    ...paragraphs(
      'flatnet-maint changes one part of a Flatnet at a time, and each change is a run: a plan that is shown before it ' +
        'begins, a journal of every deed, and a verification at its end. What fails before commit is taken back by itself, ' +
        'also after a crash, a lost terminal or a power cut: a service that is armed first brings an open run back when ' +
        'its process has ended.',
      'Look first: status says what is true, plan says what would be done and how each step would be undone. Neither ' +
        'changes anything. One run is open on a host at a time.',
    ),
    '.SH OPTIONS',
    'Every command takes these.',
    ...globalFlags.flatMap(flag),
    '.SH COMMANDS',
    ...all.flatMap(command),
    '.SH EXIT STATUS',
    'The exit code describes the system after the command, not the program.',
    ...(Object.keys(exitMeans).map(Number) as ExitCode[]).flatMap((code) => [
      '.TP',
      `.B ${code}`,
      roff(`${capital(exitMeans[code])}.`),
    ]),
    '.SH FILES',
    ...listed([
      ['./flatnet.yaml', 'The site file, looked for here first.'],
      ['~/.config/flatnet-maint/flatnet.yaml', 'The same for one user; below $XDG_CONFIG_HOME where that is set.'],
      ['/etc/flatnet-maint/flatnet.yaml', 'The same for the host. `flatnet-maint schema site` prints its JSON Schema.'],
      [
        '/var/lib/flatnet-maint',
        'State: runs and their journals, generations, snapshots, the last good of each component.',
      ],
      [
        '/var/lib/flatnet-maint/bin/flatnet-maint',
        'The copy of this program that install-self made: it needs no PATH, no npx and no network.',
      ],
      [
        '~/.cache/flatnet-maint',
        'Compiled code of the program, and the parts of the practice machine. May be removed.',
      ],
    ]),
    '.SH ENVIRONMENT',
    ...listed([
      ['FLATNET_MAINT_STATE', 'Folder of runs, generations and snapshots, in place of /var/lib/flatnet-maint.'],
      ['FLATNET_MAINT_CACHE', 'Folder of the practice machine’s parts.'],
      ['XDG_CONFIG_HOME, XDG_CACHE_HOME', 'Where a user’s configuration and caches lie.'],
      ['LC_ALL, LC_MESSAGES, LANG', 'The language of what is shown, unless --lang or the site file says it.'],
      ['HTTP_PROXY, HTTPS_PROXY, NO_PROXY', 'For downloads; sudo drops them unless told otherwise (sudo -E).'],
      ['NODE_EXTRA_CA_CERTS', 'Certificates of an authority of your own, for downloads.'],
      ['CI', 'Anything but empty, 0 and false: nobody is asked, and nothing is drawn.'],
      ['TERM', 'With dumb, progress is printed in lines.'],
    ]),
    '.SH EXAMPLES',
    'Versions and run ids stand for those of your site.',
    ...all.flatMap(({ path }) =>
      (shown[path]?.examples ?? []).flatMap(([line, does]) => [
        '.PP',
        roff(`${does}:`),
        '.RS',
        '.nf',
        roff(line),
        '.fi',
        '.RE',
      ]),
    ),
    '',
  ].join('\n');
}

function command({ path, usage, describe, positionals, flags }: Spoken): readonly string[] {
  const exits = shown[path]?.exits ?? [];
  return [
    `.SS ${roff(usage)}`,
    roff(`${capital(describe)}.`),
    ...positionals.flatMap(({ name, describe: what }) => ['.TP', `.I ${roff(name)}`, roff(what)]),
    ...flags.flatMap(flag),
    ...(exits.length === 0 ? [] : ['.PP', `Exit status: ${exits.join(', ')}.`]),
  ];
}

const flag = ({ name, value, describe, required }: Flag): readonly string[] => [
  '.TP',
  value === null ? `.B ${roff(name)}` : `.BI ${roff(name)} " ${value.toUpperCase()}"`,
  roff(`${describe}${required ? ' (required)' : ''}`),
];

const listed = (rows: readonly (readonly [name: string, what: string])[]): readonly string[] =>
  rows.flatMap(([name, what]) => ['.TP', `.I "${roff(name)}"`, roff(what)]);

const paragraphs = (...texts: readonly string[]): readonly string[] =>
  texts.flatMap((text, index) => [...(index === 0 ? [] : ['.PP']), roff(text)]);

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Text as roff reads it: a hyphen that is typed is `\-`, and a line may not begin with a request's sign. */
const roff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('’', '\\(cq')
    .replaceAll('…', '...')
    .replaceAll('~', '\\(ti')
    .replaceAll('`', '\\(ga')
    .replace(/^([.'])/, '\\&$1');
