import { gzipSync } from 'node:zlib';

const field = (text: string, length: number): Buffer =>
  Buffer.concat([Buffer.from(text), Buffer.alloc(length)]).subarray(0, length);
const octal = (value: number, length: number): Buffer => field(value.toString(8).padStart(length - 1, '0'), length);

/** A small release as `tar czf` packs it; a name that ends with `/` is a folder, a mode makes a program. */
export function packed(files: Readonly<Record<string, string>>, programs: readonly string[] = []): Uint8Array {
  const blocks = Object.entries(files).flatMap(([path, content]) => {
    const body = Buffer.from(content);
    const isFolder = path.endsWith('/');
    const mode = isFolder || programs.includes(path) ? 0o755 : 0o644;
    const before = [field(path, 100), octal(mode, 8), octal(0, 8), octal(0, 8), octal(body.length, 12), octal(0, 12)];
    const after = [field(isFolder ? '5' : '0', 1), field('', 100), field('ustar', 6), field('00', 2), field('', 247)];
    const sum = Buffer.concat([...before, Buffer.alloc(8, ' '), ...after]).reduce((total, byte) => total + byte, 0);
    const header = Buffer.concat([...before, field(`${sum.toString(8).padStart(6, '0')}\0 `, 8), ...after]);
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}
