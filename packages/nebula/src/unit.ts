import type { HostView } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** What its service manager would do with the unit, beside what its status says. */
export type UnitReadings = {
  /** What became of its file: `masked`, `not-found`, `bad-setting`; null = it can be started and stopped. */
  readonly refuses: string | null;
  /** Active services that stop with it, and that its start does not bring back. */
  readonly takesAlong: readonly string[];
};

export const soundUnit: UnitReadings = { refuses: null, takesAlong: [] };

/** Of a unit of systemd, and where it would be started; null = it does not say. */
export async function readUnit(
  host: HostView,
  service: string,
): Promise<UnitReadings & { readonly folder: string | null }> {
  const [own] = await shown(host, [service]);
  if (own === undefined) return { ...soundUnit, folder: null };
  const may = own.get('CanStart') !== 'no' && own.get('CanStop') !== 'no';
  return {
    refuses: may ? null : own.get('LoadState') === 'loaded' ? t('refuses-by-hand') : load(own),
    takesAlong: await activeAmong(host, own),
    folder: /^[!-]*(\/.*)$/.exec(own.get('WorkingDirectory') ?? '')?.[1] ?? null,
  };
}

type Shown = ReadonlyMap<string, string>;

const load = (unit: Shown): string => unit.get('LoadState') ?? '-';

/** By each of these a stop goes on to who names them, and a start does not. */
const onwards = ['RequiredBy', 'RequisiteOf', 'BoundBy', 'ConsistsOf', 'PropagatesStopTo'] as const;
const asked = ['Id', 'LoadState', 'ActiveState', 'CanStart', 'CanStop', 'WorkingDirectory', ...onwards].join(',');

const stoppedWith = (unit: Shown): string[] =>
  onwards.flatMap((key) => (unit.get(key) ?? '').split(' ').filter((name) => name !== ''));

/** Also those that stop by way of another; a target that stops is nothing by itself. */
async function activeAmong(host: HostView, own: Shown): Promise<readonly string[]> {
  const seen = new Set<string>([own.get('Id') ?? '']);
  const active = new Set<string>();
  for (let next = stoppedWith(own); next.length > 0; ) {
    for (const name of next) seen.add(name);
    const units = (await shown(host, next)).filter((unit) => isActive.test(unit.get('ActiveState') ?? ''));
    for (const unit of units) active.add(unit.get('Id') ?? '');
    next = units.flatMap(stoppedWith).filter((name) => !seen.has(name));
  }
  return [...active].filter((name) => name !== '' && !name.endsWith('.target')).sort();
}

const isActive = /^(active|activating|reloading|refreshing)$/;

/** What systemd says of each; nothing where it says nothing. */
async function shown(host: HostView, units: readonly string[]): Promise<readonly Shown[]> {
  const out = await host.query(['systemctl', 'show', '-p', asked, '--', ...units], { limit: 5_000 }).catch(() => null);
  const texts = (out?.stdout ?? '').split('\n\n').filter((text) => text.includes('='));
  return texts.map(
    (text) =>
      new Map(text.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])),
  );
}
