// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates as they stand in a source are what is read here
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sentencesIn } from './sentences.ts';

/** The packages whose people-facing text stands in their catalogue, all of it. */
const packages = globSync('packages/*/src/texts.ts', { cwd: join(import.meta.dirname, '..') })
  .map((path) => path.split(/[\\/]/)[1] ?? '')
  .filter((name) => name !== 'rehearsal')
  .sort();

/** The catalogues themselves, what a shell or `man` reads, and descriptions in JSON Schemas: English like all JSON. */
const notSearched = /\/(?:(?:texts|screen|settings)\.ts|(?:schema|help)\/[^/]+)$/;

const root = join(import.meta.dirname, '..');

describe('text for people', () => {
  test.each(packages)('stands in the catalogue of %s and nowhere else', (name) => {
    const sources = globSync(`packages/${name}/src/**/*.ts`, { cwd: root }).filter((path) => !notSearched.test(path));
    expect(sources.length).toBeGreaterThan(0);
    const bare = sources.flatMap((path) =>
      sentencesIn(readFileSync(join(root, path), 'utf8')).map(({ line, text }) => `${path}:${line} ${text}`),
    );
    expect(bare).toEqual([]);
  });
});

describe('a literal', () => {
  test.each([
    ["fail('nothing was changed')", 'nothing was changed'],
    ['fail(`start ${version}`)', 'start …'],
    ['fail(`${path} answers ${status}`)', '… answers …'],
    ["fail(`${ok ? 'x' : `${path} is gone`}.`)", '… is gone'],
    ['const quote = /[\'`]/; fail("it\'s not there")', "it's not there"],
    ['const a = `${value.replace(/[\\\\"]/g, "")}"`; fail("not so")', 'not so'],
  ])('%s is a sentence', (source, text) => {
    expect(sentencesIn(source)).toEqual([{ line: 1, text }]);
  });

  test.each([
    "// it's a comment",
    "/* 'in one of several words' */",
    "import { a } from './a.ts'",
    "['systemctl', 'daemon-reload']",
    'const path = `${state}/snapshots/${id}.json`',
    'next(`flatnet-maint show ${run}`)',
    "t('step-start', { version })",
    'const half = width / 2; const other = "x" / 3;',
  ])('%s is none', (source) => {
    expect(sentencesIn(source)).toEqual([]);
  });
});
