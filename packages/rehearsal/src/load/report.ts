/** What the load generator is told. All of it goes as one JSON argument. */
export interface LoadPlan {
  readonly host: string;
  readonly port: number;
  /** Requests a second, new and kept connections together. */
  readonly rate: number;
  /** Share of requests that open a connection of their own, 0 to 1. */
  readonly newShare: number;
  /** Kept connections held open side by side and used in turn; many idle ones are what a QUIT closes. */
  readonly kept: number;
  /** Stop after so many seconds; 0 waits for the end of standard input. */
  readonly seconds: number;
  /** Slow downloads running side by side through the practice container. */
  readonly downloads: { readonly count: number; readonly bytes: number; readonly rate: number };
  readonly websocket: boolean;
  /** The client ends its WebSocket after so long and opens another; 0 = it lasts as long as the load. */
  readonly webSocketMs: number;
  /** Milliseconds after which a request without a whole answer is lost. */
  readonly limitMs: number;
}

export const lossReasons = ['refused', 'reset', 'short', 'status', 'silent'] as const;
export type LossReason = (typeof lossReasons)[number];

export interface LoadReport {
  readonly seconds: number;
  /** Requests begun; a resent one counts once. */
  requests: number;
  readonly lost: { total: number } & Record<LossReason, number>;
  /** Which build answered, told by /build. */
  readonly byBuild: Record<string, number>;
  /** Epoch milliseconds of each build's first and last answer. */
  readonly seen: Record<string, { first: number; last: number }>;
  /** A kept connection was closed under a request already sent, without an answer's byte; resent once, as clients may. */
  keptClosed: number;
  /** Kept connections that the server asked to end with `Connection: close`. */
  keptEnded: number;
  readonly downloads: { started: number; done: number; cut: number };
  readonly websocket: { opened: number; echoed: number; cut: number; refused: number };
  /** Longest time between two whole good answers. */
  maxGapMs: number;
  /** Of whole good answers, in milliseconds. */
  readonly latency: { p50: number; p99: number; max: number };
}
