import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSite } from 'flatnet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NebulaSite } from '../src/facts.ts';
import { nebula } from '../src/nebula.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nebula-site-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What the component is given of this site file. */
async function siteOf(text: string): Promise<NebulaSite> {
  const path = join(folder, 'flatnet.yaml');
  await writeFile(path, `nebula:\n  program: /usr/local/bin/nebula\n  config: /etc/nebula\n${text}`);
  const { components } = await loadSite(path, { cwd: folder, home: folder, env: {} }, [nebula as never]);
  return components.nebula as unknown as NebulaSite;
}

test('a program and a configuration are enough; what is not said is as usual', async () => {
  expect(await siteOf('')).toMatchObject({
    ...{ program: '/usr/local/bin/nebula', cert: '/usr/local/bin/nebula-cert', config: '/etc/nebula' },
    ...{ service: 'nebula', generations: '/usr/local/generations/nebula', log: null, peers: [] },
    keys: { recipient: null, passphrase: null, caKey: null },
  });
});

test('peers have their names, and what is asked of them', async () => {
  const { peers } = await siteOf(`  peers:
    hub: { address: 10.100.0.1, port: 22, asks: [ssh, hub, ping], status: [ssh, hub, status], version: 1.9.3 }
    two.office: { address: "fd00::2", confirms: [check, two] }
`);
  expect(peers).toEqual([
    {
      ...{ name: 'hub', address: '10.100.0.1', port: 22, asks: ['ssh', 'hub', 'ping'] },
      ...{ status: ['ssh', 'hub', 'status'], version: '1.9.3', confirms: null },
    },
    {
      ...{ name: 'two.office', address: 'fd00::2', port: null, asks: null, status: null, version: null },
      confirms: ['check', 'two'],
    },
  ]);
});

test('other places are as they are said', async () => {
  const text = `  cert: tools/nebula-cert
  generations: kept
  log: /var/log/nebula.log
  service: nebula@office
  keys: { recipient: age1qqq, ca-key: ca.key }
`;
  expect(await siteOf(text)).toMatchObject({
    ...{ cert: join(folder, 'tools/nebula-cert'), generations: join(folder, 'kept'), log: '/var/log/nebula.log' },
    ...{ service: 'nebula@office', keys: { recipient: 'age1qqq', passphrase: null, caKey: join(folder, 'ca.key') } },
  });
});

describe('it is refused by its line', () => {
  test.each([
    ['a service that is an option', '  service: -x\n', 'service'],
    ['a peer without an address', '  peers: { hub: { port: 22 } }\n', 'address'],
    ['a peer by a name instead of an address', '  peers: { hub: { address: hub.example } }\n', 'address'],
    ['a peer whose name is no word', '  peers: { "a b": { address: 10.0.0.1 } }\n', 'a b'],
    ['a recipient that is none', '  keys: { recipient: ssh-ed25519 AAAA }\n', 'recipient'],
    ['a version that is none', '  peers: { hub: { address: 10.0.0.1, version: new } }\n', 'version'],
  ])('%s', async (_, text, says) => {
    await expect(siteOf(text)).rejects.toMatchObject({ exit: 2, message: expect.stringContaining(says) });
  });
});
