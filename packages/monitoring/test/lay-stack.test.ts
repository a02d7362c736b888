import { sha256 } from '@flatnet-maint/core';
import { actionSpec, memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { layStack } from '../src/actions/lay-stack.ts';
import { withImages } from '../src/compose-file.ts';
import type { ConfigPart } from '../src/facts.ts';
import { loadYaml } from '../src/lazy-yaml.ts';
import { newer, stackIn } from './support/spec-stack.ts';
import { compose, composeText, generations, project } from './support/toy-stack.ts';

await loadYaml();

const images = { prometheus: newer.prometheus };
const edited = withImages(composeText, compose, images);
const owned = { uid: 0, gid: 0 };
const files: readonly ConfigPart[] = [
  {
    ...{ path: `${project}/prometheus/prometheus.yml`, mode: 0o644, ...owned, live: 'alone' },
    sha256: sha256('global:\n  scrape_interval: 15s\n'),
  },
  { path: `${project}/.env`, sha256: sha256('TZ=Asia/Tokyo\n'), mode: 0o600, ...owned, live: 'unseen' },
];
const args = {
  into: `${generations}/stack-1`,
  parts: {
    compose: { path: compose, sha256: sha256(edited), mode: 0o644, ...owned, live: 'unseen' as const },
    files,
    services: [],
  },
  from: {},
  images,
};

actionSpec(layStack, {
  profiles: ['posix'],
  pairs: 24,
  setUp(world) {
    stackIn(world);
    return args;
  },
  after(world, { into }) {
    expect(world.text(`${into}/files${compose}`)).toBe(edited);
    expect(world.tree.node(`${into}/files${project}/.env`)?.mode).toBe(0o600);
    expect(JSON.parse(world.text(`${into}/stack.json`) ?? '')).toEqual(args.parts);
  },
});

function begun() {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  stackIn(world);
  return { world, host: lend('local', 60_000, 'run').host };
}

test('a file that somebody changed since the plan makes no generation, and leaves nothing half-made', async () => {
  const { world, host } = begun();
  world.file(`${project}/prometheus/prometheus.yml`, 'changed');
  await expect(layStack.do(args, { was: false }, host)).rejects.toMatchObject({ code: 'E_STACK_DIGEST' });
  expect(await host.files.list(generations)).toEqual(['images']);
});

test('a generation that somebody wrote into is not taken for the one of its name', async () => {
  const { world, host } = begun();
  await layStack.do(args, { was: false }, host);
  world.file(`${args.into}/files${project}/.env`, 'other');
  await expect(layStack.capture(args, host, null as never)).rejects.toMatchObject({ code: 'E_STACK_KEPT' });
});

test('one that was kept already stays, also when the run goes back', async () => {
  const { host } = begun();
  await layStack.do(args, { was: false }, host);
  const saved = await layStack.capture(args, host, null as never);
  expect(saved).toEqual({ was: true });
  await layStack.do(args, saved, host);
  expect(await layStack.check(args, saved, host)).toBe('either');
  await layStack.undo?.(args, saved, host);
  expect(await host.files.list(generations)).toContain('stack-1');
});
