import { basename } from 'node:path/posix';
import { compareVersions, type Finding, type Generation, type Release, typed } from '@flatnet-maint/core';
import type { CniFacts, CniReadings } from './facts.ts';
import { isExecutable } from './files.ts';
import { t } from './texts.ts';

type Want = { release: Release } | { generation: Generation } | { adopts: 'kept' | 'started' };

const finding = (id: string, message: string, next: string, how: Partial<Finding> = {}): Finding => ({
  id,
  blocks: true,
  message,
  next,
  ...how,
});

/** What is looked at before any change; the message says what is true, the next step what to do. */
export function preflight(facts: CniFacts, readings: CniReadings, want: Want): readonly Finding[] {
  if (!readings.mayWrite)
    return [finding('no-permission', t('no-permission', { path: facts.plugin, uid: readings.uid }), t('sudo'))];
  // What cannot be tried is kept as it is, and counts as never seen working.
  if ('adopts' in want && want.adopts === 'kept' && (facts.network === null || !facts.answers)) return [];
  return [
    ...podmanFindings(facts),
    ...trialFindings(facts, readings),
    ...('adopts' in want && want.adopts === 'started' ? startFindings(facts, readings) : []),
    ...('generation' in want ? [] : linkFindings(facts, readings)),
    ...('release' in want ? upgradeFindings(facts, readings, want.release) : []),
  ];
}

/** Podman without CNI never runs a plugin, and a trial would pass all the same (H20). */
function podmanFindings({ podman }: CniFacts): readonly Finding[] {
  if (podman === null) return [finding('podman-absent', t('podman-absent'), t('podman-absent-next'))];
  if (compareVersions(podman.version, '5') >= 0)
    return [finding('podman-without-cni', t('podman-5', { version: podman.version }), t('podman-5-next'))];
  if (podman.backend === 'cni') return [];
  return [finding('podman-without-cni', t('podman-backend', { backend: podman.backend }), t('podman-backend-next'))];
}

function trialFindings({ image, podman }: CniFacts, readings: CniReadings): readonly Finding[] {
  const found: Finding[] = [];
  if (podman !== null && !readings.image)
    found.push(finding('image-absent', t('image-absent', { image }), `podman pull ${typed(image)}`));
  if (readings.lacks.length > 0)
    found.push(
      finding(
        'program-absent',
        t('program-absent', { programs: readings.lacks.join(', ') }),
        'apt-get install iputils-ping util-linux',
      ),
    );
  for (const path of readings.shadows)
    found.push(finding('shadowed', t('shadowed', { path }), t('shadowed-next', { path }), { waivable: true }));
  return found;
}

/** Replacing what a link of versions leads to would put one version into the file of another. */
function linkFindings({ plugin }: CniFacts, { linked }: CniReadings): readonly Finding[] {
  if (linked === null) return [];
  const command = ['cp', '--remove-destination', typed(plugin), typed(linked)].join(' ');
  return [finding('plugin-linked', t('plugin-linked', { path: linked, to: plugin }), command)];
}

/** What is to be made live must be a pair that can work. */
function startFindings({ network, networkWhy, conflist, plugin, chosen }: CniFacts, { answer, linked }: CniReadings) {
  const found: Finding[] = [];
  if (network === null)
    found.push(finding('list-unusable', t('list-unusable', { path: conflist, why: networkWhy ?? '' }), t('list-next')));
  else if (linked === null && network.type !== basename(plugin))
    found.push(
      finding(
        'list-other-plugin',
        t('list-other-plugin', { path: conflist, type: network.type, plugin }),
        t('list-next'),
      ),
    );
  if (!answer.ok)
    found.push(
      finding(
        'does-not-answer',
        t('plugin-says', { path: chosen?.plugin ?? plugin, said: answer.said }),
        'flatnet-maint init',
      ),
    );
  return found;
}

function upgradeFindings(facts: CniFacts, readings: CniReadings, release: Release): readonly Finding[] {
  const { plugin, pluginFile, conflist, network, generation } = facts;
  const { linked } = readings;
  const found: Finding[] = [];
  if (pluginFile === null)
    found.push(finding('plugin-absent', t('plugin-absent', { path: plugin }), 'flatnet-maint rollback cni'));
  else if (!isExecutable(pluginFile))
    found.push(finding('not-executable', t('not-executable', { path: plugin }), `chmod 755 ${typed(plugin)}`));
  if (network === null)
    found.push(
      finding('list-unusable', t('list-unusable', { path: conflist, why: facts.networkWhy ?? '' }), t('list-next')),
    );
  else if (linked === null && network.type !== basename(plugin))
    found.push(
      finding(
        'list-other-plugin',
        t('list-other-plugin', { path: conflist, type: network.type, plugin }),
        t('list-next'),
      ),
    );
  if (release.version === generation.version)
    found.push(finding('same-version', t('same-version', { version: generation.version }), 'flatnet-maint verify cni'));
  if (!generation.version.startsWith('unknown-') && compareVersions(release.version, generation.version) < 0)
    found.push(
      finding(
        'downgrade',
        t('downgrade', { version: release.version, present: generation.version }),
        t('downgrade-next'),
        {
          waivable: true,
        },
      ),
    );
  if (generation.version.startsWith('unknown-'))
    found.push(
      finding('unknown-build', t('unknown-build', { sha256: pluginFile?.sha256 ?? '-' }), t('unknown-build-next'), {
        blocks: false,
      }),
    );
  if (facts.answers && network !== null)
    found.push(finding('trial-before', t('trial-before'), t('trial-before-next'), { blocks: false, waivable: true }));
  const { addresses } = readings;
  if (addresses !== null && addresses.orphans.length > 0)
    found.push(
      finding(
        'orphans',
        t('orphans', { count: addresses.orphans.length, addresses: addresses.orphans.slice(0, 5).join(', ') }),
        t('orphans-next'),
        { blocks: false },
      ),
    );
  return found;
}
