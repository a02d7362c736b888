import { compareVersions, type Finding, type Generation } from '@flatnet-maint/core';
import { readsSecond } from '../certificates.ts';
import type { NebulaFacts, NebulaReadings } from '../facts.ts';
import { partsOf } from '../generations.ts';
import { t } from '../texts.ts';
import { blocking, telling } from './finding.ts';

const day = 86_400_000;
/** The longest that a run may take, and an hour for whoever looks at it then. */
const window = 2 * 3_600_000;
const soon = 30 * day;

/** A tunnel outlives its certificate, but nothing starts with an expired one, not even the version from before (Q8, H73). */
export function certificateFindings(facts: NebulaFacts, { left }: NebulaReadings): readonly Finding[] {
  const { certificate, authorities, pkiWhy } = facts;
  if (pkiWhy !== null || certificate === null)
    return [
      blocking('certificates-unread', t('certificates-unread', { why: pkiWhy ?? '-' }), t('certificates-unread-next'), {
        waivable: true,
      }),
    ];
  if (!authorities.some(({ fingerprint }) => fingerprint === certificate.issuer))
    return [
      blocking(
        'wrong-authority',
        t('wrong-authority', {
          name: certificate.name,
          issuer: certificate.issuer.slice(0, 12),
          known: authorities.map(({ name }) => name).join(', ') || '-',
        }),
        t('wrong-authority-next'),
      ),
    ];
  const authority = authorities.find(({ fingerprint }) => fingerprint === certificate.issuer);
  return [
    ...lasting('certificate', t('of-host', { name: certificate.name }), certificate.notAfter, left.host),
    ...lasting(
      'authority',
      t('of-authority', { name: authority?.name ?? '' }),
      authority?.notAfter ?? '',
      left.authority,
    ),
  ];
}

/**
 * What is left behind may well be why: a configuration that names the wrong file, or a nebula-cert that does not run. The
 * kept program proves with the kept configuration that it starts with the certificates of today.
 */
export function toldOfReturn(facts: NebulaFacts, readings: NebulaReadings, to: Generation): readonly Finding[] {
  const present = new Map(facts.configFiles.map(({ path, sha256 }) => [path, sha256]));
  const { config } = partsOf(to);
  const isSame = config.length === present.size && config.every(({ path, sha256 }) => present.get(path) === sha256);
  return certificateFindings(facts, readings).map((finding) =>
    isSame && finding.id !== 'certificates-unread' ? finding : { ...finding, blocks: false },
  );
}

function lasting(id: string, whose: string, until: string, left: number | null): readonly Finding[] {
  if (left === null || left > soon) return [];
  if (left <= 0) return [blocking(`${id}-expired`, t('expired', { whose, until }), t('renew-first'))];
  if (left < window)
    return [
      blocking(`${id}-expiring`, t('expiring', { whose, until, minutes: Math.floor(left / 60_000) }), t('renew-first')),
    ];
  return [
    telling(`${id}-renew`, t('renew-soon', { whose, until, days: Math.floor(left / day) }), t('renew-soon-next')),
  ];
}

/** Certificates of the second version are read from 1.10 on. */
export function versionFindings(
  { certificate, authorities, peers }: NebulaFacts,
  target: string | null,
): readonly Finding[] {
  const second = [...(certificate === null ? [] : [certificate]), ...authorities].filter(({ version }) => version >= 2);
  if (second.length === 0) return [];
  const names = second.map(({ name }) => name).join(', ');
  const isOlder = (version: string) => compareVersions(version, readsSecond) < 0;
  return [
    ...(target !== null && !target.startsWith('unknown-') && isOlder(target)
      ? [
          blocking(
            'certificate-unreadable',
            t('target-cannot-read', { version: target, names }),
            t('certificate-version-next'),
          ),
        ]
      : []),
    ...peers.flatMap(({ name, version }) =>
      version !== null && isOlder(version)
        ? [
            blocking(
              `certificate-unreadable-${name}`,
              t('peer-cannot-read', { name, version, names }),
              t('certificate-version-next'),
              { waivable: true },
            ),
          ]
        : [],
    ),
  ];
}
