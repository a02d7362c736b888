export { raceUpgrades, type UpgradeRace } from './bench/race-upgrades.ts';
export {
  type BadCni,
  type BadUpgrades,
  badUpgrade,
  badUpgrades,
  type CniFault,
  cniFaults,
  upgradeThatFails,
} from './campaign/bad-cni.ts';
export {
  type BadMonitoring,
  type BadStacks,
  badStack,
  badStacks,
  type MonitoringFault,
  monitoringFaults,
} from './campaign/bad-monitoring.ts';
export { type BadNebula, type BadTunnels, badTunnel, badTunnels } from './campaign/bad-nebula.ts';
export { type CampaignOptions, type CampaignResult, campaign } from './campaign/campaign.ts';
export { type BlocksResult, campaignBlocks } from './campaign/campaign-blocks.ts';
export { type CniCampaignResult, campaignCni } from './campaign/campaign-cni.ts';
export {
  campaignMonitoring,
  type MonitoringCampaignOptions,
  type MonitoringCampaignResult,
} from './campaign/campaign-monitoring.ts';
export { campaignNebula, type NebulaCampaignResult } from './campaign/campaign-nebula.ts';
export { type CutNight, cutNight, type Instant, type Night } from './campaign/cut-night.ts';
export { type FirstNightOptions, type FirstNightResult, firstNights } from './campaign/first-night.ts';
export { type KnownPair, lookAtCni, pairLive, type SeenCni } from './check/check-cni.ts';
export { lookAt, type Seen, versionServed } from './check/check-gateway.ts';
export { amissWith, lookAtMonitoring, type SeenMonitoring, type SeenService } from './check/check-monitoring.ts';
export {
  type KnownNebula,
  knownNebula,
  lookAtNebula,
  nebulaAmiss,
  nebulaLive,
  type SeenNebula,
} from './check/check-nebula.ts';
export { differences, treeOf, treesOf } from './check/trees.ts';
export {
  badConflist,
  falseLists,
  goodConflist,
  type ListFault,
  listFaults,
  unreadableLists,
} from './cni/bad-conflist.ts';
export {
  badPlugin,
  deadPlugins,
  falsePlugins,
  type PluginFault,
  pluginFaults,
  takeRightAway,
} from './cni/bad-plugin.ts';
export {
  type CniRelease,
  type CniVersion,
  cniVersions,
  sha256Of,
  soundConflist,
  soundPlugin,
} from './cni/cni-release.ts';
export { type Pinging, type PingReport, pinging } from './cni/pinging.ts';
export { podmanWords } from './cni/podman-words.ts';
export { type CniOptions, type PracticeCni, practiceCni } from './cni/practice-cni.ts';
export {
  type ContainerOptions,
  type PracticeContainer,
  type PracticeContainers,
  practiceContainers,
} from './containers/practice-containers.ts';
export { type Answer, ask } from './gateway/ask.ts';
export { badRelease, type Fault, faults, type When } from './gateway/bad-release.ts';
export {
  type ArchiveOnHost,
  type GatewayOptions,
  layOwnFiles,
  type PracticeGateway,
  practiceGateway,
  unpackRelease,
} from './gateway/practice-gateway.ts';
export { ordinaryUser } from './gateway/prepared/as-user.ts';
export { type HandMade, handMade, lostOf } from './gateway/prepared/hand-made.ts';
export { listenersOf, type NginxProcess, nginxesOf } from './gateway/prepared/look.ts';
export {
  addressBack,
  type HostKind,
  hostKinds,
  type PreparedHost,
  type PreparedOptions,
  preparedHost,
} from './gateway/prepared-host.ts';
export type { OfferedRelease } from './gateway/site-file.ts';
export type { LoadPlan, LoadReport, LossReason } from './load/report.ts';
export { type Load, type LoadOptions, startLoad } from './load/start-load.ts';
export { hostPid } from './machine/host-pid.ts';
export type { ExecOptions, ExecResult } from './machine/inside.ts';
export { type Machine, type MachineOptions, machineUp } from './machine/machine.ts';
export { type Asking, type AskingReport, asking } from './monitoring/asking.ts';
export type { AskingAccount } from './monitoring/asking-account.ts';
export type { MadeImage } from './monitoring/make-images.ts';
export { monitoringSiteText } from './monitoring/monitoring-site.ts';
export {
  type MonitoringOptions,
  type PracticeMonitoring,
  practiceMonitoring,
} from './monitoring/practice-monitoring.ts';
export type { Service } from './monitoring/services.ts';
export { badNebula, meddlingOf, type NebulaFault, nebulaFaults, soundNebula } from './nebula/bad-nebula.ts';
export type { Link } from './nebula/link.ts';
export { type Meddler, type Meddling, meddle } from './nebula/meddle.ts';
export type { End, NebulaHost } from './nebula/nebula-host.ts';
export type { NebulaBuild } from './nebula/nebula-release.ts';
export { type Authority, authority, type Signed } from './nebula/pki.ts';
export { type NebulaOptions, type PracticeNebula, practiceNebula } from './nebula/practice-nebula.ts';
export { silenceIn, type TunnelReport, type TunnelWatch, tunnelWatch } from './nebula/tunnel-watch.ts';
export { fetchMonitoring, type MonitoringParts } from './parts/fetch-monitoring.ts';
export { fetchNebula, type NebulaParts } from './parts/fetch-nebula.ts';
export { type FetchOptions, fetchParts, type Parts, type Release } from './parts/fetch-parts.ts';
export { fetchPodman, type PodmanParts } from './parts/fetch-podman.ts';
export { chooseScenes } from './scenarios/choose-scenes.ts';
export { cniScenes } from './scenarios/cni-scenes.ts';
export { type CniStage, cniEndSeen, type Pings, soundPair, underPings } from './scenarios/cni-stage.ts';
export {
  allClosed,
  killInside,
  type MaintEnd,
  maint,
  maintArgv,
  newestJournal,
  ownerPid,
  startMaint,
  stateFolder,
  until,
} from './scenarios/maint.ts';
export { monitoringScenes } from './scenarios/monitoring-scenes.ts';
export {
  asked,
  type MonitoringStage,
  maintThere,
  monitoringEndSeen,
  monitoringStage,
  newerTags,
  type Tags,
  type World,
  worldLive,
  worldOf,
} from './scenarios/monitoring-stage.ts';
export { nebulaScenes } from './scenarios/nebula-scenes.ts';
export {
  lookAtEnds,
  type NebulaStage,
  nebulaArgs,
  nebulaEndSeen,
  nebulaStage,
  type SeenEnds,
  underWatch,
} from './scenarios/nebula-stage.ts';
export { nextWords, typeMaint, wordsOf } from './scenarios/printed.ts';
export { type Rehearsed, type RehearseOptions, rehearse } from './scenarios/rehearse.ts';
export type { Scene, SceneResult, Stage } from './scenarios/scene.ts';
export { allScenes, shownScenes } from './scenarios/scenes.ts';
export { texts as rehearsalTexts } from './texts.ts';
