import type { Argv, Digest, Millis } from '@flatnet-maint/core';

/** What the site file says of the plugin: paths absolute, durations in milliseconds. */
export interface CniSite {
  /** The program that Podman runs, `/opt/cni/bin/flatnet`. */
  readonly plugin: string;
  /** The list that names it, `/etc/cni/net.d/10-flatnet.conflist`. */
  readonly conflist: string;
  /** Where kept builds lie, each with its list. */
  readonly generations: string;
  readonly trial: {
    /** An image that is on this host; it is never pulled in the middle of a run. */
    readonly image: string;
    /** What listens in it, and where; null = a small answerer of its shell. */
    readonly command: Argv | null;
    readonly port: number;
  };
  /** Where addresses are kept, when the list does not tell it; null = the list tells, or nobody knows. */
  readonly ipam: string | null;
  /** The gateway's API where containers are registered; null = nothing is registered anew. */
  readonly registry: string | null;
  /** Files that name addresses of containers. */
  readonly mentions: readonly string[];
  readonly soak: Millis;
  readonly verify: readonly { readonly id: string; readonly command: Argv; readonly limit: Millis }[];
  /** Builds whose version is known by their hash. */
  readonly releases: readonly { readonly version: string; readonly sha256: Digest }[];
}

/** A file as it is put in place: what it holds, and whose it is. */
export type PlacedFile = {
  readonly sha256: Digest;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
};

/** What a list says of its network; null where it does not say it. */
export type Network = {
  readonly name: string;
  readonly cniVersion: string;
  /** Of its first plugin. */
  readonly type: string;
  readonly bridge: string | null;
  /** In the notation `10.87.1.0/24`. */
  readonly ranges: readonly string[];
  readonly gateway: string | null;
  /** Folder or file in which addresses are kept. */
  readonly ipam: string | null;
};

/** What a generation needs to be made live again: its tree holds `plugin` and `conflist` under these names. */
export type CniParts = {
  readonly plugin: { readonly name: string } & PlacedFile;
  readonly conflist: ({ readonly name: string } & PlacedFile) | null;
  readonly network: Network | null;
};

/** What steps depend on. Containers, addresses in use and free space are readings: they change by themselves. */
export type CniFacts = {
  readonly host: string;
  /** Of the machine: what runs now ends with it. */
  readonly boot: string;
  /** The path that Podman runs, and what it is now; null = nothing is there. */
  readonly plugin: string;
  readonly conflist: string;
  readonly pluginFile: PlacedFile | null;
  readonly conflistFile: PlacedFile | null;
  /** null = the list is absent, does not parse, or names no plugin; `why` tells. */
  readonly network: Network | null;
  readonly networkWhy: string | null;
  /** What is live, by its content: a kept generation, or the name that it would have. */
  readonly generation: { readonly id: string; readonly version: string; readonly tree: string; readonly kept: boolean };
  /** Of the kept generation that is live; null = it is not kept. What drift is looked for in. */
  readonly tree: string | null;
  /** Whether it answers VERSION as its list wants it. */
  readonly answers: boolean;
  /** Where the pair lies that is taken for the present one when somebody chose a program, and what stands in its place. */
  readonly chosen: {
    readonly plugin: string;
    readonly conflist: string;
    readonly standing: {
      readonly plugin: PlacedFile | null;
      readonly conflist: PlacedFile | null;
      readonly answers: boolean;
    };
  } | null;
  readonly generations: string;
  /** null = there is none. */
  readonly podman: { readonly version: string; readonly backend: string } | null;
  readonly image: string;
  readonly trial: { readonly command: readonly string[] | null; readonly port: number };
  readonly registry: string | null;
  readonly mentions: readonly string[];
  readonly commands: readonly { readonly id: string; readonly command: readonly string[]; readonly limit: Millis }[];
};

/** A container on the network, found without the plugin's help. */
export type OnNetwork = {
  readonly name: string;
  readonly id: string;
  readonly address: string | null;
  readonly running: boolean;
};

export type CniReadings = {
  readonly free: number;
  /** Of the plugin, its list and the addresses. */
  readonly treeBytes: number;
  readonly mayWrite: boolean;
  readonly uid: number;
  /** What the plugin says to CNI_COMMAND=VERSION. */
  readonly answer: { readonly ok: boolean; readonly said: string; readonly took: number };
  readonly containers: readonly OnNetwork[];
  /** Why the containers could not be seen; null = they were. */
  readonly containersWhy: string | null;
  readonly addresses: { readonly used: number; readonly usable: number; readonly orphans: readonly string[] } | null;
  readonly image: boolean;
  /** Programs of the plugin's name in other folders of plugins, with another content. */
  readonly shadows: readonly string[];
  /** The path of the site file when it is a link to a program of another name, which a list does not name; null = it is not. */
  readonly linked: string | null;
  /** Programs that are needed and are not there: ping, flock. */
  readonly lacks: readonly string[];
};
