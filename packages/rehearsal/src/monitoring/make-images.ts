import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { asset } from '../machine/places.ts';
import type { ImageConfig, Layer, RegistryFolder } from '../parts/registry-folder.ts';
import {
  type BadImage,
  badImages,
  type GenuineImage,
  genuineImages,
  type StandInImage,
  standInImages,
  standIns,
} from './image-list.ts';
import { layBase, layOwned, layPython } from './lay-layers.ts';

/** An image of the practice registry. */
export interface MadeImage {
  /** `docker.io/prom/prometheus:v2.42.0`. */
  readonly ref: string;
  /** Podman's id of it: the digest of its configuration, without `sha256:`. */
  readonly id: string;
  readonly service: string;
  /** What the running service says its version is; of a bad one, only where it comes to say anything. */
  readonly version: string;
  /** What is wrong with it; absent = it is sound. */
  readonly wrong?: string;
}

export interface ImageParts {
  /** Unpacked packages of this machine's own suite: busybox and Python. */
  readonly tools: string;
  readonly older: SuiteParts;
  readonly newer: SuiteParts;
  /** A folder to work in, which is emptied. */
  readonly work: string;
}

export interface SuiteParts {
  readonly root: string;
  /** By package. */
  readonly versions: Readonly<Record<string, string | undefined>>;
}

/** Another text when images are made otherwise: they are then made anew. The number is of the code in this file and beside it. */
export function recipeOfImages(): string {
  const hash = createHash('sha256').update(JSON.stringify(['1', genuineImages, badImages, standInImages, standIns]));
  for (const folder of ['faults', 'stand-ins'])
    for (const name of readdirSync(asset(`monitoring/${folder}`)).sort())
      hash.update(name).update(readFileSync(asset(`monitoring/${folder}/${name}`)));
  return hash.digest('hex');
}

/** Makes every image of the stack and answers them: genuine ones from old to new, then bad ones, then stand-ins. */
export async function makeImages(registry: RegistryFolder, parts: ImageParts): Promise<MadeImage[]> {
  const layerOf = async (fill: (root: string) => void): Promise<Layer> => {
    rmSync(parts.work, { recursive: true, force: true });
    mkdirSync(parts.work, { recursive: true });
    fill(parts.work);
    return registry.layer(parts.work);
  };
  const made: MadeImage[] = [];
  const newest = new Map<string, readonly Layer[]>();
  for (const suite of [parts.older, parts.newer]) {
    const base = await layerOf((root) => layBase(root, parts.tools, suite.root));
    for (const one of genuineImages) {
      const layers = [base];
      for (const files of one.layers) layers.push(await layerOf((root) => layFiles(root, one, files, suite.root)));
      newest.set(one.service, layers);
      const version = suite.versions[one.package] ?? '';
      const id = registry.image(one.name, `v${version}`, layers, one.config);
      made.push({ ref: `docker.io/${one.name}:v${version}`, id, service: one.service, version });
    }
  }
  for (const bad of badImages) {
    const one = genuineImages.find(({ service }) => service === bad.service) as GenuineImage;
    const newer = parts.newer.versions[one.package] ?? '';
    const layers = [...(newest.get(bad.service) ?? [])];
    // The last layer holds the genuine program alone; where the bad one has another, that one is left out.
    if (bad.patched) layers.pop();
    if (bad.patched || bad.script !== undefined)
      layers.push(await layerOf((root) => layBad(root, one, bad, { root: parts.newer.root, version: newer })));
    const Labels = { 'flatnet-maint.wrong': bad.wrong };
    const id = registry.image(one.name, `v${bad.version}`, layers, { ...one.config, Labels });
    const version = bad.wrong === 'says-another-version' ? newer : bad.version;
    made.push({ ref: `docker.io/${one.name}:v${bad.version}`, id, service: one.service, version, wrong: bad.wrong });
  }
  const base = await layerOf((root) => layBase(root, parts.tools, parts.tools));
  const python = await layerOf((root) => layPython(root, parts.tools));
  for (const one of standInImages) {
    const own = await layerOf((root) => layStandIn(root, one));
    const name = `grafana/${one.service}`;
    const id = registry.image(name, one.version, [base, python, own], configOf(one));
    const wrong = one.wrong === undefined ? {} : { wrong: one.wrong };
    made.push({ ref: `docker.io/${name}:${one.version}`, id, service: one.service, version: one.version, ...wrong });
  }
  return made;
}

function layFiles(root: string, one: GenuineImage, files: Readonly<Record<string, string>>, suite: string): void {
  for (const [to, from] of Object.entries(files)) {
    mkdirSync(dirname(`${root}/${to}`), { recursive: true });
    if (statSync(`${suite}/${from}`).isDirectory())
      cpSync(`${suite}/${from}`, `${root}/${to}`, { recursive: true, verbatimSymlinks: true });
    else copyFileSync(`${suite}/${from}`, `${root}/${to}`);
  }
  if (files === one.layers[0]) for (const folder of one.own) layOwned(`${root}/${folder}`, 65534);
}

function layBad(root: string, one: GenuineImage, bad: BadImage, newer: { root: string; version: string }): void {
  const put = (file: string, script: string) => {
    cpSync(asset(`monitoring/faults/${script}`), `${root}/${file}`);
    chmodSync(`${root}/${file}`, 0o755);
  };
  const genuine = Object.assign({}, ...one.layers) as Readonly<Record<string, string>>;
  const beside = (file: string) => {
    copyFileSync(`${newer.root}/${genuine[file]}`, `${root}/${file}.genuine`);
  };
  mkdirSync(`${root}/bin`);
  const checker = one.service === 'prometheus' ? 'bin/promtool' : 'bin/amtool';
  if (bad.script !== undefined) put(one.program, bad.script);
  if (bad.patched) {
    beside(one.program);
    saying(`${root}/${one.program}.genuine`, newer.version, bad.version);
    if (bad.script === undefined) renameSync(`${root}/${one.program}.genuine`, `${root}/${one.program}`);
  }
  if (bad.checker !== undefined) {
    for (const file of [checker, ...(bad.patched ? [] : [one.program])]) beside(file);
    put(checker, bad.checker);
  }
}

/** Lets a program call itself by another version of the same length: the linker put the text into it. */
function saying(file: string, from: string, to: string): void {
  if (from.length !== to.length) throw new Error(`${to} has not the length of ${from}`);
  const bytes = readFileSync(file);
  let count = 0;
  for (let at = bytes.indexOf(`${from}+`); at >= 0; at = bytes.indexOf(`${from}+`, at + 1)) {
    bytes.write(to, at, 'latin1');
    count++;
  }
  if (count === 0) throw new Error(`${file} does not hold its version ${from}`);
  writeFileSync(file, bytes);
}

function layStandIn(root: string, one: StandInImage): void {
  const { entry, run, own, user } = standIns[one.service];
  mkdirSync(dirname(`${root}/${entry}`), { recursive: true });
  mkdirSync(`${root}/usr/share/grafana`, { recursive: true });
  writeFileSync(`${root}/${entry}`, `#!/bin/sh\n# A stand-in of the practice machine.\n${run}\n`, { mode: 0o755 });
  cpSync(asset('monitoring/stand-ins'), `${root}/stand-in`, { recursive: true });
  layOwned(`${root}/${own}`, user);
}

function configOf(one: StandInImage): ImageConfig {
  const Env = ['PATH=/bin:/usr/bin', 'LANG=C.UTF-8', `STAND_IN_VERSION=${one.version}`];
  const wrong = one.wrong === undefined ? {} : { 'flatnet-maint.wrong': one.wrong };
  return {
    ...standIns[one.service].config,
    Env: one.wrong === undefined ? Env : [...Env, `STAND_IN_FAULT=${one.wrong}`],
    Labels: { 'flatnet-maint.stand-in': one.service, ...wrong },
  };
}
