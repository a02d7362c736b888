import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Machine } from '../machine/machine.ts';
import { asset } from '../machine/places.ts';

/** The one image of practice containers; no registry is asked for it. */
export const practiceImage = 'localhost/practice-app:1';

/** Lays a list of plugins on a machine that has Podman, with Podman's settings and the image. `list`: as /etc/cni/net.d names it. */
export async function layPodman(machine: Machine, list: { readonly name: string; readonly text: string }) {
  const file = (path: string, text: string) => writeFileSync(machine.path(path), text);
  for (const folder of ['/etc/containers', '/etc/cni/net.d', '/opt/cni/bin', '/var/lib/cni'])
    mkdirSync(machine.path(folder), { recursive: true });
  cpSync(asset('containers/containers.conf'), machine.path('/etc/containers/containers.conf'));
  file('/etc/containers/policy.json', '{"default":[{"type":"insecureAcceptAnything"}]}\n');
  file('/etc/containers/registries.conf', 'unqualified-search-registries = []\n');
  const store = [
    'driver = "overlay"',
    'runroot = "/run/containers/storage"',
    'graphroot = "/var/lib/containers/storage"',
  ];
  file('/etc/containers/storage.conf', `[storage]\n${store.join('\n')}\n`);
  file(`/etc/cni/net.d/${list.name}`, list.text);
  const made = await machine.exec(['bash', '-s', practiceImage], {
    input: readFileSync(asset('containers/make-image.sh')),
  });
  if (made.code !== 0) throw new Error(`no practice image: ${made.stderr.trim()}`);
}
