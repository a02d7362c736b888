import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { posixHosts } from '@flatnet-maint/host';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ReleaseHouse, releaseHouse } from '../src/release-house.ts';

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'plain-'));
  fs.writeFileSync(`${root}/flatnet`, '#!/bin/sh\n');
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const sha256 = createHash('sha256').update('#!/bin/sh\n').digest('hex');
/** One component whose releases may be programs, and one whose may not. */
const house = (): ReleaseHouse =>
  releaseHouse(
    `${root}/state`,
    posixHosts({ ids: ['local'] }),
    async () => ({ releases: [{ version: '0.3.0', path: `${root}/flatnet`, sha256 }], recipes: [], sources: [] }),
    (component) => component === 'cni',
  );

test('the release of a plan says that it is a program, and what it holds once it is in hand', async () => {
  const { release, stage } = await house().wanted('cni', 'latest');
  const named = { component: 'cni', version: '0.3.0', path: `${root}/flatnet`, sha256, plain: true };
  expect(release).toEqual(named);
  const text = '#!/bin/sh\n';
  expect(await stage()).toEqual({
    release: { ...named, holds: [{ path: 'flatnet', sha256, bytes: text.length, mode: 0o755, text }] },
    unpackedBytes: text.length,
  });
});

test('a program is fetched and added where a release may be one, and refused where not', async () => {
  const { fetch, add } = house();
  const how = { version: '0.4.0', sha256: null, signature: null };
  expect(await fetch('cni', '0.3')).toMatchObject({ how: 'in-place', sha256 });
  expect(await add('cni', `${root}/flatnet`, how)).toMatchObject({ version: '0.4.0', sha256, before: false });
  await expect(fetch('gateway', '0.3')).rejects.toMatchObject({ code: 'E_ARCHIVE_ENDING', exit: 3 });
  await expect(add('gateway', `${root}/flatnet`, how)).rejects.toMatchObject({ code: 'E_ARCHIVE_ENDING', exit: 3 });
});
