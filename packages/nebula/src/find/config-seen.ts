import type { Look } from '@flatnet-maint/actions';
import { describeError } from '@flatnet-maint/core';
import { configFiles, type Inline, readConfig, readTree, treeAt } from '../config.ts';
import type { NebulaConfig } from '../facts.ts';

/** What the configuration in its place says; of one that cannot be read, why. */
export interface ConfigSeen {
  /** Its files; empty = there are none. */
  readonly files: readonly string[];
  readonly settings: NebulaConfig | null;
  readonly inline: Inline;
  /** A key stands in it itself. */
  readonly holdsKey: boolean;
  readonly why: string | null;
  /** Addresses in the tunnel that it names as lighthouses. */
  readonly lighthouses: readonly string[];
  /** Its device, as it is named. */
  readonly device: string;
}

/** As Nebula names it by itself. */
const usualDevice = 'nebula1';

const nothing = {
  ...{ files: [], settings: null, inline: { ca: null, cert: null }, holdsKey: false },
  ...{ lighthouses: [], device: usualDevice },
};

export async function seeConfig(look: Look, config: string | null, folder: string): Promise<ConfigSeen> {
  if (config === null) return { ...nothing, why: null };
  const { host } = look;
  try {
    const { files } = await configFiles(host, (await look.real(config)) ?? config);
    const paths = files.map(({ path }) => path);
    const { settings, inline, why } = await readConfig(host, files, folder);
    if (settings === null) return { ...nothing, files: paths, why };
    const tree = await readTree(host, files);
    const { hosts } = treeAt(tree, 'lighthouse');
    const { dev } = treeAt(tree, 'tun');
    return {
      ...{ files: paths, settings, inline, why },
      holdsKey: settings.key !== null && 'inline' in settings.key,
      lighthouses: Array.isArray(hosts) ? hosts.filter((one) => typeof one === 'string' && isAddress(one)) : [],
      device: typeof dev === 'string' && /^[\w.-]{1,15}$/.test(dev) ? dev : usualDevice,
    };
  } catch (error) {
    const { message } = describeError(error);
    look.cannot(message);
    return { ...nothing, why: message };
  }
}

const isAddress = (text: string): boolean => /^[0-9A-Fa-f.:]+$/.test(text);
