import { MaintError, type ServiceSpec } from '@flatnet-maint/core';
import { t } from './texts.ts';

/**
 * The unit of a service that must come back after every death but not after its work is done: then it ends with 0, so
 * Restart=on-failure (a SIGKILL counts as failure) and not always. It is started before
 * most of the system is up and ends only its own main process, since daemons that it started must live on.
 */
export function unitText(spec: ServiceSpec): string {
  return [
    '[Unit]',
    `Description=${specifiers(oneLine(spec.description))}`,
    'DefaultDependencies=no',
    'After=local-fs.target',
    'Conflicts=shutdown.target',
    'Before=shutdown.target',
    'StartLimitIntervalSec=0',
    '',
    '[Service]',
    'Type=exec',
    `ExecStart=${spec.argv.map((arg, index) => quote(index === 0 ? arg : arg.replaceAll('$', '$$$$'))).join(' ')}`,
    ...Object.entries(spec.env).map(([name, value]) => `Environment=${quote(`${name}=${value}`)}`),
    'Restart=on-failure',
    'RestartForceExitStatus=SIGKILL SIGTERM SIGHUP SIGINT SIGPIPE',
    'RestartSec=200ms',
    'KillMode=process',
    'KillSignal=SIGKILL',
    'TimeoutStopSec=2',
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
}

/** In double quotes, as systemd reads them: C escapes, and `%` doubled. UTF-8 stays as it is. */
function quote(text: string): string {
  if (text.includes('\0')) throw new MaintError('E_SERVICE_SPEC', t('service-nul'), t('take-it-out'));
  const escaped = text
    .replace(/[\\"]/g, '\\$&')
    .replace(/[^\P{Cc}\x80-\x9f]/gu, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `"${specifiers(escaped)}"`;
}

const specifiers = (text: string) => text.replaceAll('%', '%%');
/** A line break would begin a setting of its own. */
const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ');
