import { readFileSync } from 'node:fs';
import type { NebulaParts } from '../parts/fetch-nebula.ts';
import type { Release } from '../parts/fetch-parts.ts';
import type { Meddling } from './meddle.ts';
import type { NebulaBuild } from './nebula-release.ts';

/** Each is bad in one way. What a build cannot do by itself, something beside it does while the build is live: see `meddle`. */
export const nebulaFaults = [
  'truncated',
  'other-processor',
  'not-a-program',
  'other-version',
  'refuses-configuration',
  'dies-at-once',
  'script-that-dies',
  'dies-after-1s',
  'dies-after-5s',
  'never-handshakes',
  'udp-dropped',
] as const;
export type NebulaFault = (typeof nebulaFaults)[number];

/** The genuine newer release, bad in that way. */
export function badNebula(parts: NebulaParts, fault: NebulaFault): NebulaBuild {
  const sound = soundNebula(parts.newer);
  const { nebula, version } = sound;
  switch (fault) {
    case 'truncated':
      return { ...sound, nebula: nebula.subarray(0, 5_000_000) };
    case 'other-processor':
      return { ...sound, nebula: forAnotherProcessor(nebula) };
    case 'not-a-program':
      return { ...sound, nebula: Buffer.from('<html><title>404 Not Found</title></html>\n') };
    case 'other-version':
      return { ...sound, nebula: soundNebula(parts.older).nebula };
    case 'refuses-configuration':
      // It wants another word than the one every configuration has.
      return { ...sound, nebula: reworded(nebula, 'pki.cert', 'pki.cort') };
    case 'dies-at-once':
      // Neither -version nor -test opens the device.
      return { ...sound, nebula: reworded(nebula, '/dev/net/tun', '/dev/nut/tun') };
    case 'script-that-dies':
      return { ...sound, nebula: scriptThatDies(version) };
    case 'never-handshakes':
      // The protocol's name goes into each handshake: both ends must have the same.
      return { ...sound, nebula: reworded(nebula, 'Noise_', 'Noisy_') };
    case 'dies-after-1s':
    case 'dies-after-5s':
    case 'udp-dropped':
      // Not the genuine one byte by byte, so that only this build is meddled with.
      return { ...sound, nebula: Buffer.concat([nebula, Buffer.from(fault)]) };
  }
}

export const soundNebula = ({ version, folder }: Release): NebulaBuild => ({
  version,
  nebula: readFileSync(`${folder}/nebula`),
  cert: readFileSync(`${folder}/nebula-cert`),
});

function reworded(program: Buffer, word: string, other: string): Buffer {
  const copy = Buffer.from(program);
  let count = 0;
  for (let at = copy.indexOf(word); at >= 0; at = copy.indexOf(word, at + 1), count += 1)
    copy.write(other, at, 'latin1');
  if (count === 0) throw new Error(`the program has no "${word}"`);
  return copy;
}

/** Offset 18 of an ELF file says which processor it is for. */
function forAnotherProcessor(program: Buffer): Buffer {
  const copy = Buffer.from(program);
  copy.writeUInt16LE(copy.readUInt16LE(18) === 0xb7 ? 0x3e : 0xb7, 18);
  return copy;
}

const scriptThatDies = (version: string): Buffer =>
  Buffer.from(`#!/bin/bash
case " $* " in
*" -version "*) echo "Version: ${version}" ;;
*" -test "*) exit 0 ;;
*) sleep 0.5; exit 1 ;;
esac
`);

/** What has to be beside the build for it to be bad; null = it is bad by itself. */
export const meddlingOf = (fault: NebulaFault): Meddling | null => {
  if (fault === 'udp-dropped') return { how: 'drop-udp' };
  if (fault === 'dies-after-1s') return { how: 'kill', afterMs: 1_000 };
  return fault === 'dies-after-5s' ? { how: 'kill', afterMs: 5_000 } : null;
};
