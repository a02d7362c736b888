import type { Millis, ServiceSpec, ServiceState } from '@flatnet-maint/core';
import type { ProcessSpec } from './memory-process.ts';

export interface MemoryService {
  state: ServiceState;
  pid: number | null;
  since: Millis;
  type: string | null;
  enabled: boolean;
  isInstalled: boolean;
  /** Started again once it is down. */
  isWanted: boolean;
  /** Until it is up, and until it is down, after the command has returned. */
  startsWithin: Millis;
  stopsWithin: Millis;
  readonly process: ProcessSpec | null;
  readonly spec: ServiceSpec | null;
}
