import type { FileSource } from '@flatnet-maint/actions';
import type { Argv, Digest, Millis, Secret } from '@flatnet-maint/core';
import type { UnitReadings } from './unit.ts';

/** A host that must answer through the tunnel. */
export type Peer = {
  readonly name: string;
  /** In the tunnel. */
  readonly address: string;
  readonly port: number | null;
  readonly asks: Argv | null;
  readonly status: Argv | null;
  readonly version: string | null;
  readonly confirms: Argv | null;
};

/** How certificates and keys are kept. */
export type Keys = {
  readonly recipient: string | null;
  readonly passphrase: Secret | null;
  /** null = the key of the certificate authority is never copied. */
  readonly caKey: string | null;
};

/** What the site file says: paths absolute, durations in milliseconds. */
export interface NebulaSite {
  readonly program: string;
  readonly cert: string;
  /** A file or a folder. */
  readonly config: string;
  readonly service: string;
  readonly generations: string;
  readonly log: string | null;
  readonly peers: readonly Peer[];
  readonly keys: Keys;
  readonly soak: Millis;
  readonly verify: readonly { readonly id: string; readonly command: Argv; readonly limit: Millis }[];
}

/** A file as it is put in place: what it holds, and whose it is. */
export type PlacedFile = Omit<FileSource, 'from'>;
/** `path` is where it is live, `name` where it lies in a generation's tree. */
export type NamedFile = PlacedFile & { readonly name: string; readonly path: string };

/** What a generation needs to be made live again. Certificates and keys are no part of it. */
export type NebulaParts = {
  readonly program: NamedFile;
  /** null = there is no nebula-cert. */
  readonly cert: NamedFile | null;
  readonly config: readonly NamedFile[];
  /** What is passed to `-config`, in the tree. */
  readonly configIn: string;
};

/** One certificate, as nebula-cert prints it, whichever of its two shapes. */
export type Certificate = {
  readonly name: string;
  readonly isCa: boolean;
  /** With their length: `10.100.1.1/16`. */
  readonly networks: readonly string[];
  /** ISO 8601. */
  readonly notAfter: string;
  readonly fingerprint: string;
  /** Fingerprint of the authority that signed it; empty for an authority. */
  readonly issuer: string;
  /** Of its format: 1, or 2 since Nebula 1.10. */
  readonly version: number;
};

/** Where a part of the PKI lies; `inline` = in the configuration itself. */
export type PkiFile = { readonly path: string; readonly sha256: Digest | null } | { readonly inline: true };

/** What the configuration says; what it does not say is as Nebula takes it. */
export type NebulaConfig = {
  readonly ca: PkiFile | null;
  readonly cert: PkiFile | null;
  readonly key: PkiFile | null;
  readonly isLighthouse: boolean;
  readonly port: number;
};

/** What somebody chose to be taken for what is in place, and what stands there. */
export type ChosenNebula = {
  readonly program: string;
  readonly cert: string | null;
  /** A file or a folder. */
  readonly config: string;
  /** Where each file of the configuration lies, in their order. */
  readonly configFiles: readonly string[];
  readonly standing: {
    readonly program: PlacedFile | null;
    readonly cert: PlacedFile | null;
    readonly config: readonly NamedFile[];
    /** The program that its service ran on with, by its bytes; null = nothing that would come back. */
    readonly runs: Digest | null;
  };
};

/** What steps depend on. What runs, who is connected and how long certificates last are readings: they change by themselves. */
export type NebulaFacts = {
  readonly host: string;
  readonly program: string;
  readonly cert: string;
  readonly config: string;
  readonly programFile: PlacedFile | null;
  readonly certFile: PlacedFile | null;
  readonly configFiles: readonly NamedFile[];
  /** What is passed to `-config` when a generation's own is meant, relative to its tree. */
  readonly configIn: string;
  /** null = it is absent or cannot be read; `configWhy` tells. */
  readonly settings: NebulaConfig | null;
  readonly configWhy: string | null;
  /** Of the host, and of the authorities that it trusts; null = could not be read, and `pkiWhy` tells. */
  readonly certificate: Certificate | null;
  readonly authorities: readonly Certificate[];
  readonly pkiWhy: string | null;
  /** This host in the tunnel, without the length; null = its certificate could not be read. */
  readonly address: string | null;
  /** What is live, by its content: a kept generation, or the name that it would have. */
  readonly generation: { readonly id: string; readonly version: string; readonly tree: string; readonly kept: boolean };
  /** null = what is in place is meant. */
  readonly chosen: ChosenNebula | null;
  /** Of the kept generation that is live; null = it is not kept. What drift is looked for in. */
  readonly tree: string | null;
  readonly service: string;
  readonly manager: 'systemd' | 'windows' | 'none';
  /** Where it is started, for paths in the configuration that are not absolute. */
  readonly folder: string;
  readonly generations: string;
  readonly log: string | null;
  readonly peers: readonly Peer[];
  readonly keys: Keys;
  readonly commands: readonly { readonly id: string; readonly command: readonly string[]; readonly limit: Millis }[];
};

export type NebulaReadings = {
  readonly free: number;
  /** Of both programs and the configuration. */
  readonly treeBytes: number;
  /** Bytes free where the program lies, and those that putting another there takes: both lie there for a moment. */
  readonly place: { readonly free: number; readonly needs: number };
  readonly mayWrite: boolean;
  readonly uid: number;
  /** The service, and the program that it runs: by its path and its bytes. */
  readonly service: { readonly state: string; readonly enabled: boolean; readonly pid: number | null };
  readonly running: { readonly path: string; readonly sha256: Digest } | null;
  readonly unit: UnitReadings;
  /** A link by which a program is named, to a file or a folder that is called after one version; null = none is. */
  readonly linked: { readonly path: string; readonly to: string } | null;
  /** Whether the process has rights that only its program's file can have given it. */
  readonly fileRights: boolean;
  /** What else runs the same program, as pids. */
  readonly others: readonly number[];
  /** What `nebula-cert` and `nebula` report. */
  readonly versions: { readonly program: string | null; readonly cert: string | null };
  /** What the program that is there says to `-test`. */
  readonly test: { readonly ok: boolean; readonly said: string };
  /** Milliseconds that the certificates last from now. */
  readonly left: { readonly host: number | null; readonly authority: number | null };
  /** `address:port` of what listens on the address of this host in the tunnel. */
  readonly listeners: readonly string[];
  /** Addresses from which connections come in through the tunnel. */
  readonly through: readonly string[];
  /** Programs that are needed and are not there: ping. */
  readonly lacks: readonly string[];
};
