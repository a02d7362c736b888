import { memoryHosts, type World } from '@flatnet-maint/testkit';
import type { MonitoringFacts, MonitoringReadings, MonitoringSite } from '../../src/facts.ts';
import { monitoring } from '../../src/index.ts';
import { toyStack } from './toy-stack.ts';

/** A stack in memory as the component reads it. */
export async function readStack(
  how: { readonly before?: (world: World) => void; readonly site?: Partial<MonitoringSite> } = {},
) {
  const hosts = memoryHosts({ profile: 'posix' });
  const { world } = hosts;
  const { podman, site, image } = toyStack(world);
  how.before?.(world);
  const host = hosts.lend('local', 3_600_000, 'test').host;
  const read = async () => {
    const { facts, readings } = await monitoring.inspect({ ...site, ...how.site }, host);
    return { facts, readings: readings as MonitoringReadings };
  };
  const { facts, readings }: { facts: MonitoringFacts; readings: MonitoringReadings } = await read();
  return { hosts, world, podman, host, image, site, facts, readings, read };
}
