import { globSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { thirdParty } from './build/third-party.ts';
import { root } from './steps.ts';

const store = (name: string) => realpathSync(join(root, 'packages/store/node_modules', name));

test('a package that brings no file with its licence is shipped with the notice at the head of its code, and the terms', () => {
  const text = thirdParty([store('xz-decompress')]);
  expect(text).toContain('\nxz-decompress 0.');
  for (const holder of ['(c) Steve Sanderson', 'Lasse Collin and Igor Pavlov', '(c) 2020 Igalia, S.L.'])
    expect(text).toContain(holder);
  expect(text).toContain('Permission is hereby granted, free of charge');
  // The holder of our own licence is not theirs.
  expect(text).not.toMatch(/flatnet/i);
});

test('every outside package that a package of ours names can be shipped', () => {
  const named = globSync('packages/*/package.json', { cwd: root }).flatMap((path) => {
    const { dependencies = {} } = JSON.parse(readFileSync(join(root, path), 'utf8')) as { dependencies?: object };
    const outside = Object.entries(dependencies).filter(([, version]) => version === 'catalog:');
    return outside.map(([name]) => realpathSync(join(root, dirname(path), 'node_modules', name)));
  });
  expect(named.length).toBeGreaterThan(5);
  expect(() => thirdParty(named)).not.toThrow();
});
