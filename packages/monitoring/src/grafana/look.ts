import { readSecret } from '@flatnet-maint/actions';
import type { Finding, HostView } from '@flatnet-maint/core';
import { t } from '../texts.ts';
import { askerOf, oddAnswer } from './ask.ts';
import { listDashboards, type SeenDashboard, seenDashboard } from './dashboard.ts';
import { isDefaultPassword } from './default-password.ts';
import type { GrafanaSeen } from './import-change.ts';
import type { GrafanaPlace } from './place.ts';

/** What Grafana says of these dashboards and folders, and of all dashboards in a word. Reads only. */
export async function lookAtGrafana(
  host: HostView,
  place: GrafanaPlace,
  about: { readonly uids: readonly string[]; readonly folders: readonly string[]; readonly files: readonly string[] },
): Promise<GrafanaSeen> {
  const ask = await askerOf(host, place);
  const dashboards = new Map<string, SeenDashboard | null>();
  for (const uid of about.uids) dashboards.set(uid, await seenDashboard(ask, uid));
  const folders = new Set<string>();
  for (const uid of new Set(about.folders.filter((one) => one !== ''))) {
    const path = `/api/folders/${uid}`;
    const reply = await ask(path);
    if (reply.status === 200) folders.add(uid);
    else if (reply.status !== 404) throw oddAnswer(path, reply);
  }
  return { place, host: host.id, dashboards, folders, files: about.files, listed: await listDashboards(ask) };
}

/** What is to be known of the password before a run needs it; the password is gone when this has answered. */
export async function passwordFindings(host: HostView, { address, user, password }: GrafanaPlace): Promise<Finding[]> {
  if (password === null) return [];
  const told = (id: string, message: string, next: string): Finding => ({ id, blocks: false, message, next });
  const isKnown = isDefaultPassword(user, await readSecret(host, password));
  return [
    ...(isKnown
      ? [told('grafana-default-password', t('password-known', { where: address }), t('password-known-next'))]
      : []),
    ...('env' in password ? [told('grafana-secret-env', t('secret-here-only'), t('secret-here-only-next'))] : []),
  ];
}
