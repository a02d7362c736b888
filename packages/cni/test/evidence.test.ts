import { type EvidencePiece, sha256 } from '@flatnet-maint/core';
import { expect, test } from 'vitest';
import { evidence } from '../src/evidence.ts';
import { conflist, knownHost, listOf, plugin, store } from './find/known-host.ts';

async function told(prepare: (host: ReturnType<typeof knownHost>) => void = () => {}) {
  const host = knownHost();
  host.program(plugin, 'crashes');
  host.program(`${plugin}.bak`, 'sound');
  host.list();
  host.list(`${conflist}.bak`, '{');
  const id = host.container('shop', { address: '10.87.1.2' });
  prepare(host);
  const { candidates } = await host.found();
  host.asked.length = 0;
  if (candidates[0] === undefined) throw new Error('nothing was found');
  const pieces = await evidence(candidates[0], host.hosts.view('local', 60_000));
  const piece = (as: string) => pieces.find((one) => one.as === as);
  const text = (as: string) => (piece(as) as Extract<EvidencePiece, { kind: 'text' }> | undefined)?.text ?? '';
  return { ...host, id, pieces, text, names: pieces.map(({ as }) => as) };
}
const used = ({ world }: ReturnType<typeof knownHost>) => {
  world.folder(store);
  world.file('/run/libpod/alive', '');
};

test('each program is told with its hash, its rights and what it answers', async () => {
  const { text } = await told();
  const [live, copy] = text('programs.txt').split('\n');
  expect(live?.split('\t')).toEqual([
    ...[sha256('crashes'), '0755 0:0', '7', expect.stringMatching(/Z$/), plugin, expect.stringContaining('SIGSEGV')],
  ]);
  expect(copy).toContain(`${sha256('sound')}\t0755`);
});

test('lists, their copies and addresses are in it, also those that cannot be read', async () => {
  const { names, text, id } = await told();
  expect(names).toEqual(expect.arrayContaining([`files${conflist}`, `files${conflist}.bak`]));
  expect(text('addresses/flatnet.txt')).toContain(`10.87.1.2\t${id} eth0`);
});

test('the list that libcni kept of a container is put into words, so that a secret in it can be seen and masked', async () => {
  const secret = listOf({ more: { token: 'qHunter2q' } });
  const { text, id } = await told((host) => {
    const shop = host.container('shop', { address: '10.87.1.2', runs: false });
    const config = Buffer.from(secret).toString('base64');
    host.world.file(`/var/lib/cni/results/flatnet-${shop}-eth0`, JSON.stringify({ kind: 'cniCacheV1', config }));
  });
  const said = text(`results/flatnet-${id}-eth0.json`);
  expect(said).toContain('"token":"qHunter2q"');
  expect(said).not.toContain(Buffer.from(secret).toString('base64'));
});

test('Podman is asked where that writes nothing, and by commands that only read', async () => {
  const argvs = ({ pieces }: { pieces: readonly EvidencePiece[] }) =>
    pieces.flatMap((piece) => (piece.kind === 'command' ? [piece.argv.slice(0, 3).join(' ')] : []));
  expect(argvs(await told())).toEqual([]);
  expect(argvs(await told(used))).toEqual([
    ...['podman info', 'podman ps -a', 'podman network ls', 'podman network inspect', 'journalctl -t podman'],
  ]);
});

test('it runs nothing itself', async () => {
  expect((await told(used)).asked).toEqual([]);
});
