import type { Component, Json } from '@flatnet-maint/core';
import { gateway } from '@flatnet-maint/gateway';

/** The parts of a Flatnet that this version maintains. */
export const components: readonly Component<never, Json>[] = [gateway as unknown as Component<never, Json>];
