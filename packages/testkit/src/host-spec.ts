import type { Argv, Host, Hosts, Millis } from '@flatnet-maint/core';
import { describe } from 'vitest';
import { specCommands } from './host-spec-commands.ts';
import { specFiles } from './host-spec-files.ts';
import { specLimits } from './host-spec-limits.ts';
import { specProcesses } from './host-spec-processes.ts';
import { specScratch } from './host-spec-scratch.ts';
import { specTrees } from './host-spec-trees.ts';

/** A host and what the suite needs around it. What it cannot do is declared, so that nothing is left out by accident. */
export interface HostUnderSpec {
  readonly hosts: Hosts;
  readonly id: string;
  /** An empty folder that belongs to the test. */
  readonly folder: string;
  readonly can: {
    /** `/` between names; else `\`. */
    readonly slash: '/' | '\\';
    /** Permission bits are kept. */
    readonly modes: boolean;
    /** Names that differ only in case are two names. */
    readonly caseMatters: boolean;
    readonly signals: boolean;
  };
  /** Programs that do as they are named. */
  readonly argv: {
    prints(text: string): Argv;
    copiesInput(): Argv;
    endsWith(code: number): Argv;
    printsVariable(name: string): Argv;
    hangs(): Argv;
    printsBytes(count: number): Argv;
  };
  /** A web server that answers each GET with 200, "hello" and the process that did it. */
  readonly web: { readonly url: string; readonly port: number; readonly pid: number };
  /** Something runs that ends by TERM; its pid. */
  startSleeper(): Promise<number>;
  dispose(): Promise<void>;
}

export interface SpecTools {
  /** A host lent for one test, and everything around it; given back after `work`. */
  with(
    work: (host: Host, under: HostUnderSpec, at: (...names: string[]) => string) => Promise<void>,
    limit?: Millis,
  ): () => Promise<void>;
}

/** What every driver must do the same, from files to limits. One set of sentences for all of them. */
export function hostSpec(name: string, make: () => Promise<HostUnderSpec>): void {
  const tools: SpecTools = {
    with:
      (work, limit = 20_000) =>
      async () => {
        const under = await make();
        const lent = under.hosts.lend(under.id, limit, 'spec');
        try {
          await work(lent.host, under, (...names) => [under.folder, ...names].join(under.can.slash));
        } finally {
          await lent.release();
          await under.dispose();
        }
      },
  };
  describe(`${name} is a host`, () => {
    specFiles(tools);
    specTrees(tools);
    specCommands(tools);
    specProcesses(tools);
    specLimits(tools);
    specScratch(tools);
  });
}
