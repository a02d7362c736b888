import type { Finding } from '@flatnet-maint/core';
import type { NebulaFacts, NebulaReadings } from './facts.ts';
import { certificateFindings, toldOfReturn, versionFindings } from './findings/certificates.ts';
import { blocking, type Want } from './findings/finding.ts';
import { peerFindings } from './findings/peers.ts';
import { linkFindings, serviceFindings, unitFindings } from './findings/service.ts';
import { addedFindings, upgradeFindings } from './findings/upgrade.ts';
import { t } from './texts.ts';

/** What is looked at before any change; the message says what is true, the next step what to do. */
export function preflight(facts: NebulaFacts, readings: NebulaReadings, want: Want): readonly Finding[] {
  if (!readings.mayWrite)
    return [blocking('no-permission', t('no-permission', { path: facts.program, uid: readings.uid }), t('sudo'))];
  if ('adopts' in want && want.adopts === 'kept') return [];
  return [
    ...serviceFindings(facts, readings),
    ...unitFindings(facts, readings),
    ...('generation' in want ? toldOfReturn(facts, readings, want.generation) : certificateFindings(facts, readings)),
    ...('generation' in want ? [] : linkFindings(readings)),
    ...('release' in want ? upgradeFindings(facts, readings, want.release) : []),
    ...('generation' in want ? addedFindings(facts, want.generation) : []),
    ...versionFindings(facts, versionOf(want)),
    ...peerFindings(facts, readings, want),
  ];
}

const versionOf = (want: Want): string | null =>
  'release' in want ? want.release.version : 'generation' in want ? want.generation.version : null;
