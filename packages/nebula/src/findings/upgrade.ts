import { dirname } from 'node:path/posix';
import { compareVersions, type Finding, type Generation, type Release, typed } from '@flatnet-maint/core';
import type { NebulaFacts, NebulaReadings } from '../facts.ts';
import { partsOf } from '../generations.ts';
import { t } from '../texts.ts';
import { blocking, telling } from './finding.ts';

export function upgradeFindings(
  facts: NebulaFacts,
  readings: NebulaReadings,
  { version }: Release,
): readonly Finding[] {
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
export function addedFindings({ configFiles }: NebulaFacts, to: Generation): readonly Finding[] {
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
