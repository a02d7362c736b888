import { actionSpec, memoryHosts } from '@flatnet-maint/testkit';
import { expect, test } from 'vitest';
import { haveImage } from '../src/actions/have-image.ts';
import { keepImage } from '../src/actions/keep-image.ts';
import { newer, run, stackIn } from './support/spec-stack.ts';
import { generations, podmanOf } from './support/toy-stack.ts';

const posix = { profiles: ['posix' as const], pairs: 24 };
const ref = newer.prometheus;
const old = 'docker.io/prom/prometheus:v2.42.0';

actionSpec(haveImage, {
  ...posix,
  title: 'from the registry',
  setUp(world) {
    const { podman } = stackIn(world);
    return { ref, id: podman.images.push(ref).id, archive: null };
  },
  after: (world) => expect(podmanOf(world).images.find(ref)?.version).toBe('2.53.3'),
});

actionSpec(haveImage, {
  ...posix,
  title: 'whose name led to another one before, and does so again',
  setUp(world) {
    const { podman } = stackIn(world);
    const { images } = podman;
    images.have(ref);
    const { id } = images.push(ref, { build: 2 });
    world.outside = () => images.names.get(ref) ?? null;
    return { ref, id, archive: null };
  },
});

actionSpec(keepImage, {
  ...posix,
  setUp(world) {
    const { image } = stackIn(world);
    const { id } = image('prometheus');
    return { id, ref: old, archive: `${generations}/images/${id}.tar` };
  },
  after(world, { archive }) {
    expect(world.text(archive)).toContain('archive of');
    expect(world.tree.node(archive)?.mode).toBe(0o600);
    expect(world.text(`${archive}.partial`)).toBeNull();
  },
});

/** An image that was kept, and of which nothing else is left: pruned, and the registry is down. */
async function pruned() {
  const { world, lend } = memoryHosts({ profile: 'posix' });
  const { podman, image } = stackIn(world);
  const { id } = image('prometheus');
  const { host } = lend('local', 60_000, run);
  const archive = `${generations}/images/${id}.tar`;
  await keepImage.do({ id, ref: old, archive }, { was: false }, host);
  podman.images.prune(new Set());
  podman.images.isDown = true;
  return { world, podman, host, args: { id, ref: old, archive } };
}

test('an image that was pruned comes back from its archive under its name, without a registry', async () => {
  const { podman, host, args } = await pruned();
  expect(podman.images.find(old)).toBeNull();
  await haveImage.do(args, { was: null }, host);
  expect(podman.images.find(old)?.id).toBe(args.id);
});

test('without its archive and without a registry it is said why', async () => {
  const { world, host, args } = await pruned();
  world.remove(args.archive);
  await expect(haveImage.do(args, { was: null }, host)).rejects.toMatchObject({
    code: 'E_PODMAN',
    message: expect.stringContaining('connection refused'),
  });
});

test('a name that leads to another image by now is no substitute for the one that was planned', async () => {
  const { podman, host, args } = await pruned();
  podman.images.isDown = false;
  podman.images.push(old, { build: 2 });
  await expect(haveImage.do({ ...args, archive: null }, { was: null }, host)).rejects.toMatchObject({
    code: 'E_IMAGE_CHANGED',
  });
});

test('an image that is gone cannot be kept, and no half of an archive stays', async () => {
  const { world, host, args } = await pruned();
  world.remove(args.archive);
  await expect(keepImage.do(args, { was: false }, host)).rejects.toMatchObject({ code: 'E_IMAGE_GONE' });
  expect(await host.files.list(`${generations}/images`)).toEqual([]);
});
