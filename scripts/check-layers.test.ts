import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { breaches, sourcesOf } from './check-layers.ts';

const check = (path: string, text: string) => breaches([{ path, text }]);

describe('an import that breaks a layer', () => {
  test.each([
    ['packages/core/src/a.ts', '@flatnet-maint/host', 'core is pure and imports nothing of ours.'],
    ['packages/host/src/a.ts', '@flatnet-maint/store', 'host imports core only'],
    ['packages/actions/src/a.ts', '@flatnet-maint/engine', 'never engine'],
    ['packages/engine/src/a.ts', '@flatnet-maint/actions', 'it is handed a registry'],
    ['packages/gateway/src/a.ts', '@flatnet-maint/nebula', 'order is `after`, a string'],
    ['packages/flatnet/src/a.ts', '@flatnet-maint/rehearsal', 'layers 0 to 3 only'],
    ['packages/rehearsal/src/a.ts', 'flatnet-maint', 'flatnet-maint has no home'],
    ['plans/a.plan.ts', '@flatnet-maint/rehearsal', 'layers 0 to 4 only'],
    ['packages/testkit/src/a.ts', '@flatnet-maint/engine', 'what else it runs is passed in'],
    ['packages/cli/src/a.ts', '@flatnet-maint/testkit', 'testkit is imported from tests only.'],
    ['packages/dns/src/a.ts', '@flatnet-maint/core', 'dns has no layer'],
  ])('%s may not import %s', (path, name, rule) => {
    expect(check(path, `import { a } from '${name}';`)).toEqual([expect.stringContaining(rule)]);
  });

  test('is found in every form, with its line', () => {
    const text = [
      "/**\n\n * import('zx') in a comment is none. */\nimport type { A } from 'zx';",
      'import {\n  b,\n} from "zx";',
      "export { c } from 'zx';",
      "import 'zx';",
      `const d = await import${"('zx')"};`,
    ].join('\n');
    const lines = check('packages/host/src/a.ts', text).map((line) => line.split(' ')[0]);
    expect(lines).toEqual([4, 5, 8, 9, 10].map((line) => `packages/host/src/a.ts:${line}`));
  });

  test('is not seen in a text of another language', () => {
    expect(check('packages/rehearsal/src/a.ts', 'const lua = `local r = require("flatnet.registry")`;')).toEqual([]);
  });

  test('is found when it goes round the name of the package', () => {
    expect(check('packages/gateway/src/a.ts', "import { x } from '../../core/src/json.ts';")).toHaveLength(1);
    expect(check('packages/gateway/src/a.ts', "import { x } from '@flatnet-maint/core/src/json.ts';")).toHaveLength(1);
    expect(check('packages/gateway/src/a/b.ts', "import { x } from '../c.ts';")).toEqual([]);
  });
});

describe('an outside library', () => {
  test.each([
    ['packages/store/src/a.ts', 'undici', 'undici is imported in host only.'],
    ['packages/cli/src/a.ts', 'zx', 'zx is imported in rehearsal, scripts only.'],
    ['packages/host/test/a.test.ts', 'zx', 'zx is imported in'],
    ['packages/cli/src/a.ts', 'node:child_process', 'node:child_process is imported in host'],
    ['packages/engine/src/a.ts', 'child_process', 'node:child_process is imported in host'],
    ['packages/core/src/a.ts', 'left-pad', 'left-pad has no home'],
    ['packages/core/src/a.ts', 'vitest', 'vitest is imported in'],
  ])('%s may not import %s', (path, name, rule) => {
    expect(check(path, `import { a } from '${name}';`)).toEqual([expect.stringContaining(rule)]);
  });

  test('is at home where the table says so', () => {
    expect(check('packages/host/src/a.ts', "import { spawn } from 'node:child_process';")).toEqual([]);
    expect(check('packages/cli/test/a.test.ts', "import { spawn } from 'node:child_process';")).toEqual([]);
    expect(check('packages/flatnet/src/site/a.ts', "import { z } from 'zod/mini';")).toEqual([]);
    expect(check('packages/core/src/a.ts', "import { join } from 'node:path';")).toEqual([]);
  });
});

test('a test may reach up and use the testkit', () => {
  const text = "import { a } from '@flatnet-maint/testkit';\nimport { b } from '@flatnet-maint/engine';";
  expect(check('packages/gateway/test/a.test.ts', text)).toEqual([]);
});

test('the workspace keeps its own rules', () => {
  expect(breaches(sourcesOf(join(import.meta.dirname, '..')))).toEqual([]);
});
