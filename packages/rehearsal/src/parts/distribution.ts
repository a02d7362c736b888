import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { t } from '../texts.ts';
import { type AptSource, mainSource, parseListFile, parseSourcesFile } from './apt-sources.ts';
import { cannotRehearse } from './cannot-rehearse.ts';

/** What this machine is, and which two suites of its archive carry an older and a newer gateway. */
export interface Distribution {
  readonly id: 'debian' | 'ubuntu';
  readonly codename: string;
  readonly uri: string;
  readonly keyring: string;
  readonly components: string;
  readonly oldSuite: string;
  readonly newSuite: string;
}

const suites = {
  debian: { oldSuite: 'bookworm', newSuite: 'trixie', components: 'main' },
  // The Lua module for nginx lives in universe there.
  ubuntu: { oldSuite: 'jammy', newSuite: 'noble', components: 'main universe' },
} as const;

/** Reads /etc/os-release and apt's own settings; the archive's host is never known to this code. */
export function readDistribution(root = '/'): Distribution {
  const release = readFileSync(`${root}etc/os-release`, 'utf8');
  const id = field(release, 'ID');
  const codename = field(release, 'VERSION_CODENAME');
  if ((id !== 'debian' && id !== 'ubuntu') || codename === '')
    throw cannotRehearse(t('needs-debian', { id: id || '-' }));
  if (!lstatSync(`${root}bin`).isSymbolicLink()) throw cannotRehearse(t('needs-merged-usr'));
  const main = mainSource(aptSources(root), codename);
  if (!main) throw cannotRehearse(t('needs-source', { suite: codename }));
  const keyring = [main.signedBy, `/usr/share/keyrings/${id}-archive-keyring.gpg`].find(
    (file): file is string => file !== undefined && existsSync(file),
  );
  if (!keyring) throw cannotRehearse(t('needs-keyring', { distribution: id }));
  return { id, codename, uri: main.uri, keyring, ...suites[id] };
}

function aptSources(root: string): AptSource[] {
  const found: AptSource[] = [];
  const one = (file: string, parse: (text: string) => AptSource[]) => {
    if (existsSync(file)) found.push(...parse(readFileSync(file, 'utf8')));
  };
  one(`${root}etc/apt/sources.list`, parseListFile);
  const folder = `${root}etc/apt/sources.list.d`;
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    if (name.endsWith('.list')) one(`${folder}/${name}`, parseListFile);
    if (name.endsWith('.sources')) one(`${folder}/${name}`, parseSourcesFile);
  }
  return found;
}

function field(text: string, name: string): string {
  return new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(text)?.[1] ?? '';
}
