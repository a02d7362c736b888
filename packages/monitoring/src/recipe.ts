import { mask } from '@flatnet-maint/core';
import { uncarried } from './anonymous-volumes.ts';
import type { Recipe } from './facts.ts';
import { isSameName } from './image-name.ts';

/** Labels that a run gives a container which it makes. */
export const ownLabels = 'flatnet-maint.';

/** Options of `podman create` that stand alone; every other one that is not written with `=` is followed by its value. */
const alone = new Set([
  '--init',
  '--interactive',
  '-i',
  '--tty',
  '-t',
  '--privileged',
  '--read-only',
  '--rm',
  '--publish-all',
  '-P',
  '--no-healthcheck',
  '--no-hosts',
  '--oom-kill-disable',
  '--quiet',
  '-q',
  '--replace',
  '--detach',
  '-d',
  '--env-host',
  '--http-proxy',
  '--read-only-tmpfs',
  '--rootfs',
  '--tls-verify',
]);
/** Ours to say, or about the one moment when it was made. */
const dropped = new Set([
  '--name',
  '--detach',
  '-d',
  '--replace',
  '--pull',
  '--rm',
  '--cidfile',
  '--conmon-pidfile',
  '--pidfile',
]);

/**
 * How a container was made, as Podman keeps it in `Config.CreateCommand`, so that it can be made anew with another image.
 * Values of the environment that may be secrets are left out. null = it was not made by a command that can be read.
 */
export function recipeOf(
  created: readonly string[],
  image: string,
  env: Readonly<Record<string, string>>,
): Recipe | null {
  const words = created.slice(created[1] === 'container' ? 3 : 2);
  const options: string[] = [];
  const variables: Record<string, string | null> = {};
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    const letters = apart(word);
    if (letters.length > 1) {
      words.splice(at, 1, ...letters);
      at -= 1;
      continue;
    }
    if (!word.startsWith('-')) {
      if (!isSameName(word, image)) return null;
      return { options, command: words.slice(at + 1), env: variables };
    }
    const [, name = word, value] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? [];
    // `-p9090:9090`: a short option and its value in one word.
    const isAttached = /^-[A-Za-z]./.test(word);
    const said = value ?? (alone.has(word) ? null : isAttached ? word.slice(2) : words[at + 1]);
    if (value === undefined && said !== null && !isAttached) at += 1;
    const option = isAttached ? word.slice(0, 2) : name;
    if (value !== undefined && alone.has(name)) {
      // `--init=false`: a blank in place of the sign would make the image of its value.
      if (!dropped.has(name)) options.push(word);
      continue;
    }
    if (dropped.has(option) || said?.startsWith(ownLabels)) continue;
    if (option === '-e' || option === '--env') {
      const [, variable = said ?? '', given = null] = /^([^=]*)=(.*)$/s.exec(said ?? '') ?? [];
      variables[variable] = isPlain(variable, given) ? given : null;
      if (given === null && env[variable] === undefined) delete variables[variable];
    } else if (said === null) options.push(word);
    else {
      const own = uncarried(option, said as string);
      if (own !== null) options.push(option, own);
    }
  }
  return null;
}

/** `-dit` as `-d -i -t`: short options that stand alone may be written together. */
function apart(word: string): readonly string[] {
  const letters = /^-([A-Za-z]{2,})$/.exec(word)?.[1]?.split('') ?? [];
  return letters.length > 0 && letters.every((one) => alone.has(`-${one}`)) ? letters.map((one) => `-${one}`) : [word];
}

/** Nothing in it that should be in no file and no list of processes: what is not plainly harmless is taken for a secret. */
const isPlain = (name: string, value: string | null): boolean =>
  value !== null && !secretName.test(name) && harmless.test(value) && mask(`${name}=${value}`).count === 0;

const secretName = /pass|pwd|secret|token|key|cred|auth|private|salt|cookie|hook|(^|_)(url|uri|dsn)(_|$)/i;
/** A switch, a number, a duration, a word, a path. */
const harmless = /^(|[A-Za-z]{1,15}|\d{1,9}(\.\d+)?[a-zA-Z%]{0,2}|(\/[\w.-]{1,40}){1,8}\/?)$/;
