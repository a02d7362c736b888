import { readFileSync } from 'node:fs';
import { killGroup } from '../machine/inside.ts';
import type { Machine } from '../machine/machine.ts';
import { asset } from '../machine/places.ts';
import { type CniRelease, sha256Of, standIn } from './cni-release.ts';

/** Faults that the program shows before it is asked for a container: it does not run, or says nothing to VERSION. */
export const deadPlugins = ['truncated', 'empty', 'bad-interpreter', 'interpreter-not-executable', 'hangs'] as const;
/** It answers VERSION, and a container tells what is wrong. */
export const falsePlugins = [
  'add-fails',
  'add-crashes',
  'add-refuses',
  'add-wires-nothing',
  'wrong-bridge',
  'del-fails',
  'del-leaks',
  'slow',
  'add-hangs',
  'del-hangs',
] as const;
export const pluginFaults = [...deadPlugins, ...falsePlugins] as const;
export type PluginFault = (typeof pluginFaults)[number];

/** A build that calls itself `version` and is bad in one way. `machine`: whose own programs a broken one is cut from. */
export function badPlugin(machine: Pick<Machine, 'path'>, fault: PluginFault, version = '0.2.0'): CniRelease {
  return { version, plugin: badProgram(machine, fault, version), conflist: null };
}

function badProgram(machine: Pick<Machine, 'path'>, fault: PluginFault, version: string): Buffer {
  switch (fault) {
    case 'truncated': {
      const whole = readFileSync(machine.path('/usr/lib/cni/bridge'));
      return whole.subarray(0, Math.floor(whole.length / 3));
    }
    case 'empty':
      return Buffer.alloc(0);
    case 'bad-interpreter':
      return interpretedBy('/opt/flatnet/bin/bash', version);
    case 'interpreter-not-executable':
      // An upgrade gives the new file the old one's mode; this one may not be executed whatever its mode is.
      return interpretedBy('/etc/hostname', version);
    default:
      return standIn(version, readFileSync(asset(`cni/faults/${fault}.sh`), 'utf8'));
  }
}

const interpretedBy = (interpreter: string, version: string): Buffer =>
  Buffer.from(standIn(version).toString().replace('#!/bin/bash', `#!${interpreter}`));

/**
 * Somebody takes the right to execute away from that build a moment after it is in place, once: whoever put it there has
 * seen it by then. Ended by `end`, which tells whether it came to that.
 */
export async function takeRightAway(
  machine: Machine,
  plugin: string,
  build: CniRelease,
): Promise<{ end(): Promise<boolean> }> {
  const script = `
    const { createHash } = require('node:crypto'); const { chmodSync, readFileSync } = require('node:fs');
    const [plugin, sha256] = process.argv.slice(1);
    for (;;) {
      try { if (createHash('sha256').update(readFileSync(plugin)).digest('hex') === sha256) break; } catch {}
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    chmodSync(plugin, 0o644); console.log('taken');`;
  const argv = [process.execPath, '-e', script, plugin, sha256Of(build.plugin)];
  const child = machine.spawn(argv, { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout?.on('data', (part) => (said += part));
  const over = new Promise((resolve) => child.on('close', resolve));
  return {
    end: async () => {
      killGroup(child);
      await over;
      return said.includes('taken');
    },
  };
}
