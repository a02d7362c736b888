import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** A layer as a registry holds it; `diffId` is the digest of the tar within. */
export interface Layer {
  readonly digest: string;
  readonly diffId: string;
  readonly size: number;
}

/** What an image says of itself, in the words of Docker's image configuration. */
export interface ImageConfig {
  readonly Entrypoint: readonly string[];
  readonly Cmd?: readonly string[];
  readonly User?: string;
  readonly WorkingDir?: string;
  readonly Env?: readonly string[];
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  readonly Volumes?: Readonly<Record<string, object>>;
  readonly Labels?: Readonly<Record<string, string>>;
}

/**
 * The data folder of docker-registry, written as its own storage driver would: images need neither Podman nor a registry to
 * be made, and the same input gives the same image id.
 */
export interface RegistryFolder {
  /** Packs a folder as it lies there, with its owners and modes, and without its times. */
  layer(folder: string): Promise<Layer>;
  /** Puts an image under a name (`prom/prometheus`) and a tag; answers its id, without `sha256:`. */
  image(name: string, tag: string, layers: readonly Layer[], config: ImageConfig): string;
}

const architectures: Readonly<Record<string, string>> = { x64: 'amd64' };

export function registryFolder(root: string): RegistryFolder {
  const blobs = `${root}/docker/registry/v2/blobs/sha256`;
  const blob = (hex: string): string => `${blobs}/${hex.slice(0, 2)}/${hex}/data`;
  const put = (path: string, bytes: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  };
  const store = (text: string): { digest: string; size: number } => {
    const hex = createHash('sha256').update(text).digest('hex');
    put(blob(hex), text);
    return { digest: `sha256:${hex}`, size: Buffer.byteLength(text) };
  };

  return {
    layer: async (folder) => {
      const aside = `${blobs}/layer-being-made`;
      mkdirSync(blobs, { recursive: true });
      const tar = spawn('tar', ['-c', '--sort=name', '--mtime=@0', '--numeric-owner', '-C', folder, '.'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = new Promise<number | null>((resolve) => tar.on('close', resolve));
      const [plain, packed] = [measured(), measured()];
      // Of little level: it is read over loopback, many times, and written once.
      await pipeline(tar.stdout, plain.through, createGzip({ level: 1 }), packed.through, createWriteStream(aside));
      const code = await ended;
      if (code !== 0) throw new Error(`tar cannot pack ${folder}: ${code}`);
      const { hex, size } = packed.result();
      mkdirSync(dirname(blob(hex)), { recursive: true });
      renameSync(aside, blob(hex));
      return { digest: `sha256:${hex}`, diffId: `sha256:${plain.result().hex}`, size };
    },

    image: (name, tag, layers, config) => {
      const architecture = architectures[process.arch] ?? process.arch;
      const rootfs = { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) };
      const history = layers.map(() => ({ created: '2024-01-01T00:00:00Z', created_by: 'flatnet-maint practice' }));
      const text = { architecture, os: 'linux', created: '2024-01-01T00:00:00Z', config, rootfs, history };
      const configured = store(JSON.stringify(text));
      const kind = 'application/vnd.docker';
      const manifest = store(
        JSON.stringify({
          schemaVersion: 2,
          mediaType: `${kind}.distribution.manifest.v2+json`,
          config: { mediaType: `${kind}.container.image.v1+json`, ...configured },
          layers: layers.map(({ digest, size }) => ({
            mediaType: `${kind}.image.rootfs.diff.tar.gzip`,
            size,
            digest,
          })),
        }),
      );
      const repository = `${root}/docker/registry/v2/repositories/${name}`;
      const linked = (folder: string, digest: string) =>
        put(`${repository}/${folder}/sha256/${digest.slice('sha256:'.length)}/link`, digest);
      for (const { digest } of [...layers, configured]) linked('_layers', digest);
      linked('_manifests/revisions', manifest.digest);
      linked(`_manifests/tags/${tag}/index`, manifest.digest);
      put(`${repository}/_manifests/tags/${tag}/current/link`, manifest.digest);
      return configured.digest.slice('sha256:'.length);
    },
  };
}

/** Passes bytes on and takes their digest and count. */
function measured(): { through: Transform; result: () => { hex: string; size: number } } {
  const hash = createHash('sha256');
  let size = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  return { through, result: () => ({ hex: hash.digest('hex'), size }) };
}
