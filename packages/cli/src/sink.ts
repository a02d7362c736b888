/** What a view writes to: a terminal, a pipe, a file. */
export interface Output {
  write(text: string, done?: (error?: Error | null) => void): boolean;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/**
 * Where text goes, and what is left of it. A closed terminal answers every write with EIO, a closed pipe with EPIPE; without a
 * listener either one ends the process in the middle of going back. A sink that failed is dropped and the run goes on.
 */
export class Sink {
  #lost = false;
  readonly #write: Output['write'];

  constructor(stream: Output) {
    // Bound now: the terminal view takes the streams' own `write` away for as long as it draws.
    this.#write = stream.write.bind(stream);
    stream.on('error', () => {
      this.#lost = true;
    });
  }

  get lost(): boolean {
    return this.#lost;
  }

  write(text: string): void {
    if (this.#lost) return;
    try {
      this.#write(text);
    } catch {
      this.#lost = true;
    }
  }

  line(text: string): void {
    this.write(`${text}\n`);
  }

  /** Settles when everything written has left this process, or cannot. */
  async drained(): Promise<void> {
    if (this.#lost) return;
    await new Promise<void>((resolve) => {
      try {
        this.#write('', () => resolve());
      } catch {
        resolve();
      }
    });
  }
}
