export { endProcess, isAlive, posixFence, selfRef, sweepMark } from './fence.ts';
export { fileLocks } from './file-locks.ts';
export { type DownloadLimits, type DownloadOptions, httpDownloads } from './http-downloads.ts';
export { type PosixHostsOptions, posixHosts } from './posix-hosts.ts';
export type { Secrets } from './secrets.ts';
export { texts as hostTexts } from './texts.ts';
