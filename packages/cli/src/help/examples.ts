import type { ExitCode } from '@flatnet-maint/core';
import { t } from '../texts.ts';

/** What a command's help shows below its options: lines that can be typed as they stand, and what its code can mean. */
export interface Shown {
  readonly examples: readonly (readonly [line: string, does: string])[];
  readonly exits: readonly ExitCode[];
}

const looks: readonly ExitCode[] = [0, 1, 2, 3, 8];
const changes: readonly ExitCode[] = [0, 1, 2, 3, 4, 5, 6, 7];

/** By what is typed: `plan upgrade`; `''` is the program's own help. */
export const shown: Readonly<Record<string, Shown>> = {
  '': {
    examples: [
      ['flatnet-maint status', t('egStatus')],
      ['flatnet-maint plan upgrade gateway --to 1.26.3', t('egPlanUpgrade')],
      ['flatnet-maint rollback gateway --emergency', t('egEmergency')],
    ],
    exits: [0, 1, 2, 3, 4, 5, 6, 7, 8],
  },
  init: {
    examples: [
      ['flatnet-maint init', t('egInit')],
      ['flatnet-maint init --use /srv/flatnet/openresty', t('egInitUse')],
    ],
    exits: [0, 1, 2, 3, 4, 5, 6, 7],
  },
  status: {
    examples: [
      ['flatnet-maint status', t('egStatus')],
      ['flatnet-maint status --json', t('egStatusJson')],
      ['flatnet-maint status --watch 5', t('egStatusWatch')],
    ],
    exits: looks,
  },
  evidence: {
    examples: [
      ['flatnet-maint evidence', t('egEvidence')],
      ['flatnet-maint evidence gateway --to /mnt/usb/gateway.tar', t('egEvidenceTo')],
    ],
    exits: [0, 1, 2, 3],
  },
  'plan upgrade': {
    examples: [['flatnet-maint plan upgrade gateway --to 1.26.3', t('egPlanUpgrade')]],
    exits: [0, 1, 2, 3, 6],
  },
  'plan rollback': { examples: [['flatnet-maint plan rollback gateway', t('egPlanRollback')]], exits: [0, 1, 2, 3, 6] },
  'plan config': {
    examples: [['flatnet-maint plan config gateway --from ./gateway-conf', t('egPlanConfig')]],
    exits: [0, 1, 2, 3, 6],
  },
  config: {
    examples: [
      ['flatnet-maint config gateway --from ./gateway-conf', t('egConfig')],
      ['flatnet-maint config gateway --from ./gateway-conf --confirm-within 10m', t('egUpgradeConfirm')],
    ],
    exits: changes,
  },
  adopt: {
    examples: [
      ['flatnet-maint adopt gateway', t('egAdopt')],
      ['flatnet-maint adopt gateway --tree /srv/flatnet/openresty-old --start', t('egAdoptStart')],
    ],
    exits: changes,
  },
  'plan adopt': {
    examples: [['flatnet-maint plan adopt gateway', t('egAdopt')]],
    exits: [0, 1, 2, 3, 6],
  },
  upgrade: {
    examples: [
      ['flatnet-maint upgrade gateway --to 1.26.3 --soak 2m', t('egUpgrade')],
      ['flatnet-maint upgrade gateway --to 1.26.3 --confirm-within 10m', t('egUpgradeConfirm')],
      ['flatnet-maint upgrade gateway --to 1.26.3 --detach --confirm-within 10m', t('egUpgradeDetach')],
      ['flatnet-maint upgrade cni --to 1.4.0 --restart-containers', t('egUpgradeRestarts')],
    ],
    exits: changes,
  },
  releases: { examples: [['flatnet-maint releases gateway', t('egReleases')]], exits: looks },
  'releases add': {
    examples: [
      ['flatnet-maint releases add gateway openresty-1.25.3.2.tar.gz', t('egReleasesAdd')],
      ['flatnet-maint releases add gateway build.tar.gz --version 1.26.3', t('egReleasesAddVersion')],
    ],
    exits: [0, 1, 2, 3],
  },
  fetch: { examples: [["flatnet-maint fetch gateway '^1.26'", t('egFetch')]], exits: [0, 1, 2, 3] },
  verify: { examples: [['flatnet-maint verify gateway', t('egVerify')]], exits: [0, 1, 2, 3, 5, 6, 8] },
  backup: { examples: [['flatnet-maint backup gateway', t('egBackup')]], exits: [0, 1, 2, 3, 4, 5, 6] },
  snapshots: { examples: [['flatnet-maint snapshots gateway', t('egSnapshots')]], exits: looks },
  'snapshots verify': { examples: [['flatnet-maint snapshots verify gateway', t('egSnapshotsVerify')]], exits: looks },
  'snapshots prune': {
    examples: [
      ['flatnet-maint snapshots prune gateway --dry-run', t('egPruneDry')],
      ['flatnet-maint snapshots prune gateway --keep 5 --days 60', t('egPrune')],
    ],
    exits: [0, 1, 2, 3, 5, 6, 8],
  },
  'snapshots export': {
    examples: [['flatnet-maint snapshots export gateway 1.25.3-first --to /mnt/usb/gateway.tar', t('egExport')]],
    exits: [0, 1, 2, 3],
  },
  'snapshots open': {
    examples: [
      ['flatnet-maint snapshots open gateway --into ./opened', t('egOpen')],
      ['flatnet-maint snapshots open --from nebula.tar --into ./opened --identity key.txt', t('egOpenFrom')],
    ],
    exits: [0, 1, 2, 3],
  },
  silence: { examples: [['flatnet-maint silence', t('egSilence')]], exits: [0, 1, 2, 3] },
  'silence add': {
    examples: [['flatnet-maint silence add gateway --for 30m --reason cabling', t('egSilenceAdd')]],
    exits: [0, 1, 2, 3],
  },
  'silence end': {
    examples: [
      ['flatnet-maint silence end --mine', t('egSilenceMine')],
      ['flatnet-maint silence end 4f0c2a71-5b0e-4c7e-9a53-1d2f3a4b5c6d', t('egSilenceEnd')],
    ],
    exits: [0, 1, 2, 3, 6],
  },
  'snapshots protect': {
    examples: [['flatnet-maint snapshots protect gateway 1.25.3-first --reason audit', t('egProtect')]],
    exits: [0, 1, 2, 3],
  },
  'snapshots unprotect': {
    examples: [['flatnet-maint snapshots unprotect gateway 1.25.3-first', t('egUnprotect')]],
    exits: [0, 1, 2, 3],
  },
  'dashboards export': {
    examples: [['flatnet-maint dashboards export --to /mnt/usb/dashboards', t('egDashboardsExport')]],
    exits: looks,
  },
  'dashboards compare': {
    examples: [['flatnet-maint dashboards compare network.json', t('egDashboardsCompare')]],
    exits: [0, 1, 2, 3],
  },
  'dashboards import': {
    examples: [['flatnet-maint dashboards import network.json nodes.json --folder ops', t('egDashboardsImport')]],
    exits: [0, 1, 2, 3, 4, 5, 6],
  },
  rollback: {
    examples: [
      ['flatnet-maint rollback gateway', t('egRollback')],
      ['flatnet-maint rollback gateway --to 1.25.3', t('egRollbackTo')],
      ['flatnet-maint rollback gateway --emergency', t('egEmergency')],
    ],
    exits: changes,
  },
  resume: { examples: [['flatnet-maint resume', t('egResume')]], exits: changes },
  abort: { examples: [['flatnet-maint abort', t('egAbort')]], exits: changes },
  confirm: { examples: [['flatnet-maint confirm', t('egConfirm')]], exits: changes },
  runs: {
    examples: [
      ['flatnet-maint runs', t('egRuns')],
      ['flatnet-maint runs --verify', t('egRunsVerify')],
    ],
    exits: looks,
  },
  attach: { examples: [['flatnet-maint attach', t('egAttach')]], exits: [0, 2, 3, 4, 5, 6, 7] },
  show: {
    examples: [
      ['flatnet-maint show', t('egShowLatest')],
      ['flatnet-maint show 20260102-030405-a1b2c3', t('egShow')],
    ],
    exits: looks,
  },
  rehearse: {
    examples: [
      ['flatnet-maint rehearse', t('egRehearse')],
      ['flatnet-maint rehearse cni', t('egRehearseCni')],
      ['flatnet-maint rehearse gateway good-upgrade', t('egRehearseOne')],
    ],
    exits: looks,
  },
  'install-self': { examples: [['flatnet-maint install-self', t('egInstallSelf')]], exits: [0, 1, 2, 3] },
  schema: { examples: [['flatnet-maint schema site > flatnet.schema.json', t('egSchemaSite')]], exits: [0, 1, 2] },
  completion: {
    examples: [
      ['source <(flatnet-maint completion bash)', t('egBash')],
      ['flatnet-maint completion fish > ~/.config/fish/completions/flatnet-maint.fish', t('egFish')],
    ],
    exits: [0, 1, 2],
  },
};

/** What each exit code says of the system, in the order of the codes. */
export const exitMeans: Readonly<Record<ExitCode, string>> = {
  0: t('exit0'),
  1: t('exit1'),
  2: t('exit2'),
  3: t('exit3'),
  4: t('exit4'),
  5: t('exit5'),
  6: t('exit6'),
  7: t('exit7'),
  8: t('exit8'),
};
