import type { ListFault } from './bad-conflist.ts';
import type { PluginFault } from './bad-plugin.ts';

const validating = 'Error validating CNI config file /etc/cni/net.d/10-flatnet.conflist: ';
const failed = (how: string): string => `${validating}[cni plugin flatnet failed: ${how}]`;
const adding = (how: string): string => `plugin type="flatnet" failed (add): cni plugin flatnet failed: ${how}`;

/** What Podman 4.3.1 says of a build when a container needs it, or the ping in that container; null = nothing that is wrong. */
export const podmanWords: Readonly<Record<PluginFault | ListFault, string | null>> = {
  truncated: failed('signal: segmentation fault'),
  empty: failed('fork/exec /opt/cni/bin/flatnet: exec format error'),
  'bad-interpreter': failed('fork/exec /opt/cni/bin/flatnet: no such file or directory'),
  'interpreter-not-executable': failed('fork/exec /opt/cni/bin/flatnet: permission denied'),
  hangs: null,
  'add-fails': adding('exit status 1'),
  'add-crashes': adding('signal: segmentation fault'),
  'add-refuses': adding('invalid network config: bad subnet'),
  'add-wires-nothing': 'Error: invalid MAC address',
  'wrong-bridge': '0 received, 100% packet loss',
  'del-fails': null,
  'del-leaks': null,
  slow: null,
  'add-hangs': null,
  'del-hangs': null,
  'not-json': `${validating.replace('validating', 'loading')}error parsing configuration list: unexpected end of JSON`,
  // It works, with another program than the one that was to be live.
  'names-another-plugin': null,
  'another-network': 'unable to find network with name or ID flatnet: network not found',
  'unknown-second-plugin': `${validating}[failed to find plugin "nosuch" in path [/opt/cni/bin /usr/lib/cni]]`,
  'invalid-subnet': adding('invalid CIDR address: 10.87.1.0/240'),
  'unknown-cni-version': `${validating}[plugin flatnet does not support config version "9.9.9"]`,
};
