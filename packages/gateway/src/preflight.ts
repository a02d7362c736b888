import { compareVersions, type Finding, type Generation, type Release } from '@flatnet-maint/core';
import type { GatewayFacts, GatewayReadings } from './facts.ts';
import { t } from './texts.ts';

const finding = (id: string, message: string, next: string, how: Partial<Finding> = {}): Finding => ({
  id,
  blocks: true,
  message,
  next,
  ...how,
});

/** What is looked at before any change; the message says what is true, the next step what to do. */
export function preflight(
  facts: GatewayFacts,
  readings: GatewayReadings,
  want: { release: Release } | { generation: Generation } | { adopts: 'kept' | 'started' },
): readonly Finding[] {
  const found: Finding[] = [];
  // Without it neither the running program nor who holds a port can be seen, so nothing else that is said would be sure.
  if (!readings.mayWrite)
    return [
      finding('no-permission', t('no-permission', { generations: facts.generations, uid: readings.uid }), t('sudo')),
    ];
  if ('adopts' in want) {
    // A copy is made; what only a rename would meet is nothing to it.
    const met = readings.places.filter(({ id }) => id === 'generations-inside' || id === 'relative-link');
    if (want.adopts === 'kept') return met.map(({ id, message, next }) => finding(id, message, next));
    if (readings.serves !== null)
      found.push(
        finding('serves-already', t('serves-already', readings.serves), t('serves-already-next'), { waivable: true }),
      );
    if (readings.routes !== null) found.push(finding('routes', readings.routes, t('routes-next'), { blocks: false }));
  }
  for (const { port, exe, pid } of readings.strangers) {
    found.push(
      finding('foreign-port', t('foreign-port', { port, exe, pid, home: facts.home }), t('foreign-port-next')),
    );
  }
  const { absent = [] } = readings;
  if (absent.length > 0)
    found.push(
      finding('address-absent', t('address-absent', { addresses: absent.join(', ') }), t('address-absent-next')),
    );
  for (const { id, message, next } of readings.places) found.push(finding(id, message, next));
  if (!('release' in want)) return found;
  const { release } = want;
  if (!facts.running && readings.strangers.length === 0)
    found.push(finding('not-running', t('not-running', { home: facts.home }), t('not-running-next')));
  if (release.version === facts.version)
    found.push(finding('same-version', t('same-version', { version: facts.version }), 'flatnet-maint verify gateway'));
  if (compareVersions(release.version, facts.version) < 0) {
    found.push(
      finding('downgrade', t('downgrade', { version: release.version, running: facts.version }), t('downgrade-next'), {
        waivable: true,
      }),
    );
  }
  return found;
}
