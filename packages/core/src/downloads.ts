/**
 * Bytes from another machine. Only http and https, also after a redirect, and never from https back to http. Proxies are
 * taken from the environment. Each has its limits, and a server that stalls or dies is asked again a few times.
 */
export interface Downloads {
  /** A small document, whole; throws E_DOWNLOAD_TOO_LARGE beyond `most` bytes. */
  read(url: string, most: number): Promise<Uint8Array>;
  /**
   * Brings exactly `bytes` bytes into the file `into`, going on where an earlier attempt ended. What it throws leaves in
   * `into` what can be gone on with, unless that is of no use. It does not look at what the bytes are.
   */
  fetch(url: string, want: DownloadWanted): Promise<void>;
}

export interface DownloadWanted {
  readonly into: string;
  readonly bytes: number;
  /** How many bytes are there, after each piece. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
}

/** What two processes must not do at once. */
export interface Locks {
  /** Throws E_LOCK_HELD while a living process holds it; what a dead one held is taken over. */
  hold<T>(path: string, work: () => Promise<T>): Promise<T>;
}
