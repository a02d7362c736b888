import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { asked, part, wantedImages } from '../src/asked.ts';
import { fetch } from '../src/fetch.ts';
import { archiveOf, live } from '../src/generations.ts';
import { loadYaml } from '../src/lazy-yaml.ts';
import { readStack } from './support/read-stack.ts';
import { compose, composeText } from './support/toy-stack.ts';

await loadYaml();

beforeAll(() => void vi.spyOn(process, 'getuid').mockReturnValue(0));
afterAll(() => void vi.restoreAllMocks());

const prometheus = 'docker.io/prom/prometheus';

describe('a request', () => {
  test('names one service, or several, as their images are called in the compose file', async () => {
    const { facts } = await readStack();
    const { version, holds, component } = asked(facts, 'prometheus=2.53.3, grafana=11.1.0');
    expect({ version, component }).toEqual({ version: 'prometheus=v2.53.3,grafana=11.1.0', component: 'monitoring' });
    expect(wantedImages({ holds } as never).map(({ ref, id }) => [ref, id])).toEqual([
      [`${prometheus}:v2.53.3`, null],
      ['docker.io/grafana/grafana:11.1.0', null],
    ]);
  });

  test('may bind a tag to a digest', async () => {
    const { facts } = await readStack();
    const digest = `sha256:${'0'.repeat(64)}`;
    const { version, holds } = asked(facts, `prometheus=v2.53.3@${digest}`);
    expect(version).toBe(`prometheus=v2.53.3@${digest}`);
    expect(wantedImages({ holds } as never)[0]?.ref).toBe(`${prometheus}:v2.53.3@${digest}`);
  });

  test.each([
    ['without a service', 'v2.53.3'],
    ['without a version', 'prometheus='],
    ['with nothing', ''],
    ['with a comma too many', 'prometheus=v2.53.3,'],
    ['with an image instead of a version', 'prometheus=docker.io/prom/prometheus:v2'],
    ['with an option in it', 'prometheus=--privileged'],
    ['with a blank in it', 'prometheus=v2 v3'],
    ['with half of a digest', 'prometheus=v2@sha256:00'],
    ['for a service that is not there', 'loki=3.0.0'],
    ['for a service twice', 'prometheus=v2.53.3,prometheus=v2.55.1'],
    ['with a name that every object has', 'constructor=v1'],
  ])('%s is refused as such, and says what may be asked for', async (_, request) => {
    const { facts } = await readStack();
    expect(() => asked(facts, request)).toThrow(
      expect.objectContaining({ code: 'E_VERSION_FORM', exit: 2, next: expect.stringContaining('--to') }),
    );
  });

  test('for a service without a container says that', async () => {
    const { facts } = await readStack({
      before: (world) => world.file(compose, `${composeText}  loki: { image: l }\n`),
    });
    expect(() => asked(facts, 'loki=3.0.0')).toThrow(/no container was made of it/);
  });
});

describe('fetching', () => {
  test('brings each image by its id, and is not at the mercy of its name', async () => {
    const { facts, podman, host } = await readStack();
    const { id } = podman.images.push(`${prometheus}:v2.53.3`);
    const release = await fetch(facts, asked(facts, 'prometheus=v2.53.3'), host);
    expect(wantedImages(release).map((one) => one.id)).toEqual([id]);
  });

  test('a tag that leads to another image by now leads to the old one until the run begins', async () => {
    const { facts, podman, host, image } = await readStack();
    const old = image('prometheus').id;
    const { id } = podman.images.push(`${prometheus}:v2.42.0`, { build: 2 });
    const release = await fetch(facts, asked(facts, 'prometheus=v2.42.0'), host);
    expect(wantedImages(release)[0]?.id).toBe(id);
    expect(podman.images.names.get(`${prometheus}:v2.42.0`)).toBe(old);
    expect(podman.images.store.has(id)).toBe(true);
  });

  test('says in the words of the registry that a tag is missing, and stops nothing', async () => {
    const { facts, podman, host } = await readStack();
    const before = podman.told(() => true);
    await expect(fetch(facts, asked(facts, 'prometheus=v9.9.9'), host)).rejects.toMatchObject({
      code: 'E_IMAGE_PULL',
      exit: 3,
      message: expect.stringContaining('manifest unknown'),
    });
    expect(podman.told(() => true)).toEqual(before);
  });

  test('needs no registry for what was kept', async () => {
    const { facts, podman, host, image, world } = await readStack();
    podman.images.isDown = true;
    await expect(fetch(facts, asked(facts, 'prometheus=v2.53.3'), host)).rejects.toMatchObject({
      code: 'E_IMAGE_PULL',
    });
    const kept = live(facts);
    const only = part(facts, kept, 'prometheus');
    const { id } = image('prometheus');
    expect(wantedImages(await fetch(facts, only, host))[0]?.id).toBe(id);
    podman.images.prune(new Set());
    world.file(archiveOf(facts.generations, id), 'archive');
    expect(wantedImages(await fetch(facts, only, host))[0]?.id).toBe(id);
  });

  test('a kept image that is gone everywhere, and whose name leads elsewhere, is refused', async () => {
    const { facts, podman, host } = await readStack();
    const only = part(facts, live(facts), 'prometheus');
    podman.images.prune(new Set());
    podman.images.push(`${prometheus}:v2.42.0`, { build: 2 });
    await expect(fetch(facts, only, host)).rejects.toMatchObject({ code: 'E_IMAGE_CHANGED', exit: 3 });
  });
});

test('one service of a generation is asked for by its name, and an unknown one is refused', async () => {
  const { facts } = await readStack();
  expect(part(facts, live(facts), 'grafana').version).toBe('grafana=docker.io/grafana/grafana:10.4.2');
  expect(() => part(facts, live(facts), 'loki')).toThrow(expect.objectContaining({ code: 'E_PART_UNKNOWN', exit: 2 }));
});
