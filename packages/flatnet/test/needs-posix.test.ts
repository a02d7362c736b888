import * as actions from '@flatnet-maint/actions';
import type { AnyAction, Generation, Item } from '@flatnet-maint/core';
import { registryOf } from '@flatnet-maint/engine';
import { gateway } from '@flatnet-maint/gateway';
import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { composeEmergency } from '../src/compose.ts';
import { needsPosix } from '../src/needs-posix.ts';

const registry = registryOf([...gateway.actions, ...(Object.values(actions) as AnyAction[])], []);
const generation: Generation = {
  id: '1',
  component: 'gateway',
  version: '1',
  tree: 'F:\\gen\\1',
  digest: '',
  made: '',
  parts: null,
};

/** What is found of a plan with these actions on a host of this kind. */
function found(profile: 'posix' | 'windows', names: readonly string[]) {
  const cutover = names.map(
    (action): Item => ({
      kind: 'step',
      id: `gateway.${action.slice(0, -2)}`,
      title: '',
      host: 'local',
      action,
      args: null,
      limits: { capture: 0, do: 0, undo: 0 },
      undoes: 'exactly',
    }),
  );
  const way = { generation, cutover, probes: [] };
  const tool = { version: '1', node: 'node', cli: 'cli' };
  const plan = composeEmergency('gateway', way, tool, { id: 'r1', state: 'F:\\state' }, { good: way, previous: null });
  return needsPosix(plan, memoryHosts({ profile }), registry);
}

test('a plan that sends signals is refused on Windows, and names the steps', () => {
  expect(found('windows', ['gateway-hold@1', 'gateway-stop@1', 'swap-pointer@1', 'gateway-start@1'])).toEqual([
    {
      id: 'needs-posix',
      blocks: true,
      message:
        'local runs Windows, which has no signals; without them these steps cannot be done: gateway.gateway-stop, gateway.gateway-start.',
      next: 'Do it by hand, as the documents say, or run it on Linux.',
    },
  ]);
});

test('a plan that sends none may run on Windows', () =>
  expect(found('windows', ['lay-tree@1', 'swap-pointer@1'])).toEqual([]));

test('on posix everything may run', () =>
  expect(found('posix', ['gateway-stop@1', 'gateway-second-master@1'])).toEqual([]));
