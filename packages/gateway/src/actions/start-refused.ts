import { type HostView, MaintError } from '@flatnet-maint/core';
import { absentAddresses } from '../addresses.ts';
import { parseListen } from '../config/listen.ts';
import { readConfig, valuesOf } from '../config/read.ts';
import { t } from '../texts.ts';

/**
 * A start that failed, said as what it lacks where that is an address: of nginx's own words, or, where a service manager
 * keeps them to itself, of what the configuration listens on. Any other failure is said as it came.
 */
export async function startRefused(
  host: HostView,
  argv: readonly string[],
  said: string,
  otherwise: unknown,
): Promise<unknown> {
  const named = [...said.matchAll(/bind\(\) to (\S+) failed \(99:/g)].flatMap(([, at = '']) => parseListen(at) ?? []);
  const absent =
    named.length > 0
      ? [...new Set(named.map(({ address }) => address))]
      : // To tell why must not hide what failed.
        await absentListens(host, argv).catch(() => []);
  if (absent.length === 0) return otherwise;
  return new MaintError(
    'E_GATEWAY_START',
    t('start-address-absent', { addresses: absent.join(', '), said }),
    t('address-absent-next'),
  );
}

async function absentListens(host: HostView, argv: readonly string[]): Promise<string[]> {
  const after = (option: string) => argv[argv.indexOf(option) + 1] ?? '';
  const main = argv.includes('-c') ? after('-c') : `${after('-p')}/conf/nginx.conf`;
  const listens = valuesOf(await readConfig(host.files, main), 'listen');
  return absentAddresses(
    host,
    listens.flatMap((value) => parseListen(value) ?? []),
  );
}
