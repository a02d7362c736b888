import { type CniRelease, soundConflist, standIn } from './cni-release.ts';

/** Lists that can be told to be wrong by reading them. */
export const unreadableLists = ['not-json', 'names-another-plugin', 'another-network'] as const;
/** Lists that only Podman, or a container, can tell to be wrong. */
export const falseLists = ['unknown-second-plugin', 'invalid-subnet', 'unknown-cni-version'] as const;
export const listFaults = [...unreadableLists, ...falseLists] as const;
export type ListFault = (typeof listFaults)[number];

/** An archive with a sound program and a list that is bad in one way. */
export const badConflist = (fault: ListFault, version = '0.2.0'): CniRelease => ({
  version,
  plugin: standIn(version),
  conflist: badList(fault),
});

/** An archive with a sound program and a sound list that differs from the first one: a route is added. */
export const goodConflist = (version: string): CniRelease => ({
  version,
  plugin: standIn(version),
  conflist: soundConflist().replace('"ranges":', '"routes": [{ "dst": "0.0.0.0/0" }], "ranges":'),
});

function badList(fault: ListFault): string {
  const list = soundConflist();
  switch (fault) {
    case 'not-json':
      return list.trimEnd().slice(0, -8);
    case 'names-another-plugin':
      return list.replace('"type": "flatnet"', '"type": "bridge"');
    case 'another-network':
      return list.replace('"name": "flatnet"', '"name": "flatnet2"');
    case 'unknown-second-plugin':
      return list.replace(/\n {4}}\n {2}]/, '\n    },\n    { "type": "nosuch" }\n  ]');
    case 'invalid-subnet':
      return list.replace('10.87.1.0/24', '10.87.1.0/240');
    case 'unknown-cni-version':
      return list.replace('"cniVersion": "0.4.0"', '"cniVersion": "9.9.9"');
  }
}
