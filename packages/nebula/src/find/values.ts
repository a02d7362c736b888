import { dirname, join } from 'node:path/posix';
import type { FoundValue } from '@flatnet-maint/core';
import type { NebulaSite } from '../facts.ts';
import { t } from '../texts.ts';
import type { ConfigSeen } from './config-seen.ts';
import type { Instance } from './instances.ts';

const line = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
type Key = FoundValue['key'];

/** What the site file is to say, with where each was seen. Of keys nothing is proposed. */
export function valuesOf(
  instance: Instance,
  {
    config,
    cert,
    site,
  }: { readonly config: ConfigSeen; readonly cert: string | null; readonly site: NebulaSite | null },
): readonly FoundValue[] {
  if (site !== null) return ofSite(site);
  const { program, service, start, running } = instance;
  const value = (key: Key, found: string | null, how: string): FoundValue => ({ key, value: found, how: line(how) });
  const how = howOf(instance);
  const log = start?.log ?? null;
  return [
    value(
      ['program'],
      program,
      start?.launcher == null ? how : t('seen-launcher', { launcher: start.launcher, file: start.file }),
    ),
    instance.config === null
      ? value(['config'], null, t('fill-config'))
      : value(['config'], instance.config, start === null && running === null ? t('seen-usual') : how),
    service === null
      ? value(['service'], null, t('fill-service'))
      : value(['service'], service, start === null ? how : t('seen-unit', { file: start.file })),
    ...(cert === null || cert === join(dirname(program), 'nebula-cert')
      ? []
      : [value(['cert'], cert, t('seen-usual'))]),
    ...(log === null || start === null ? [] : [value(['log'], log, t('seen-unit', { file: start.file }))]),
    ...ofPeers(config).map(({ key, address, how: where }) => value(key, address, where)),
  ];
}

function howOf({ isChosen, start, running, program }: Instance): string {
  if (start !== null) return t('seen-unit', { file: start.file });
  if (running !== null) return t('seen-process', { pid: running.pid });
  return isChosen ? t('seen-chosen', { of: program }) : t('seen-usual');
}

/** The lighthouses of a host answer every host; who answers a lighthouse is for a human to say. */
function ofPeers({ settings, lighthouses }: ConfigSeen): readonly { key: Key; address: string | null; how: string }[] {
  if (settings === null) return [];
  if (settings.isLighthouse) return [{ key: ['peers'], address: null, how: t('fill-peers') }];
  return lighthouses.map((address, at) => ({
    key: ['peers', at === 0 ? 'lighthouse' : `lighthouse-${at + 1}`, 'address'],
    address,
    how: t('seen-lighthouse'),
  }));
}

function ofSite({ program, config, service, log, peers }: NebulaSite): readonly FoundValue[] {
  const said = (key: Key, text: string): FoundValue => ({ key, value: text, how: line(t('seen-site', { of: text })) });
  return [
    ...[said(['program'], program), said(['config'], config), said(['service'], service)],
    ...(log === null ? [] : [said(['log'], log)]),
    ...peers.map(({ name, address }) => said(['peers', name, 'address'], address)),
  ];
}
