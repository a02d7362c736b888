/** Text of a `flatnet.yaml` that speaks of the monitoring stack and of the silence alone. `lines`: further parts, as they are written. */
export const monitoringSiteText = (site: { readonly compose: string; readonly lines?: readonly string[] }): string =>
  [
    'monitoring:',
    `  compose: ${site.compose}`,
    '  grafana: { user: admin, password: { env: GRAFANA_ADMIN_PASSWORD } }',
    'silence:',
    '  alertmanager: http://127.0.0.1:9093',
    '  prometheus: http://127.0.0.1:9090',
    '  matchers:',
    `    gateway: ['component="gateway"']`,
    `    cni: ['component="cni-plugin"']`,
    `    monitoring: ['component="monitoring"']`,
    ...(site.lines ?? []),
    '',
  ].join('\n');
