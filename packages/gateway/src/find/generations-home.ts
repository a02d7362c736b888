import { join } from 'node:path/posix';
import type { Look } from './look.ts';
import { homeName } from './names.ts';

/** The home that generations in `base` are meant for: a link that leads to one, a tree beside them, or what their configuration names. */
export async function homeOfGenerations(look: Look, base: string): Promise<string> {
  const folder = join(base, 'generations/gateway');
  const names = await look.names(base);
  const trees: string[] = [];
  for (const name of names) {
    const entry = await look.entry(join(base, name));
    if (entry?.kind === 'link' && (entry.to ?? '').includes('generations/gateway')) return join(base, name);
    if (name !== 'generations' && (await look.hasProgram(join(base, name)))) trees.push(homeName(name));
  }
  const [beside] = trees.includes('openresty') ? ['openresty'] : trees.sort();
  if (beside !== undefined) return join(base, beside);
  const configs = [
    join(base, 'config/nginx.conf'),
    ...(await look.names(folder)).map((name) => join(folder, name, 'conf/nginx.conf')),
  ];
  for (const path of configs) {
    const text = (await look.stat(path))?.kind === 'file' ? await look.text(path) : null;
    const at = text?.indexOf(`${base}/`) ?? -1;
    const named = /^([^/"';\s]+)\/(?:lualib|modules|html|conf|boot|logs)\b/.exec(
      text?.slice(at + base.length + 1) ?? '',
    )?.[1];
    if (at >= 0 && named !== undefined) return join(base, named);
  }
  return join(base, 'openresty');
}
