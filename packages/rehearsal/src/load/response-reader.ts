/** Reads one HTTP/1.1 answer out of a byte stream: just enough to know when it is whole, and what became of it if not. */
export class ResponseReader {
  status = 0;
  close = false;
  body = Buffer.alloc(0);
  #head: Buffer = Buffer.alloc(0);
  #inBody = false;
  #left = 0; // of Content-Length; -1: until the end of the connection; -2: chunked

  get started(): boolean {
    return this.#inBody || this.#head.length > 0;
  }

  /** Bytes of body still to come, where the answer told its length. */
  get missing(): number {
    return this.#inBody ? this.#left : Number.NaN;
  }

  /** Takes bytes; true when the answer is whole. Only the first bytes of a body are kept. */
  take(chunk: Buffer): boolean {
    if (this.#inBody) return this.#takeBody(chunk);
    this.#head = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
    const end = this.#head.indexOf('\r\n\r\n');
    if (end === -1) return false;
    const head = this.#head.toString('latin1', 0, end);
    this.status = Number(head.slice(9, 12));
    this.close = /\r\nconnection: *close/i.test(head);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (/\r\ntransfer-encoding: *chunked/i.test(head)) this.#left = -2;
    else this.#left = length === undefined ? -1 : Number(length);
    this.#inBody = true;
    return this.#takeBody(this.#head.subarray(end + 4));
  }

  /** The connection has ended: whole only if the answer was to end so. */
  end(): boolean {
    return this.#inBody && this.#left === -1;
  }

  #takeBody(chunk: Buffer): boolean {
    if (this.body.length < 256 || this.#left === -2) this.body = Buffer.concat([this.body, chunk]);
    // Chunked answers here are Lua's few bytes; their last chunk is looked for in the text.
    if (this.#left === -2) return this.body.subarray(-5).equals(Buffer.from('0\r\n\r\n'));
    if (this.#left === -1) return false;
    this.#left -= chunk.length;
    return this.#left <= 0;
  }
}
