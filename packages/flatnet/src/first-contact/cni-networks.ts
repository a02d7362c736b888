import { describeError, type HostView } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import type { Reader } from './beside.ts';
import { namesIn } from './names-in.ts';

const folder = '/etc/cni/net.d';
const most = 262_144;

interface Written {
  readonly name?: unknown;
  readonly type?: unknown;
  readonly plugins?: readonly { readonly type?: unknown }[];
}

/** The networks that container runtimes are told of. */
export const cniNetworks: Reader = async (host) => {
  const { names, hidden } = await namesIn(host, folder);
  const files = names.filter((name) => /\.(conflist|conf|json)$/.test(name)).map((name) => `${folder}/${name}`);
  return { things: await Promise.all(files.map((path) => network(host, path))), hidden };
};

async function network(host: HostView, path: string) {
  const isNamed = path.includes('flatnet');
  try {
    const text = new TextDecoder().decode(await host.files.read(path, { max: most }));
    const { name, type, plugins } = JSON.parse(text) as Written;
    const types = (Array.isArray(plugins) ? plugins.map((one) => one?.type) : [type]).map((one) => String(one ?? '?'));
    const what = t('cni-network', { network: String(name ?? '?'), plugins: types.join(', ') });
    return { where: path, what, sure: isNamed || [name, ...types].some((word) => String(word).includes('flatnet')) };
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : describeError(error).message;
    return { where: path, what: t('cni-unread', { why }), sure: isNamed };
  }
}
