import { directives } from './directives.ts';

const listensTo80 = ' listen 80;';

/**
 * A `server` that names no address listens on port 80 of all of them. Said in words, so that a copy can be given another one.
 * What it includes may name one; that is looked at in its own file.
 */
export function withListen(text: string): string {
  const all = directives(text);
  let out = '';
  let at = 0;
  for (const [index, { name, args, inside, stop }] of all.entries()) {
    if (name !== 'server' || args.length > 0 || inside.some((block) => block !== 'http')) continue;
    const depth = inside.length + 1;
    const after = all.slice(index + 1);
    const end = after.findIndex((one) => one.inside.length < depth);
    const own = (end === -1 ? after : after.slice(0, end)).filter((one) => one.inside.length === depth);
    if (own.some((one) => one.name === 'listen' || one.name === 'include')) continue;
    out += text.slice(at, stop) + listensTo80;
    at = stop;
  }
  return out + text.slice(at);
}
