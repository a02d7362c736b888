import type { WebReply, WebRequest } from '@flatnet-maint/testkit';
import type { ToyContainer } from './toy-container.ts';

export const lineOf = (level: string, message: string): string => `level=${level} msg="${message}"\n`;

/** What the services answer at the addresses that they are asked at. */
export function answerOf(
  one: ToyContainer,
  { method, url }: Pick<WebRequest, 'method' | 'url'>,
  reload: () => string | null,
): WebReply | null {
  const { image, loaded, exitCode } = one;
  const json = (body: unknown): WebReply => ({ status: 200, body: JSON.stringify(body) });
  // It crashes before it listens.
  if (exitCode !== 0) return null;
  switch (`${method} ${url.pathname}`) {
    case 'GET /-/ready':
    case 'GET /ready':
    case 'GET /':
      return { status: 200, body: 'Ready.\n' };
    case 'GET /api/health':
      return json({ database: 'ok', version: image.version });
    case 'GET /api/v1/status/buildinfo':
      return json({ status: 'success', data: { version: `${image.version}+ds` } });
    case 'GET /loki/api/v1/status/buildinfo':
      return json({ version: image.version });
    case 'GET /api/v2/status':
      return json({ versionInfo: { version: image.version } });
    case 'GET /metrics':
      return {
        status: 200,
        body: [
          `${image.kind}_config_last_reload_successful ${loaded.ok ? 1 : 0}`,
          `${image.kind}_config_last_reload_success_timestamp_seconds ${loaded.at / 1_000}`,
          `${image.kind.replace('-', '_')}_build_info{branch="HEAD",version="${image.version}"} 1`,
          '',
        ].join('\n'),
      };
    case 'GET /api/v1/targets':
      return json({
        data: { activeTargets: [{ health: 'up', labels: { job: 'node', instance: 'node-exporter:9100' } }] },
      });
    case 'GET /api/v1/rules':
      return json({ data: { groups: [{ name: 'system', rules: [{ name: 'HighCPUUsage' }] }] } });
    case 'POST /-/reload': {
      const wrong = reload();
      return wrong === null ? { status: 200 } : { status: 500, body: `failed to reload config: ${wrong}` };
    }
    default:
      return { status: 404, body: 'not found' };
  }
}
