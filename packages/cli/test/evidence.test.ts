import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EvidenceOptions, EvidenceReport } from 'flatnet';
import { expect, onTestFinished, test } from 'vitest';
import { cli } from './support/fake-world.ts';

const made: EvidenceReport = {
  file: '/work-folder/flatnet-evidence-gw-20260102-030405.tar',
  checksums: '/work-folder/flatnet-evidence-gw-20260102-030405.tar.sha256',
  bytes: 1_572_864,
  sha256: 'ab12',
  pieces: 42,
  masked: 3,
  absent: [
    { path: '/etc/tls/a.key', why: 'left out: key; only its name and its digest are told', bytes: 9, sha256: 'cd34' },
    { path: '/srv/x\u001b[31m/nginx.conf', why: 'it is not there' },
  ],
};

async function evidence(words: readonly string[], report = made) {
  const asked: EvidenceOptions[] = [];
  const house = {
    evidence: async (how: EvidenceOptions) => {
      asked.push(how);
      return report;
    },
  };
  return { ...(await cli(['evidence', ...words], { house })), asked };
}

test('the archive, its digest, what is not in it and why, and that it is to be kept before anything is changed', async () => {
  const ran = await evidence([]);
  expect(ran).toMatchObject({ exit: 0, err: '', asked: [{ component: null, to: null, folder: '/work-folder' }] });
  expect(ran.out).toMatchInlineSnapshot(`
    "ab12  /work-folder/flatnet-evidence-gw-20260102-030405.tar
    42 pieces, 1.5 MiB; secrets masked in them: 3. Not in it, and why:
      /etc/tls/a.key  left out: key; only its name and its digest are told
      /srv/x [31m/nginx.conf  it is not there
    Check it anywhere with: cd /work-folder && sha256sum -c -- flatnet-evidence-gw-20260102-030405.tar.sha256
    Keep it off this host, before you change anything.
    Next: flatnet-maint status
    "
  `);
});

test('the line that checks it is typed as it stands, whatever the file is called', async () => {
  const folder = mkdtempSync(join(tmpdir(), "it's $(id) 鍵 "));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'a b;.tar');
  writeFileSync(file, 'x');
  writeFileSync(`${file}.sha256`, `${createHash('sha256').update('x').digest('hex')}  a b;.tar\n`);
  const { out } = await evidence([], { ...made, file, checksums: `${file}.sha256` });
  const line = /with: (.*)/.exec(out)?.[1] ?? '';
  expect(execFileSync('sh', ['-c', line], { cwd: '/', encoding: 'utf8' })).toBe('a b;.tar: OK\n');
});

test('a long list of what is not in it ends with how many more there are', async () => {
  const absent = Array.from({ length: 23 }, (_, n) => ({ path: `/x/${n}`, why: 'it is not there' }));
  const { out } = await evidence([], { ...made, absent });
  expect(out).toContain('/x/19  it is not there\n  3 more; MANIFEST.json in the archive names them all\n');
  expect(out).not.toContain('/x/20');
});

test('a component and a file that are named are asked for, the file from where the command was typed', async () => {
  const ran = await evidence(['gateway', '--to', 'x.tar', '--json']);
  expect(ran.asked).toEqual([{ component: 'gateway', to: '/work-folder/x.tar', folder: '/work-folder' }]);
  expect(JSON.parse(ran.out)).toEqual(made);
  expect(await evidence(['dns'])).toMatchObject({ exit: 2, asked: [] });
  expect(await evidence(['--to'])).toMatchObject({ exit: 2, asked: [] });
});
