import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { $ } from 'zx';
import { readDistribution } from '../parts/distribution.ts';
import type { Parts } from '../parts/fetch-parts.ts';
import { withLock } from '../parts/lock.ts';
import { downloadClosure, openSuite, unpack, updateSuite, upstreamVersion } from '../parts/suite.ts';

/** Ansible with a Python of its own, in the practice cache; nothing is installed on this machine. */
export interface Ansible {
  readonly version: string;
  /** Program and arguments before those of ansible-playbook. */
  readonly argv: readonly string[];
  /** What its modules are run with. */
  readonly python: string;
}

/** From this machine's own package archive, as the practice parts are, byte-compiled as its packages would be. */
export async function fetchAnsible(parts: Parts, log: (line: string) => void): Promise<Ansible> {
  const distribution = readDistribution();
  const folder = `${parts.cache}/ansible-${distribution.codename}`;
  const python = `${folder}/python`;
  if (!existsSync(python)) {
    await withLock(`${parts.cache}/lock-file`, async () => {
      if (existsSync(python)) return;
      log(`fetching ansible-core of ${distribution.codename}`);
      const suite = openSuite(`${parts.cache}/apt`, distribution, distribution.codename);
      await updateSuite(suite);
      const files = await downloadClosure(suite, 'ansible', ['ansible-core']);
      const aside = `${folder}.building`;
      rmSync(aside, { recursive: true, force: true });
      mkdirSync(aside, { recursive: true });
      await unpack(files, aside);
      writeFileSync(`${aside}/version`, upstreamVersion(files, 'ansible-core'));
      rmSync(folder, { recursive: true, force: true });
      renameSync(aside, folder);
      writeFileSync(`${python}.new`, pythonIn(folder));
      chmodSync(`${python}.new`, 0o755);
      await $({
        quiet: true,
        nothrow: true,
      })`${python}.new -m compileall -q ${folder}/usr/lib/python3 ${folder}/usr/lib/python3.11`;
      // Last: with it the folder is whole.
      renameSync(`${python}.new`, python);
    });
  }
  const argv = [python, `${folder}/usr/bin/ansible-playbook`];
  return { version: readFileSync(`${folder}/version`, 'utf8'), argv, python };
}

/** The unpacked interpreter with its own libraries, which the machine may not have. */
const pythonIn = (folder: string): string => `#!/bin/sh
export PYTHONHOME=${folder}/usr LD_LIBRARY_PATH=${folder}/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu
exec ${folder}/usr/bin/python3 "$@"
`;
