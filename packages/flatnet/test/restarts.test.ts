import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { components } from '../src/components.ts';
import { openHouse } from '../src/index.ts';

const nowhere = join(tmpdir(), 'restarts-nowhere');
const tool = { version: '0', node: process.execPath, cli: '/nowhere.js' };
const house = openHouse({ site: join(nowhere, 'flatnet.yaml'), state: nowhere, tool });
const how = { to: '1', accepted: [], confirmWithin: null, soak: null };

test('a component on which nothing can be started anew is not asked to, and those that can are named', async () => {
  const able = components.filter(({ restarts }) => restarts === true).map(({ id }) => id);
  await expect(house.planUpgrade('gateway', { ...how, restarts: true })).rejects.toMatchObject({
    code: 'E_RESTARTS_UNKNOWN',
    exit: 2,
    message: `--restart-containers has nothing to start anew on gateway; it can be asked of: ${able.join(', ') || 'none'}. Nothing was started.`,
  });
  // Without it, what is missing first is the site file.
  await expect(house.planUpgrade('gateway', how)).rejects.toMatchObject({ code: 'E_SITE_ABSENT' });
  await expect(house.planUpgrade('dns', { ...how, restarts: true })).rejects.toMatchObject({
    code: 'E_COMPONENT_UNKNOWN',
  });
});
