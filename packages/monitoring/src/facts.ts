import type { Argv, Digest, Millis, Secret } from '@flatnet-maint/core';

/** What a service is: what it is asked, and what a release of it migrates. */
export type Kind = 'prometheus' | 'alertmanager' | 'grafana' | 'loki' | 'promtail' | 'node-exporter' | 'other';

/** What the site file says of one service; null = as its kind says it. */
export interface ServiceSetting {
  readonly is: Kind | null;
  /** Where this host reaches it. */
  readonly address: string | null;
  /** What validates its configuration inside of its image; `none` = nothing can. */
  readonly validate: Argv | null;
  /** When its data is copied: 'always', or 'migrating' = when a release migrates it. */
  readonly copies: 'always' | 'migrating' | null;
  /** How long it must run without a restart before the next one is replaced. */
  readonly steady: Millis | null;
  /** Whether a kind of error that was not in its log before sends a run back, or is only told. */
  readonly errors: 'judged' | 'told' | null;
}

/** What the site file says of the stack: paths absolute, durations in milliseconds. */
export interface MonitoringSite {
  /** The compose file that the containers were made from. */
  readonly compose: string;
  /** The project’s name; null = the name of the folder, as podman-compose has it. */
  readonly project: string | null;
  readonly generations: string;
  readonly services: Readonly<Record<string, ServiceSetting>>;
  readonly grafana: { readonly user: string; readonly password: Secret | null };
  readonly soak: Millis;
  readonly verify: readonly { readonly id: string; readonly command: Argv; readonly limit: Millis }[];
}

/** An image by what it is (id of its configuration, 64 hexadecimal digits) and by how the compose file names it. */
export type Image = { readonly id: Digest; readonly ref: string };

/** What a container sees of the host. 'volume' = a named volume, by its name. */
export type Mount = {
  readonly kind: 'file' | 'folder' | 'volume';
  readonly source: string;
  readonly target: string;
  readonly writes: boolean;
  readonly volume: string | null;
};

/**
 * How a container is made anew: the words behind `podman create`, without its name, its image, and what follows the image;
 * `-e NAME` without the value. `env`: the values, null = it is a secret, or may be one, and is read from the container.
 */
export type Recipe = {
  readonly options: readonly string[];
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string | null>>;
};

export type Service = {
  /** As the compose file calls it. */
  readonly name: string;
  readonly container: string;
  readonly kind: Kind;
  readonly image: Image;
  /** null = it publishes no port that it could be asked at. */
  readonly address: string | null;
  readonly recipe: Recipe;
  readonly mounts: readonly Mount[];
  /** null = nothing validates it. */
  readonly validate: readonly string[] | null;
  readonly copies: 'always' | 'migrating';
  readonly steady: Millis;
  readonly errors: 'judged' | 'told';
  /** How long it is given to end, in seconds. */
  readonly stopSeconds: number;
};

/** A file as it is put in place. `live` = how a container sees it: a file mounted alone keeps its inode. */
export type ConfigPart = {
  readonly path: string;
  readonly sha256: Digest;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly live: 'alone' | 'in-folder' | 'unseen';
};

/** A copy of a service’s data, taken when it ran this image: what a return to that image needs. */
export type DataCopy = {
  readonly service: string;
  readonly image: Digest;
  readonly version: string;
  readonly folder: string;
  readonly run: string;
};

/** A service as a generation keeps it: all that is needed to make its container anew. */
export type KeptService = Pick<
  Service,
  'name' | 'container' | 'kind' | 'image' | 'address' | 'recipe' | 'mounts' | 'stopSeconds'
>;

/** What a generation needs to be made live again; its tree holds the files, each under its path on the host. */
export type StackParts = {
  readonly compose: ConfigPart;
  readonly files: readonly ConfigPart[];
  readonly services: readonly KeptService[];
};

/** What steps depend on. Targets, rules, restarts and free space are readings: they change by themselves. */
export type MonitoringFacts = {
  readonly host: string;
  readonly boot: string;
  readonly project: string;
  readonly compose: ConfigPart & { readonly text: string };
  readonly files: readonly ConfigPart[];
  readonly services: readonly Service[];
  /** Services of the compose file that have no container, and why they cannot be told. */
  readonly absent: readonly { readonly service: string; readonly why: string }[];
  readonly generation: { readonly id: string; readonly version: string; readonly tree: string; readonly kept: boolean };
  /** Of the kept generation that is live; null = it is not kept. What drift is looked for in. */
  readonly tree: string | null;
  readonly generations: string;
  readonly dataCopies: readonly DataCopy[];
  readonly grafana: { readonly user: string; readonly password: Secret | null };
  readonly commands: readonly { readonly id: string; readonly command: readonly string[]; readonly limit: Millis }[];
};

/** What a container has been doing; ids change with every replacement, so none of it is a fact. */
export type ServiceReading = {
  readonly name: string;
  readonly running: boolean;
  /** As the service itself reports it; null = it was not asked, or did not answer. */
  readonly version: string | null;
  readonly restarts: number;
};

export type MonitoringReadings = {
  readonly free: number;
  /** Of all images, and of the data that a copy would hold. */
  readonly treeBytes: number;
  readonly mayWrite: boolean;
  readonly uid: number;
  readonly services: readonly ServiceReading[];
  /** Configuration and data that no generation holds, and why. */
  /** Places of data that cannot be copied and put back, and what is mounted there. */
  readonly fixed: readonly { readonly path: string; readonly from: string }[];
  readonly unkept: readonly { readonly path: string; readonly why: string }[];
  /** Services whose user and password are those that everybody knows. */
  readonly defaultPassword: boolean;
};
