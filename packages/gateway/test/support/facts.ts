import type { Generation, Release, RunPlace } from '@flatnet-maint/core';
import type { GatewayFacts, GatewayReadings } from '../../src/facts.ts';

/** Facts of a gateway with its configuration inside of the tree, which serves from a pointer; as inspect() recorded them. */
export function facts(how: Partial<GatewayFacts> = {}): GatewayFacts {
  return {
    host: 'local',
    home: '/opt/flatnet/openresty',
    tree: '/srv/gen/1.25.3.2-a',
    pointer: true,
    configFolder: null,
    configPointer: false,
    configTree: null,
    configName: 'nginx.conf',
    configDigest: 'c'.repeat(64),
    argv: ['/opt/flatnet/openresty/sbin/nginx', '-p', '/opt/flatnet/openresty'],
    version: '1.25.3.2',
    exe: 'e'.repeat(64),
    running: true,
    pidFile: '/run/flatnet-nginx.pid',
    errorLogs: ['/opt/flatnet/openresty/logs/error.log'],
    listens: [{ address: '0.0.0.0', port: 80 }],
    noHandover: [],
    shared: [],
    luaDigest: 'f'.repeat(64),
    keeps: ['conf', 'html', 'lualib', 'sbin'],
    outside: { paths: [], notes: [], left: [] },
    runtime: ['boot/routes.json', 'drain', 'logs/error.log'],
    generations: '/srv/gen',
    left: [],
    service: null,
    site: 'http://127.0.0.1:80',
    api: 'http://10.100.1.1:8080',
    boot: 'boot/routes.json',
    drain: 'drain',
    drainLimit: 300_000,
    commands: [],
    ...how,
  };
}

export const readings = (how: Partial<GatewayReadings> = {}): GatewayReadings => ({
  free: 1e9,
  treeBytes: 1e6,
  outsideBytes: 0,
  mayWrite: true,
  uid: 0,
  places: [],
  serves: null,
  routes: null,
  strangers: [],
  ...how,
});

export const release = (version = '1.27.1.1'): Release => ({
  component: 'gateway',
  version,
  path: `/srv/releases/openresty-${version}.tar.gz`,
  sha256: 'a'.repeat(64),
});

export const generation = (version = '1.21.4.3', config: string | null = null): Generation => ({
  id: `${version}-old`,
  component: 'gateway',
  version,
  tree: `/srv/gen/${version}-old`,
  digest: 'b'.repeat(64),
  made: '2026-01-01T00:00:00.000Z',
  parts: { config },
});

export const run: RunPlace = { id: 'r1', state: '/var/lib/flatnet-maint' };
