import { dirname } from 'node:path/posix';
import { compareVersions, type Finding, type Generation, type Release, typed } from '@flatnet-maint/core';
import { readsSecond } from './certificates.ts';
import type { NebulaFacts, NebulaReadings } from './facts.ts';
import { partsOf } from './generations.ts';
import { t } from './texts.ts';

type Want = { release: Release } | { generation: Generation } | { adopts: 'kept' | 'started' };

const day = 86_400_000;
/** The longest that a run may take, and an hour for whoever looks at it then. */
const window = 2 * 3_600_000;
const soon = 30 * day;

const blocking = (id: string, message: string, next: string, how: Partial<Finding> = {}): Finding => ({
  ...{ id, blocks: true, message, next },
  ...how,
});
const telling = (id: string, message: string, next: string, how: Partial<Finding> = {}): Finding =>
  blocking(id, message, next, { blocks: false, ...how });

/** What is looked at before any change; the message says what is true, the next step what to do. */
export function preflight(facts: NebulaFacts, readings: NebulaReadings, want: Want): readonly Finding[] {
  if (!readings.mayWrite)
    return [blocking('no-permission', t('no-permission', { path: facts.program, uid: readings.uid }), t('sudo'))];
  if ('adopts' in want && want.adopts === 'kept') return [];
  return [
    ...serviceFindings(facts, readings),
    ...unitFindings(facts, readings),
    ...('generation' in want ? toldOfReturn(facts, readings, want.generation) : certificateFindings(facts, readings)),
    ...('generation' in want ? [] : linkFindings(readings)),
    ...('release' in want ? upgradeFindings(facts, readings, want.release) : []),
    ...('generation' in want ? addedFindings(facts, want.generation) : []),
    ...versionFindings(facts, versionOf(want)),
    ...peerFindings(facts, readings, want),
  ];
}

const versionOf = (want: Want): string | null =>
  'release' in want ? want.release.version : 'generation' in want ? want.generation.version : null;

function serviceFindings({ manager, service, program }: NebulaFacts, readings: NebulaReadings): readonly Finding[] {
  const { state, enabled } = readings.service;
  if (manager === 'none') return [blocking('no-manager', t('no-manager'), t('no-manager-next'))];
  if (state === 'absent') return [blocking('service-absent', t('service-absent', { service }), 'flatnet-maint init')];
  const found: Finding[] = [];
  if (!enabled) found.push(telling('not-enabled', t('not-enabled', { service }), `systemctl enable ${typed(service)}`));
  if (readings.others.length > 0)
    found.push(
      telling(
        'other-instances',
        t('other-instances', { program, pids: readings.others.join(', ') }),
        t('other-instances-next'),
      ),
    );
  return found;
}

/** What would keep the service from coming back, or others with it, whichever program lies there. */
function unitFindings({ service, program }: NebulaFacts, { unit, fileRights }: NebulaReadings): readonly Finding[] {
  const { refuses, takesAlong } = unit;
  const found: Finding[] = [];
  if (refuses !== null)
    found.push(
      blocking(
        'unit-refuses',
        t('unit-refuses', { service, why: refuses }),
        refuses === 'masked' ? `systemctl unmask ${typed(service)}` : `systemctl status ${typed(service)}`,
      ),
    );
  if (takesAlong.length > 0)
    found.push(
      blocking(
        'takes-along',
        t('takes-along', { service, units: takesAlong.join(', ') }),
        t('takes-along-next', { edits: takesAlong.map((unit) => `systemctl edit --full ${typed(unit)}`).join('; ') }),
        { waivable: true },
      ),
    );
  if (fileRights)
    found.push(
      blocking('file-capabilities', t('file-capabilities', { program }), t('file-capabilities-next', { service }), {
        waivable: true,
      }),
    );
  return found;
}

function linkFindings({ linked }: NebulaReadings): readonly Finding[] {
  if (linked === null) return [];
  const command = ['cp', '--remove-destination', typed(linked.to), typed(linked.path)].join(' ');
  return [blocking('program-linked', t('program-linked', linked), t('program-linked-next', { command }))];
}

/** A tunnel outlives its certificate, but nothing starts with an expired one, not even the version from before (Q8, H73). */
function certificateFindings(facts: NebulaFacts, { left }: NebulaReadings): readonly Finding[] {
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
function toldOfReturn(facts: NebulaFacts, readings: NebulaReadings, to: Generation): readonly Finding[] {
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

function upgradeFindings(facts: NebulaFacts, readings: NebulaReadings, { version }: Release): readonly Finding[] {
  const { programFile, program, generation, service } = facts;
  const found: Finding[] = [];
  if (programFile === null)
    found.push(blocking('program-absent', t('program-absent', { path: program }), 'flatnet-maint rollback nebula'));
  else if (readings.running === null)
    found.push(
      blocking(
        'not-running',
        t('not-running', { service, state: readings.service.state }),
        `systemctl start ${typed(service)}`,
      ),
    );
  else if (readings.running.path !== program)
    found.push(
      blocking(
        'other-program',
        t('runs-another', { service, runs: readings.running.path, program }),
        'flatnet-maint init',
      ),
    );
  else if (readings.running.sha256 !== programFile.sha256)
    found.push(
      blocking(
        'replaced-by-hand',
        t('replaced-by-hand', { service, program }),
        t('replaced-by-hand-next', { service }),
        { waivable: true },
      ),
    );
  const { free, needs } = readings.place;
  if (free < needs)
    found.push(
      blocking(
        'place-full',
        t('place-full', { folder: dirname(program), free: mib(free), needs: mib(needs) }),
        t('place-full-next'),
      ),
    );
  if (programFile !== null && !readings.test.ok)
    found.push(blocking('config-refused', t('config-refused', { said: readings.test.said }), t('config-refused-next')));
  if (version === generation.version)
    found.push(blocking('same-version', t('same-version', { version }), 'flatnet-maint verify nebula'));
  else if (
    !generation.version.startsWith('unknown-') &&
    generation.version !== 'absent' &&
    compareVersions(version, generation.version) < 0
  )
    found.push(
      blocking('downgrade', t('downgrade', { version, present: generation.version }), t('downgrade-next'), {
        waivable: true,
      }),
    );
  if (readings.versions.cert !== null && readings.versions.cert !== readings.versions.program)
    found.push(
      telling(
        'two-versions',
        t('two-versions', { program: readings.versions.program ?? '-', cert: readings.versions.cert }),
        t('two-versions-next'),
      ),
    );
  return found;
}

const mib = (bytes: number): string => (bytes / 1_048_576).toFixed(0);

/** All that lies in a folder is read, also what came after that version was kept. */
function addedFindings({ configFiles }: NebulaFacts, to: Generation): readonly Finding[] {
  const kept = new Set(partsOf(to).config.map(({ path }) => path));
  return configFiles.flatMap(({ path }) =>
    kept.has(path)
      ? []
      : [
          blocking('config-added', t('config-added', { path, version: to.version }), t('config-added-next', { path }), {
            waivable: true,
          }),
        ],
  );
}

/** Certificates of the second version are read from 1.10 on. */
function versionFindings({ certificate, authorities, peers }: NebulaFacts, target: string | null): readonly Finding[] {
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

function peerFindings(facts: NebulaFacts, readings: NebulaReadings, want: Want): readonly Finding[] {
  const { peers, address, settings } = facts;
  const found: Finding[] = [];
  const own = peers.find((peer) => peer.address === address);
  if (own !== undefined)
    found.push(
      blocking('peer-is-self', t('peer-is-self', { name: own.name, address: own.address }), t('peer-is-self-next')),
    );
  if (readings.lacks.length > 0)
    found.push(
      blocking(
        'tool-absent',
        t('tool-absent', { programs: readings.lacks.join(', ') }),
        'apt-get install iputils-ping',
      ),
    );
  if (peers.length === 0) found.push(telling('no-peers', t('no-peers'), t('no-peers-next')));
  if (settings?.isLighthouse === true && 'release' in want && peers.every(({ status }) => status === null))
    found.push(telling('hosts-not-asked', t('hosts-not-asked'), t('hosts-not-asked-next')));
  if ('release' in want && peers.some(({ status }) => status !== null))
    found.push(telling('peers-asked', t('peers-asked'), t('peers-asked-next'), { waivable: true }));
  if (readings.through.length > 0)
    found.push(
      telling(
        'carries-you',
        t('carries-you', { addresses: readings.through.slice(0, 5).join(', ') }),
        t('carries-you-next'),
      ),
    );
  return found;
}
