import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';

/** Busybox and the C library of a suite. */
export function layBase(root: string, tools: string, suite: string): void {
  for (const folder of ['bin', 'etc', 'lib', 'lib64', 'tmp', 'usr']) mkdirSync(`${root}/${folder}`);
  chmodSync(`${root}/tmp`, 0o1777);
  copyFileSync(`${tools}/usr/bin/busybox`, `${root}/bin/busybox`);
  const applets = execFileSync(`${tools}/usr/bin/busybox`, ['--list'], { encoding: 'utf8' }).trim().split('\n');
  for (const applet of applets) if (applet !== 'busybox') symlinkSync('busybox', `${root}/bin/${applet}`);
  const libraries = librariesOf(suite);
  for (const name of ['libc.so.6', 'libm.so.6', 'libdl.so.2', 'libpthread.so.0', 'libresolv.so.2'])
    copyFileSync(`${libraries}/${name}`, `${root}/lib/${name}`);
  // From beside the library: the link at the loader's fixed place is absolute, and would lead to this machine's own.
  copyFileSync(loaderOf(libraries), `${root}/${loaderPlace()}`);
  writeFileSync(
    `${root}/etc/passwd`,
    'root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\ngrafana:x:472:0::/:/bin/false\nloki:x:10001:10001::/:/bin/false\n',
  );
  writeFileSync(`${root}/etc/group`, 'root:x:0:\nnobody:x:65534:\nloki:x:10001:\n');

  function loaderPlace(): string {
    const name = loaderOf(libraries).slice(libraries.length + 1);
    return process.arch === 'x64' ? `lib64/${name}` : `lib/${name}`;
  }
}

/** Of Python's library, what no stand-in needs. */
const spared =
  /^(test|unittest|idlelib|lib2to3|distutils|pydoc_data|turtledemo|ensurepip|venv|asyncio|sqlite3|curses|dbm|wsgiref|xmlrpc|multiprocessing|config-.*|sitecustomize\.py|EXTERNALLY-MANAGED)$/;

/** Python of the tools' suite with YAML, compiled beforehand: a container's user may not keep what it compiles. */
export function layPython(root: string, tools: string): void {
  const name = readdirSync(`${tools}/usr/lib`).find((one) => /^python3\.\d+$/.test(one));
  if (name === undefined) throw new Error(`no Python below ${tools}/usr/lib`);
  const libraries = librariesOf(tools);
  const library = `${root}/usr/lib/${name}`;
  for (const folder of ['usr/bin', 'lib', `usr/lib/${name}`]) mkdirSync(`${root}/${folder}`, { recursive: true });
  copyFileSync(`${tools}/usr/bin/${name}`, `${root}/usr/bin/python3`);
  for (const one of readdirSync(libraries).filter((file) => /^lib(z|expat)\.so\.1$/.test(file)))
    copyFileSync(`${libraries}/${one}`, `${root}/lib/${one}`);
  for (const one of readdirSync(`${tools}/usr/lib/${name}`).filter((file) => !spared.test(file)))
    cpSync(`${tools}/usr/lib/${name}/${one}`, `${library}/${one}`, { recursive: true, verbatimSymlinks: true });
  // Debian's own folder for modules is no part of the path that -I leaves.
  cpSync(`${tools}/usr/lib/python3/dist-packages/yaml`, `${library}/yaml`, { recursive: true });
  const python = [loaderOf(libraries), '--library-path', libraries, `${root}/usr/bin/python3`] as const;
  const compile = ['-I', '-S', '-m', 'compileall', '-q', '-s', root, '--invalidation-mode', 'unchecked-hash', library];
  execFileSync(python[0], [...python.slice(1), ...compile], {
    env: { PYTHONHOME: `${root}/usr` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A folder that a service's user writes to; a new volume takes its owner. */
export function layOwned(folder: string, user: number): void {
  mkdirSync(folder, { recursive: true });
  chownSync(folder, user, user);
}

function librariesOf(root: string): string {
  const name = readdirSync(`${root}/usr/lib`).find((one) => existsSync(`${root}/usr/lib/${one}/libc.so.6`));
  if (name === undefined) throw new Error(`no libc.so.6 below ${root}/usr/lib`);
  return `${root}/usr/lib/${name}`;
}

function loaderOf(libraries: string): string {
  const name = readdirSync(libraries).find((one) => /^ld-linux.*\.so\.\d$/.test(one));
  if (name === undefined) throw new Error(`no dynamic loader in ${libraries}`);
  return `${libraries}/${name}`;
}
