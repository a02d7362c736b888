import { type Candidate, typed } from '@flatnet-maint/core';

/** Without these nothing can be made to serve, whatever is done to the component. */
const first: readonly string[] = [
  'address-absent',
  'podman-absent',
  'other-backend',
  'not-executable',
  'containers-absent',
  'certificate-expired',
  'authority-expired',
];

/** It is down, and a command can put it right. */
export const canBeRevived = ({ running, best, remarks }: Candidate): boolean =>
  !running && best !== null && !remarks.some(({ id }) => first.includes(id));

/**
 * What is to be typed, or done, for what was found to come into this tool's care. `more` = options that every command needs
 * here. `hasWay`: a good one was recorded, and it is not what lies there now.
 */
export function nextCommand(
  component: string,
  { running, path, best, remarks, trees }: Candidate,
  { more = '', hasWay = false }: { readonly more?: string; readonly hasWay?: boolean } = {},
): string {
  const missing = remarks.find(({ id }) => first.includes(id));
  if (!running && missing !== undefined) return missing.next;
  const line = (...words: readonly string[]) => `${['flatnet-maint', ...words].join(' ')}${more}`;
  // It was seen working here, which of what lies around nobody can say.
  if (!running && hasWay) return line('rollback', component, '--emergency');
  // No tree can be started: what tells of it is to be kept before anybody tries.
  if (best === null) return running ? line('status') : line('evidence', component);
  const elsewhere = remarks.some(({ id }) => id === 'serves-elsewhere');
  const isHome = best.tree === path || trees.find((tree) => tree.path === best.tree)?.role === 'home';
  const isNamed = running ? elsewhere : !isHome;
  return line('adopt', component, ...(isNamed ? ['--tree', typed(best.tree)] : []), ...(running ? [] : ['--start']));
}
