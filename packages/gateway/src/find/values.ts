import type { FoundValue } from '@flatnet-maint/core';
import { mover } from '../config/edit.ts';
import { t } from '../texts.ts';
import type { Family } from './families.ts';
import { bootOf, drainOf, type Relative } from './paths-in-config.ts';
import { type Server, serversOf } from './servers.ts';
import type { TreeFacts } from './tree-facts.ts';
import type { OutsideConfig } from './trees.ts';

type Listening = Server['listens'][number];
const line = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/** What the site file is to say of a gateway, with where each was seen. */
export function valuesOf(
  family: Family,
  how: {
    readonly home: string;
    readonly config: OutsideConfig | null;
    readonly service: { readonly name: string; readonly how: string } | null;
    readonly of: TreeFacts | null;
  },
): readonly FoundValue[] {
  const { config, service, of } = how;
  const servers = of?.config ? serversOf(of.config, mover([{ from: family.home, to: of.path }])) : [];
  const value = (key: FoundValue['key'], found: { value: string; how: string } | null, fill: string): FoundValue =>
    found === null ? { key, value: null, how: line(fill) } : { key, value: found.value, how: line(found.how) };
  const relative = (found: Relative | null) =>
    found === null ? null : { value: found.path, how: t('found-in', { of: found.file }) };
  const byConfig = {
    process: 'found-process',
    unit: 'found-unit',
    disk: 'found-names-home',
    system: 'found-in',
    site: 'found-site',
  } as const;
  return [
    { key: ['home'], value: family.home, how: line(how.home) },
    ...(config === null
      ? []
      : [{ key: ['config'] as const, value: config.path, how: line(t(byConfig[config.by], { of: config.of })) }]),
    ...(service === null ? [] : [{ key: ['service'] as const, value: service.name, how: line(service.how) }]),
    value(['probes', 'site'], siteOf(servers), t('fill-site')),
    value(['probes', 'api'], apiOf(servers), t('fill-api')),
    value(['routes', 'boot'], relative(bootOf(of, family.home)), t('fill-boot')),
    value(['drain'], relative(drainOf(servers, of, family.home)), t('fill-drain')),
  ];
}

/** Where the site answers: the server of `/health`, else what listens on port 80; never a socket that a plain request cannot ask. */
function siteOf(servers: readonly Server[]): { value: string; how: string } | null {
  const plain = (server: Server) => server.listens.filter((one) => one.plain);
  const healthy = servers.filter(({ locations }) => locations.some(({ path }) => path === '/health'));
  const first = [...healthy.flatMap(plain)].sort((a, b) => Number(b.port === 80) - Number(a.port === 80))[0];
  const found = first ?? servers.flatMap(plain).find(({ port }) => port === 80);
  return found === undefined ? null : { value: addressOf(found), how: listenOf(found) };
}

function apiOf(servers: readonly Server[]): { value: string; how: string } | null {
  const isApi = ({ path }: { path: string }) => path.startsWith('/api/');
  const found = servers
    .filter(({ locations }) => locations.some(isApi))
    .flatMap(({ listens }) => listens.filter((one) => one.plain))[0];
  return found === undefined ? null : { value: addressOf(found), how: listenOf(found) };
}

const listenOf = ({ text, file }: Listening): string => t('found-listen', { listen: text, file });

function addressOf({ address, port }: Listening): string {
  const asked = address === '0.0.0.0' || address === '' ? '127.0.0.1' : address === '::' ? '::1' : address;
  return `http://${asked.includes(':') ? `[${asked}]` : asked}:${port}`;
}
