import { t } from '../texts.ts';
import type { Reader } from './beside.ts';
import { namesIn } from './names-in.ts';

const folder = '/opt/cni/bin';

/** The plugin's program, and the copies that hands left beside it. */
export const cniPrograms: Reader = async (host) => {
  const { names, hidden } = await namesIn(host, folder);
  const ours = names.filter((name) => name.startsWith('flatnet'));
  const copies = ours.filter((name) => name.startsWith('flatnet.bak'));
  const things = ours
    .filter((name) => !copies.includes(name))
    .map((name) => ({ where: `${folder}/${name}`, what: t('cni-program'), sure: true }));
  const kept = { where: `${folder}/flatnet.bak.*`, what: t('cni-copies', { count: copies.length }), sure: true };
  return { things: copies.length === 0 ? things : [...things, kept], hidden };
};
