import { MaintError } from '@flatnet-maint/core';
import { reservedReason } from './reserved-name.ts';

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
    `${JSON.stringify(name)} cannot be the ${what} of a record: it would not be a safe file name. Nothing was changed.`,
    `Use letters, digits${what === 'component' ? ' and "-"' : ', ".", "_", "+" and "-"'}, beginning with a letter or digit.`,
    { exit: 2 },
  );
}
