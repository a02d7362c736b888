import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip as these tests need it: what each header tells can be set apart from what is true. */
export interface Zipped {
  readonly path: string;
  readonly content?: string | Buffer;
  /** Kind and mode as Unix records them; absent = made on a system that records none. */
  readonly unix?: number;
  readonly stored?: true;
  readonly flags?: number;
  readonly method?: number;
  readonly extra?: Buffer;
  readonly local?: {
    readonly path?: string;
    readonly size?: number;
    readonly packedSize?: number;
    readonly extra?: Buffer;
    readonly crc?: number;
    readonly method?: number;
    readonly flags?: number;
  };
  readonly central?: {
    readonly size?: number;
    readonly packedSize?: number;
    readonly crc?: number;
    readonly at?: number;
  };
}

/** The bytes of a zip archive, made by hand: no zip program would pack what these tests need. */
export function zipOf(
  entries: readonly Zipped[],
  how: { readonly disk?: number; readonly count?: number } = {},
): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content ?? '');
    const packed = entry.stored ? content : deflateRawSync(content);
    const method = entry.method ?? (entry.stored ? 0 : 8);
    const flags = entry.flags ?? 0x0800;
    const { local = {}, central = {}, extra = Buffer.alloc(0) } = entry;
    const name = Buffer.from(local.path ?? entry.path);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(local.flags ?? flags, 6);
    head.writeUInt16LE(local.method ?? method, 8);
    head.writeUInt32LE(local.crc ?? crc32(content), 14);
    head.writeUInt32LE(local.packedSize ?? packed.length, 18);
    head.writeUInt32LE(local.size ?? content.length, 22);
    head.writeUInt16LE(name.length, 26);
    const more = local.extra ?? Buffer.alloc(0);
    head.writeUInt16LE(more.length, 28);
    locals.push(head, name, more, packed);

    const told = Buffer.from(entry.path);
    const tail = Buffer.alloc(46);
    tail.writeUInt32LE(0x02014b50, 0);
    tail.writeUInt16LE(((entry.unix === undefined ? 0 : 3) << 8) | 20, 4);
    tail.writeUInt16LE(20, 6);
    tail.writeUInt16LE(flags, 8);
    tail.writeUInt16LE(method, 10);
    tail.writeUInt32LE(central.crc ?? local.crc ?? crc32(content), 16);
    tail.writeUInt32LE(central.packedSize ?? packed.length, 20);
    tail.writeUInt32LE(central.size ?? local.size ?? content.length, 24);
    tail.writeUInt16LE(told.length, 28);
    tail.writeUInt16LE(extra.length, 30);
    tail.writeUInt32LE(((entry.unix ?? 0) << 16) >>> 0, 38);
    tail.writeUInt32LE(central.at ?? at, 42);
    centrals.push(tail, told, extra);
    at += head.length + name.length + more.length + packed.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(how.disk ?? 0, 4);
  end.writeUInt16LE(how.disk ?? 0, 6);
  end.writeUInt16LE(how.count ?? entries.length, 8);
  end.writeUInt16LE(how.count ?? entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, central, end]);
}
