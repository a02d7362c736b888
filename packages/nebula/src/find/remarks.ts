import { type Finding, typed } from '@flatnet-maint/core';
import type { Certificate } from '../facts.ts';
import { t } from '../texts.ts';
import type { Program } from './ask.ts';
import type { ConfigSeen } from './config-seen.ts';
import type { Instance } from './instances.ts';
import type { PkiSeen } from './pki.ts';

export const remark = (id: string, message: string, next: string): Finding => ({ id, blocks: false, message, next });

export interface Seen {
  readonly instance: Instance;
  readonly programs: readonly Program[];
  readonly config: ConfigSeen;
  /** Files of the configuration that everybody may read. */
  readonly openConfig: readonly string[];
  readonly pki: PkiSeen;
  readonly now: number;
}

const day = 86_400_000;
const soon = 30 * day;

/** What a human should know of one Nebula before anything is done. Nothing of it blocks. */
export const remarksOf = (seen: Seen): readonly Finding[] => [
  ...ofCertificates(seen),
  ...ofProgram(seen),
  ...ofConfig(seen),
  ...ofCopies(seen),
  ...ofKeys(seen),
];

const homeOf = ({ programs }: Seen): Program | undefined => programs.find(({ role }) => role === 'home');

/** A tunnel outlives its certificate; once stopped, nothing starts with it (Q8). */
function ofCertificates({ pki: { certificate, authority, problem }, now }: Seen): readonly Finding[] {
  const lasting = (id: string, whose: string, one: Certificate | null): readonly Finding[] => {
    if (one === null) return [];
    const left = Date.parse(one.notAfter) - now;
    if (left > soon) return [];
    const said = { whose, until: one.notAfter, days: Math.floor(left / day) };
    return left <= 0
      ? [remark(`${id}-expired`, t('remark-expired', said), t('renew-first'))]
      : [remark(`${id}-renew`, t('renew-soon', said), t('renew-soon-next'))];
  };
  return [
    ...(problem === null ? [] : [remark('certificates-unread', problem.message, problem.next)]),
    ...lasting('certificate', t('of-host', { name: certificate?.name ?? '' }), certificate),
    ...lasting('authority', t('of-authority', { name: authority?.name ?? '' }), authority),
  ];
}

function ofProgram(seen: Seen): readonly Finding[] {
  const { program, running, service, start } = seen.instance;
  const home = homeOf(seen);
  const found: Finding[] = [];
  if (home === undefined) found.push(remark('program-absent', t('remark-absent', { program }), t('init-names-it')));
  if (running === null) return found;
  const { pid } = running;
  if (running.service === null)
    found.push(
      remark(
        'runs-by-hand',
        start === null ? t('remark-by-hand', { pid }) : t('remark-beside-unit', { pid, service: start.service }),
        start === null ? t('remark-by-hand-next') : t('remark-beside-unit-next', { pid, service: start.service }),
      ),
    );
  if (!isSameProgram(seen))
    found.push(
      remark(
        'other-program',
        t('remark-other-program', { pid, runs: running.program, program }),
        t('remark-other-program-next', { service: service ?? 'nebula' }),
      ),
    );
  else if (running.isReplaced || (running.sha256 !== null && home?.exe != null && running.sha256 !== home.exe))
    found.push(
      remark(
        'replaced-by-hand',
        t('remark-replaced', { pid, program }),
        t('replaced-by-hand-next', { service: service ?? 'nebula' }),
      ),
    );
  return found;
}

/** By its path, or, where links lead to it, by what it holds. */
function isSameProgram(seen: Seen): boolean {
  const { program, running } = seen.instance;
  if (running === null || running.program === program) return true;
  return running.sha256 !== null && running.sha256 === homeOf(seen)?.exe;
}

function ofConfig({ instance, config, openConfig }: Seen): readonly Finding[] {
  const found: Finding[] = [];
  if (instance.config !== null && config.why !== null)
    found.push(
      remark(
        'config-unread',
        t('remark-config', { config: instance.config, why: config.why }),
        t('remark-config-next'),
      ),
    );
  if (config.holdsKey && openConfig.length > 0) {
    const paths = openConfig.join(', ');
    found.push(remark('config-open', t('remark-config-open', { paths }), closing(openConfig)));
  }
  return found;
}

/** Which copies are no way back, and which are more than one thing in one folder (H69–H72). */
function ofCopies(seen: Seen): readonly Finding[] {
  const home = homeOf(seen);
  const copies = seen.programs.filter(({ role }) => role === 'aside');
  const found = copies.flatMap(({ path, version, test }) =>
    test.ok === false && version === null
      ? [remark('backup-broken', t('remark-copy-broken', { path, said: test.said }), t('leave-it'))]
      : [],
  );
  const flat = copies.filter(({ beside, config }) => beside.length > 0 && config !== null).map(({ path }) => path);
  if (flat.length > 0)
    found.push(remark('backups-flat', t('remark-flat', { paths: flat.join(', ') }), t('remark-flat-next')));
  const same = copies.filter(({ exe }) => exe !== null && exe === home?.exe).map(({ path }) => path);
  if (same.length > 0 && home !== undefined)
    found.push(
      remark('backup-same', t('remark-copy-same', { paths: same.join(', '), program: home.path }), t('leave-it')),
    );
  return found;
}

function ofKeys({ pki: { authorityKeys, openKeys }, config }: Seen): readonly Finding[] {
  const found: Finding[] = [];
  if (openKeys.length > 0)
    found.push(remark('keys-open', t('remark-keys-open', { paths: openKeys.join(', ') }), closing(openKeys)));
  if (authorityKeys.length > 0 && config.settings?.isLighthouse === false)
    found.push(
      remark(
        'authority-key',
        t('remark-authority-key', { paths: authorityKeys.join(', ') }),
        t('remark-authority-key-next'),
      ),
    );
  return found;
}

const closing = (paths: readonly string[]): string => ['chmod', '600', ...paths.map(typed)].join(' ');
