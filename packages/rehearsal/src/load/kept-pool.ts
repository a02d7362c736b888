import type { Socket } from 'node:net';

/** Kept connections, used in turn. One that the server closes while it idles leaves by itself: no request is lost with it. */
export class KeptPool {
  readonly #idle: Socket[] = [];
  readonly #size: number;
  #lent = 0;

  constructor(size: number) {
    this.#size = size;
  }

  /** The connection that has idled longest, or none: the caller opens one then. Each take is settled by one give. */
  take(): Socket | undefined {
    this.#lent++;
    while (this.#idle.length + this.#lent > this.#size) {
      const socket = this.#idle.shift();
      if (!socket) return undefined;
      if (!socket.destroyed && socket.readable && socket.writable) return socket;
      socket.destroy();
    }
    return undefined;
  }

  give(socket: Socket | undefined): void {
    this.#lent--;
    if (!socket) return;
    const leave = () => {
      const at = this.#idle.indexOf(socket);
      if (at !== -1) this.#idle.splice(at, 1);
      socket.destroy();
    };
    socket.on('end', leave);
    socket.on('close', leave);
    this.#idle.push(socket);
  }

  clear(): void {
    for (const socket of this.#idle.splice(0)) socket.destroy();
  }
}
