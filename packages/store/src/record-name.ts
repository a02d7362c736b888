import { MaintError } from '@flatnet-maint/core';
import { reservedReason } from './reserved-name.ts';
import { t } from './texts.ts';

/**
 * A component or id becomes the name of a file in the state folder: it must stay one name, on every system, and may not
 * look like something half made. Lower case for components, because two that differ by case are one file on Windows.
 */
export function checkRecordName(what: 'component' | 'id', name: string): void {
  const form = what === 'component' ? /^[a-z0-9][a-z0-9-]*$/ : /^[A-Za-z0-9][A-Za-z0-9._+-]*$/;
  const bad =
    !form.test(name) || name.length > 128 || /\.(partial|json|removing)$/i.test(name) || reservedReason(name) !== null;
  if (!bad) return;
  throw new MaintError(
    'E_NAME_FORM',
    t('record-name', { name: JSON.stringify(name), what }),
    what === 'component' ? t('record-name-component') : t('record-name-id'),
    { exit: 2 },
  );
}
