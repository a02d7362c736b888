import type { Finding } from '@flatnet-maint/core';
import type { NebulaFacts, NebulaReadings } from '../facts.ts';
import { t } from '../texts.ts';
import { blocking, telling, type Want } from './finding.ts';

export function peerFindings(facts: NebulaFacts, readings: NebulaReadings, want: Want): readonly Finding[] {
  const { peers, address, settings } = facts;
  const found: Finding[] = [];
  const own = peers.find((peer) => peer.address === address);
  if (own !== undefined)
    found.push(
      blocking('peer-is-self', t('peer-is-self', { name: own.name, address: own.address }), t('peer-is-self-next')),
    );
  if (readings.lacks.length > 0)
    found.push(
      blocking(
        'tool-absent',
        t('tool-absent', { programs: readings.lacks.join(', ') }),
        'apt-get install iputils-ping',
      ),
    );
  if (peers.length === 0) found.push(telling('no-peers', t('no-peers'), t('no-peers-next')));
  if (settings?.isLighthouse === true && 'release' in want && peers.every(({ status }) => status === null))
    found.push(telling('hosts-not-asked', t('hosts-not-asked'), t('hosts-not-asked-next')));
  if ('release' in want && peers.some(({ status }) => status !== null))
    found.push(telling('peers-asked', t('peers-asked'), t('peers-asked-next'), { waivable: true }));
  if (readings.through.length > 0)
    found.push(
      telling(
        'carries-you',
        t('carries-you', { addresses: readings.through.slice(0, 5).join(', ') }),
        t('carries-you-next'),
      ),
    );
  return found;
}
