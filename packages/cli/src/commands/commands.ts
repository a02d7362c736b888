import type { AnyCommand } from '../command.ts';
import { abortCommand } from './abort.ts';
import { adoptCommand, planAdoptCommand } from './adopt.ts';
import { attachCommand } from './attach.ts';
import { backupCommand } from './backup.ts';
import { completionCommand } from './completion.ts';
import { configCommand, planConfigCommand } from './config.ts';
import { confirmCommand } from './confirm.ts';
import { dashboardsCompareCommand, dashboardsExportCommand, dashboardsImportCommand } from './dashboards.ts';
import { deadmanCommand } from './deadman.ts';
import { detachedCommand } from './detached.ts';
import { evidenceCommand } from './evidence.ts';
import { fetchCommand } from './fetch.ts';
import { initCommand } from './init.ts';
import { installSelfCommand } from './install-self.ts';
import { planRollbackCommand } from './plan-rollback.ts';
import { planUpgradeCommand } from './plan-upgrade.ts';
import { rehearseCommand } from './rehearse.ts';
import { releasesCommand } from './releases.ts';
import { releasesAddCommand } from './releases-add.ts';
import { resumeCommand } from './resume.ts';
import { rollbackCommand } from './rollback.ts';
import { runsCommand } from './runs.ts';
import { schemaCommand } from './schema.ts';
import { showCommand } from './show.ts';
import { silenceAddCommand, silenceCommand, silenceEndCommand } from './silence.ts';
import {
  snapshotsCommand,
  snapshotsProtectCommand,
  snapshotsPruneCommand,
  snapshotsUnprotectCommand,
  snapshotsVerifyCommand,
} from './snapshots.ts';
import { snapshotsExportCommand } from './snapshots-export.ts';
import { snapshotsOpenCommand } from './snapshots-open.ts';
import { statusCommand } from './status.ts';
import { upgradeCommand } from './upgrade.ts';
import { verifyCommand } from './verify.ts';

/** In the order in which the help shows them: look, change, take back, history. */
export const commands: readonly AnyCommand[] = [
  initCommand,
  statusCommand,
  evidenceCommand,
  adoptCommand,
  planUpgradeCommand,
  planRollbackCommand,
  planConfigCommand,
  planAdoptCommand,
  releasesCommand,
  releasesAddCommand,
  fetchCommand,
  upgradeCommand,
  configCommand,
  verifyCommand,
  backupCommand,
  snapshotsCommand,
  snapshotsVerifyCommand,
  snapshotsPruneCommand,
  snapshotsProtectCommand,
  snapshotsUnprotectCommand,
  snapshotsExportCommand,
  snapshotsOpenCommand,
  silenceCommand,
  silenceAddCommand,
  silenceEndCommand,
  dashboardsExportCommand,
  dashboardsCompareCommand,
  dashboardsImportCommand,
  rollbackCommand,
  resumeCommand,
  abortCommand,
  confirmCommand,
  attachCommand,
  runsCommand,
  showCommand,
  installSelfCommand,
  rehearseCommand,
  schemaCommand,
  completionCommand,
  deadmanCommand,
  detachedCommand,
];
