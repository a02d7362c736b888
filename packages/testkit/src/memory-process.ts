import type { Digest } from '@flatnet-maint/core';
import type { TreeNode } from './memory-tree.ts';

export type Signal = 'TERM' | 'QUIT' | 'WINCH' | 'USR1' | 'USR2' | 'HUP' | 'KILL';

/** What a test says of a process; all but the program has a default. */
export interface ProcessSpec {
  readonly exe: string;
  readonly argv?: readonly string[];
  readonly parent?: number;
  readonly uid?: number;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly openFiles?: readonly string[];
  readonly listens?: readonly { readonly address?: string; readonly port: number }[];
  readonly connections?: number;
  readonly service?: string;
  /** Instead of what a signal does by itself (WINCH nothing, all others the end). KILL is never asked. */
  readonly onSignal?: (signal: Signal, process: MemoryProcess) => void;
}

export interface MemoryProcess {
  readonly pid: number;
  readonly started: string;
  readonly parent: number;
  exe: string;
  /** The very file that was started, so that a replaced one is noticed. */
  readonly program: TreeNode | null;
  readonly exeDigest: Digest | null;
  argv: readonly string[];
  readonly uid: number;
  cwd: string;
  readonly env: Readonly<Record<string, string>>;
  openFiles: readonly string[];
  listens: readonly { readonly address: string; readonly port: number }[];
  connections: number;
  readonly service: string | null;
  zombie: boolean;
  readonly onSignal: ProcessSpec['onSignal'];
}
