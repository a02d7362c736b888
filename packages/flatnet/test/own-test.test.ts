import type { Answer } from '@flatnet-maint/core';
import { registryOf } from '@flatnet-maint/engine';
import { memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { failsOwnTest } from '../src/own-test.ts';

const view = memoryHosts({ profile: 'posix' }).view('local', 60_000);
const asked = (ask: () => Promise<Answer>) =>
  failsOwnTest({ inquiry: 'own@1', args: {} }, registryOf([], [{ name: 'own@1', ask }]), view);

test('what passes its own test leaves no doubt; what fails it, or cannot be asked, does', async () => {
  expect(await asked(async () => ({ ok: true, value: true, detail: 'it passes' }))).toBeNull();
  expect(await asked(async () => ({ ok: false, value: false, detail: 'it fails' }))).toBe('it fails');
  expect(await asked(() => Promise.reject(new Error('no program')))).toBe('no program');
});
