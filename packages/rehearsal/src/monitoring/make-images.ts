import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { ImageConfig, Layer, RegistryFolder } from '../parts/registry-folder.ts';

/** An image of the practice registry. */
export interface MadeImage {
  /** `docker.io/prom/prometheus:v2.42.0`. */
  readonly ref: string;
  /** Podman's id of it: the digest of its configuration, without `sha256:`. */
  readonly id: string;
  readonly service: string;
  /** What the running service says its version is. */
  readonly version: string;
  /** What is wrong with it; absent = it is sound. */
  readonly wrong?: string;
}

export interface ImageParts {
  /** Unpacked packages of this machine's own suite, with busybox. */
  readonly tools: string;
  readonly older: SuiteParts;
  readonly newer: SuiteParts;
  /** An empty folder to work in. */
  readonly work: string;
}

export interface SuiteParts {
  readonly root: string;
  /** By package. */
  readonly versions: Readonly<Record<string, string | undefined>>;
}

/** Another text when images are made otherwise: they are then made anew. */
export function recipeOfImages(): string {
  const hash = createHash('sha256');
  for (const one of [JSON.stringify(genuine), baseFiles, '1']) hash.update(one);
  return hash.digest('hex');
}

interface Genuine {
  readonly service: string;
  readonly name: string;
  readonly package: string;
  /** From the suite's own place to the image's. */
  readonly files: Readonly<Record<string, string>>;
  /** Folders that belong to nobody, as upstream's do. */
  readonly own: readonly string[];
  readonly config: ImageConfig;
}

const path = ['PATH=/bin'];

/** Built as upstream builds its images: the same names, entry points, arguments, user and volumes. */
const genuine: readonly Genuine[] = [
  {
    service: 'prometheus',
    name: 'prom/prometheus',
    package: 'prometheus',
    files: { 'usr/bin/prometheus': 'bin/prometheus', 'usr/bin/promtool': 'bin/promtool' },
    own: ['etc/prometheus', 'prometheus'],
    config: {
      Entrypoint: ['/bin/prometheus'],
      Cmd: ['--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/prometheus'],
      User: 'nobody',
      WorkingDir: '/prometheus',
      Env: path,
      ExposedPorts: { '9090/tcp': {} },
      Volumes: { '/prometheus': {} },
    },
  },
  {
    service: 'alertmanager',
    name: 'prom/alertmanager',
    package: 'prometheus-alertmanager',
    files: {
      'usr/bin/prometheus-alertmanager': 'bin/alertmanager',
      'usr/bin/amtool': 'bin/amtool',
      // Debian's build reads its templates there, and ends at once without them.
      'usr/share/prometheus/alertmanager': 'usr/share/prometheus/alertmanager',
    },
    own: ['etc/alertmanager', 'alertmanager'],
    config: {
      Entrypoint: ['/bin/alertmanager'],
      Cmd: ['--config.file=/etc/alertmanager/alertmanager.yml', '--storage.path=/alertmanager'],
      User: 'nobody',
      WorkingDir: '/alertmanager',
      Env: path,
      ExposedPorts: { '9093/tcp': {} },
      Volumes: { '/alertmanager': {} },
    },
  },
  {
    service: 'node-exporter',
    name: 'prom/node-exporter',
    package: 'prometheus-node-exporter',
    files: { 'usr/bin/prometheus-node-exporter': 'bin/node_exporter' },
    own: [],
    config: { Entrypoint: ['/bin/node_exporter'], User: 'nobody', Env: path, ExposedPorts: { '9100/tcp': {} } },
  },
];

const nobody = 65534;
const baseFiles = `root:x:0:0:root:/:/bin/sh\nnobody:x:${nobody}:${nobody}:nobody:/:/bin/false\n`;

/** Makes every image of the stack and answers them. */
export async function makeImages(registry: RegistryFolder, parts: ImageParts): Promise<MadeImage[]> {
  const made: MadeImage[] = [];
  const layerOf = async (fill: (root: string) => void): Promise<Layer> => {
    rmSync(parts.work, { recursive: true, force: true });
    mkdirSync(parts.work, { recursive: true });
    fill(parts.work);
    return registry.layer(parts.work);
  };
  for (const suite of [parts.older, parts.newer]) {
    const base = await layerOf((root) => layBase(root, parts.tools, suite.root));
    for (const one of genuine) {
      const version = suite.versions[one.package] ?? '';
      const own = await layerOf((root) => {
        for (const [from, to] of Object.entries(one.files)) {
          mkdirSync(dirname(`${root}/${to}`), { recursive: true });
          cpSync(`${suite.root}/${from}`, `${root}/${to}`, { recursive: true, dereference: true });
        }
        for (const folder of one.own) ownedByNobody(`${root}/${folder}`);
      });
      const tag = `v${version}`;
      const id = registry.image(one.name, tag, [base, own], one.config);
      made.push({ ref: `docker.io/${one.name}:${tag}`, id, service: one.service, version });
    }
  }
  return made;
}

/** Busybox and the C library of a suite. /bin and /lib are folders here: only the loader's own place is fixed. */
function layBase(root: string, tools: string, suite: string): void {
  for (const folder of ['bin', 'etc', 'lib', 'lib64', 'tmp', 'usr']) mkdirSync(`${root}/${folder}`);
  chmodSync(`${root}/tmp`, 0o1777);
  cpSync(`${tools}/usr/bin/busybox`, `${root}/bin/busybox`);
  const applets = execFileSync(`${tools}/usr/bin/busybox`, ['--list'], { encoding: 'utf8' }).trim().split('\n');
  for (const applet of applets) if (applet !== 'busybox') symlinkSync('busybox', `${root}/bin/${applet}`);
  const triplet = readdirSync(`${suite}/usr/lib`).find((name) => existsSync(`${suite}/usr/lib/${name}/libc.so.6`));
  if (triplet === undefined) throw new Error(`no libc.so.6 below ${suite}/usr/lib`);
  for (const name of ['libc.so.6', 'libm.so.6', 'libdl.so.2', 'libpthread.so.0', 'libresolv.so.2'])
    cpSync(`${suite}/usr/lib/${triplet}/${name}`, `${root}/lib/${name}`, { dereference: true });
  // From beside the library: the link at the loader's fixed place is absolute, and would lead to this machine's own.
  const loader = readdirSync(`${suite}/usr/lib/${triplet}`).find((name) => /^ld-linux.*\.so\.\d$/.test(name)) ?? '';
  const place = process.arch === 'x64' ? 'lib64' : 'lib';
  cpSync(`${suite}/usr/lib/${triplet}/${loader}`, `${root}/${place}/${loader}`, { dereference: true });
  writeFileSync(`${root}/etc/passwd`, baseFiles);
  writeFileSync(`${root}/etc/group`, `root:x:0:\nnobody:x:${nobody}:\n`);
}

function ownedByNobody(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chownSync(folder, nobody, nobody);
}
