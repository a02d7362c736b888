import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openHouse } from '../src/index.ts';

const state = mkdtempSync(join(tmpdir(), 'status-site-'));
afterAll(() => rmSync(state, { recursive: true }));

test('a site file that was named and is not there is a problem, and not a host without components', async () => {
  const tool = { version: '0', node: process.execPath, cli: '/nowhere.js' };
  const { siteProblem, components } = await openHouse({ site: join(state, 'typo.yaml'), state, tool }).status();
  expect(siteProblem).toMatchObject({ code: 'E_SITE_ABSENT' });
  expect(components).toEqual([]);
});
