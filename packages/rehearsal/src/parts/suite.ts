import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { $ } from 'zx';
import type { Distribution } from './distribution.ts';

/** One suite of the machine's archive, with apt state of its own: the machine's packages and sources stay untouched. */
export interface Suite {
  readonly name: string;
  readonly folder: string;
}

const quiet = $({ quiet: true, nothrow: true, stdio: ['ignore', 'pipe', 'pipe'] });

/** Lays the state folders. An empty dpkg status makes apt count every dependency as missing, so closures are whole. */
export function openSuite(apt: string, distribution: Distribution, name: string): Suite {
  const folder = `${apt}/${name}`;
  mkdirSync(`${folder}/lists/partial`, { recursive: true });
  writeFileSync(`${folder}/status`, '');
  const { uri, keyring, components } = distribution;
  writeFileSync(`${folder}/sources.list`, `deb [signed-by=${keyring}] ${uri} ${name} ${components}\n`);
  // Read after the machine's own settings, which keep their proxies. Hooks of the machine (such as "delete all archives
  // after each update") would act on its own cache, so they are cleared.
  writeFileSync(
    `${folder}/apt.conf`,
    [
      '#clear APT::Update::Pre-Invoke;',
      '#clear APT::Update::Post-Invoke;',
      '#clear APT::Update::Post-Invoke-Success;',
      '#clear DPkg::Pre-Install-Pkgs;',
      '#clear DPkg::Post-Invoke;',
      'Dir::Etc::sourceparts "/dev/null";',
      'Dir::Etc::preferencesparts "/dev/null";',
      'Dir::Etc::preferences "/dev/null";',
      `Dir::Etc::sourcelist "${folder}/sources.list";`,
      `Dir::State::lists "${folder}/lists";`,
      `Dir::State::status "${folder}/status";`,
      `Dir::State::extended_states "${folder}/extended_states";`,
      'Dir::Cache::pkgcache "";',
      'Dir::Cache::srcpkgcache "";',
      'APT::Sandbox::User "root";',
      'APT::Install-Recommends "false";',
      'Acquire::Languages "none";',
      '',
    ].join('\n'),
  );
  return { name, folder };
}

/** Fetches the package lists; answers apt's words when it could not. */
export async function updateSuite(suite: Suite): Promise<string | undefined> {
  const got = await quiet`apt-get -c ${suite.folder}/apt.conf -qq --error-on=any update`;
  return got.exitCode === 0 ? undefined : got.stderr.trim().split('\n').at(-1);
}

/**
 * Downloads `packages` with everything they depend on and answers the files. Archives kept from an earlier try are used
 * again; what belongs to another closure is swept, for the folder's contents *are* the closure.
 */
export async function downloadClosure(suite: Suite, label: string, packages: readonly string[]): Promise<string[]> {
  const cache = `${suite.folder}/${label}`;
  mkdirSync(`${cache}/archives/partial`, { recursive: true });
  const apt = ['apt-get', '-c', `${suite.folder}/apt.conf`, '-o', `Dir::Cache=${cache}`, '-y', '-qq'];
  const planned = await quiet`${apt} install -s ${packages}`;
  if (planned.exitCode !== 0)
    throw new Error(`apt cannot plan ${packages.join(' ')} of ${suite.name}: ${planned.stderr.trim()}`);
  const fetched = await quiet`${apt} install --download-only ${packages}`;
  if (fetched.exitCode !== 0)
    throw new Error(`apt cannot fetch ${packages.join(' ')} of ${suite.name}: ${fetched.stderr.trim()}`);
  const wanted = new Set(
    [...planned.stdout.matchAll(/^Inst (\S+) \((\S+) /gm)].map(
      (m) => `${m[1]!.replace(/:.*/, '')}_${m[2]!.replaceAll(':', '%3a')}_`,
    ),
  );
  const files: string[] = [];
  for (const name of readdirSync(`${cache}/archives`).filter((file) => file.endsWith('.deb'))) {
    if ([...wanted].some((prefix) => name.startsWith(prefix))) files.push(`${cache}/archives/${name}`);
    else rmSync(`${cache}/archives/${name}`);
  }
  if (files.length !== wanted.size)
    throw new Error(`apt fetched ${files.length} of ${wanted.size} packages of ${suite.name}`);
  return files.sort();
}

/** Unpacks archives over a merged-usr skeleton; no maintainer script runs. Manuals and translations are left out. */
export async function unpack(files: readonly string[], root: string): Promise<void> {
  for (const name of ['bin', 'sbin', 'lib', 'lib64', 'lib32', 'libx32']) {
    mkdirSync(`${root}/usr/${name}`, { recursive: true });
    // Older packages still carry /bin and /lib; through these links their files land in /usr as on any merged machine.
    if (!existsSync(`${root}/${name}`)) await $({ quiet: true })`ln -s usr/${name} ${root}/${name}`;
  }
  const skip = ['./usr/share/doc', './usr/share/man', './usr/share/locale', './usr/share/info', './usr/share/lintian'];
  for (const file of files)
    await $({
      quiet: true,
    })`set -o pipefail; dpkg-deb --fsys-tarfile ${file} | tar -x -C ${root} --keep-directory-symlink ${skip.map((one) => `--exclude=${one}`)}`;
}

/** Version of one package among downloaded archives, without epoch and Debian revision. */
export function upstreamVersion(files: readonly string[], name: string): string {
  const file = files.map((one) => one.slice(one.lastIndexOf('/') + 1)).find((one) => one.startsWith(`${name}_`));
  const version = /_(?:\d+%3a)?([0-9.]+)/.exec(file ?? '')?.[1];
  if (!version) throw new Error(`no archive of ${name} among ${files.length} downloaded packages`);
  return version.replace(/\.$/, '');
}
