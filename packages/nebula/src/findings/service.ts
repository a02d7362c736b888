import { type Finding, typed } from '@flatnet-maint/core';
import type { NebulaFacts, NebulaReadings } from '../facts.ts';
import { t } from '../texts.ts';
import { blocking, telling } from './finding.ts';

export function serviceFindings(
  { manager, service, program }: NebulaFacts,
  readings: NebulaReadings,
): readonly Finding[] {
  const { state, enabled } = readings.service;
  if (manager === 'none') return [blocking('no-manager', t('no-manager'), t('no-manager-next'))];
  if (state === 'absent') return [blocking('service-absent', t('service-absent', { service }), 'flatnet-maint init')];
  const found: Finding[] = [];
  if (!enabled) found.push(telling('not-enabled', t('not-enabled', { service }), `systemctl enable ${typed(service)}`));
  if (readings.others.length > 0)
    found.push(
      telling(
        'other-instances',
        t('other-instances', { program, pids: readings.others.join(', ') }),
        t('other-instances-next'),
      ),
    );
  return found;
}

/** What would keep the service from coming back, or others with it, whichever program lies there. */
export function unitFindings(
  { service, program }: NebulaFacts,
  { unit, fileRights }: NebulaReadings,
): readonly Finding[] {
  const { refuses, takesAlong } = unit;
  const found: Finding[] = [];
  if (refuses !== null)
    found.push(
      blocking(
        'unit-refuses',
        t('unit-refuses', { service, why: refuses }),
        refuses === 'masked' ? `systemctl unmask ${typed(service)}` : `systemctl status ${typed(service)}`,
      ),
    );
  if (takesAlong.length > 0)
    found.push(
      blocking(
        'takes-along',
        t('takes-along', { service, units: takesAlong.join(', ') }),
        t('takes-along-next', { edits: takesAlong.map((unit) => `systemctl edit --full ${typed(unit)}`).join('; ') }),
        { waivable: true },
      ),
    );
  if (fileRights)
    found.push(
      blocking('file-capabilities', t('file-capabilities', { program }), t('file-capabilities-next', { service }), {
        waivable: true,
      }),
    );
  return found;
}

export function linkFindings({ linked }: NebulaReadings): readonly Finding[] {
  if (linked === null) return [];
  const command = ['cp', '--remove-destination', typed(linked.to), typed(linked.path)].join(' ');
  return [blocking('program-linked', t('program-linked', linked), t('program-linked-next', { command }))];
}
