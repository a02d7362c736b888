import type { Entry, EntryBody, Keep } from '@flatnet-maint/core';
import type { JournalLines, Ordered, RecordOfRun } from './engine-under-spec.ts';
import { memoryKeep } from './memory-keep.ts';
import type { World } from './world.ts';

/** What lies on the disk of a run: it outlives every owner. */
export class MemoryDisk {
  bytes: Uint8Array = new Uint8Array();
  isOpen = true;
  readonly keep = memoryKeep();
  /** What somebody orders, and when: asked each time that orders are looked for. */
  orders: (entries: readonly Entry[]) => readonly Ordered[] = () => [];
}

/** A run's record in memory, with the real lines. Its owner may be killed before, in the middle of and after each one. */
export class MemoryRecord implements RecordOfRun {
  readonly id: string;
  readonly keep: Keep;
  readonly #disk: MemoryDisk;
  readonly #world: World;
  readonly #lines: JournalLines;
  readonly #life: number;
  #entries: Entry[];
  #h: string;

  /** Takes the record as its next owner: cuts the torn tail. */
  constructor(lines: JournalLines, id: string, disk: MemoryDisk, world: World) {
    const journal = lines.readLines(disk.bytes);
    if (journal.damage !== null) throw new Error(`damage after a mere crash: ${journal.damage}`);
    disk.bytes = disk.bytes.slice(0, journal.soundBytes);
    this.id = id;
    this.#disk = disk;
    this.#world = world;
    this.#lines = lines;
    this.#life = world.life;
    this.#entries = [...journal.entries];
    this.#h = journal.h;
    this.keep = {
      bytes: async (name, content) => {
        this.#point('keep', name);
        const kept = await disk.keep.bytes(name, content);
        this.#point('kept', name);
        return kept;
      },
      read: (kept) => disk.keep.read(kept),
    };
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  append(body: EntryBody): Entry {
    const { clock, boot, life } = this.#world;
    this.#point('append', body.type);
    const n = this.#entries.length + 1;
    const entry = { n, at: clock.wall().toISOString(), mono: clock.now(), boot, owner: life, ...body };
    const { line, h } = this.#lines.lineOf(this.#h, entry);
    const bytes = Buffer.from(line);
    try {
      this.#point('append.torn', body.type);
    } catch (error) {
      this.#disk.bytes = Buffer.concat([this.#disk.bytes, bytes.subarray(0, bytes.length / 2)]);
      throw error;
    }
    this.#disk.bytes = Buffer.concat([this.#disk.bytes, bytes]);
    this.#h = h;
    // As it will be read: what JSON drops is gone.
    this.#entries = [...this.#entries, JSON.parse(JSON.stringify(entry))];
    this.#point('appended', body.type);
    return entry;
  }

  isOwned(): boolean {
    return !this.#world.isDead && this.#world.life === this.#life;
  }

  orders(): readonly Ordered[] {
    const taken = this.#entries.flatMap((entry) => (entry.type === 'ordered' ? [entry.order] : []));
    return this.#disk.orders(this.#entries).filter((order) => !taken.includes(order));
  }

  finish(): void {
    this.#point('finish', this.id);
    this.#disk.isOpen = false;
    this.#point('finished', this.id);
  }

  #point(name: string, what: string): void {
    this.#world.refuseDead(this.#life);
    this.#world.point(0, name, [what], 'before');
  }
}
