/** What Grafana itself, and Flatnet’s own compose file, begin with. */
const known = ['admin', 'flatnet'];

export const isDefaultPassword = (user: string, password: string): boolean =>
  user === 'admin' && known.includes(password);

/**
 * Whether a container of Grafana is given a password that everybody knows; what is asked is gone when this has answered.
 * One that is not said is Grafana’s own; one that is in a file is somebody’s.
 */
export function startsWithDefaultPassword(env: Readonly<Record<string, string>>): boolean {
  if (env.GF_SECURITY_ADMIN_PASSWORD__FILE !== undefined) return false;
  return isDefaultPassword(env.GF_SECURITY_ADMIN_USER ?? 'admin', env.GF_SECURITY_ADMIN_PASSWORD ?? 'admin');
}
