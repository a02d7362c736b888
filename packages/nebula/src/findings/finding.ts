import type { Finding, Generation, Release } from '@flatnet-maint/core';

/** What is to be made live. */
export type Want = { release: Release } | { generation: Generation } | { adopts: 'kept' | 'started' };

export const blocking = (id: string, message: string, next: string, how: Partial<Finding> = {}): Finding => ({
  ...{ id, blocks: true, message, next },
  ...how,
});
export const telling = (id: string, message: string, next: string, how: Partial<Finding> = {}): Finding =>
  blocking(id, message, next, { blocks: false, ...how });
