import { t } from '../texts.ts';
import { cannotRehearse } from './cannot-rehearse.ts';
import type { Distribution } from './distribution.ts';
import { downloadClosure, openSuite, updateSuite } from './suite.ts';

/** The archives of these packages and of all they depend on, from a suite of this machine's own source. */
export async function fetchSuite(
  distribution: Distribution,
  at: { readonly cache: string; readonly log: (line: string) => void },
  name: string,
  label: string,
  packages: readonly string[],
): Promise<string[]> {
  const suite = openSuite(`${at.cache}/apt`, distribution, name);
  at.log(t('fetching', { packages: packages.join(' '), suite: name }));
  const refused = await updateSuite(suite);
  try {
    return await downloadClosure(suite, label, packages);
  } catch (error) {
    if (refused === undefined) throw error;
    throw cannotRehearse(t('no-lists', { suite: name, why: String(refused), cache: at.cache }));
  }
}
