import type { Millis } from '@flatnet-maint/core';

export interface WebRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** 0, 1, … within one sample. */
  readonly connection: number;
  readonly by: number | null;
}
export interface WebReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly took?: Millis;
}
export interface WebServer {
  readonly port: number;
  /** Any, unless said. */
  readonly hostname?: string;
  /** Who accepts this connection; unless said, the first process that listens on the port. */
  readonly accepts?: (connection: number) => number | null;
  /** null or an Error: nothing answers. */
  readonly answer: (request: WebRequest) => WebReply | Error | null | Promise<WebReply | Error | null>;
}
