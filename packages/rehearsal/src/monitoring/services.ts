/** The services of the project, and the address at which this machine asks whether each is ready. */
export const services = [
  { service: 'prometheus', ready: 'http://127.0.0.1:9090/-/ready' },
  { service: 'grafana', ready: 'http://127.0.0.1:3000/api/health' },
  { service: 'alertmanager', ready: 'http://127.0.0.1:9093/-/ready' },
  { service: 'node-exporter', ready: 'http://127.0.0.1:9100/' },
  { service: 'loki', ready: 'http://127.0.0.1:3100/ready' },
  // It has no port outside of its network.
  { service: 'promtail', ready: null },
] as const;

/** As the project's compose file names the container of a service. */
export const containerOf = (service: Service): string => `flatnet-${service}`;

export type Service = (typeof services)[number]['service'];

export const serviceNames = <T>(of: (service: Service) => T): Readonly<Record<Service, T>> =>
  Object.fromEntries(services.map(({ service }) => [service, of(service)])) as Record<Service, T>;
