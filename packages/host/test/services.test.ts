import { describe, expect, test } from 'vitest';
import { posixHosts } from '../src/index.ts';
import { parseServiceOf, parseStatus, startUnit } from '../src/services.ts';
import { unitText } from '../src/systemd-unit.ts';

test('the unit comes back after every death, ends only itself, and quotes what it is given', () => {
  expect(
    unitText({
      name: 'flatnet-guard',
      description: 'Way back of 100% of runs\nExecStart=/bin/false',
      argv: [
        '/opt/node 24/bin/node',
        '/opt/it\'s "new"/cli.js',
        'a\\b',
        '$HOME',
        '50%',
        'メンテナンス',
        'tab\there',
        '',
      ],
      env: { STATE: '/var/lib/flatnet maint', PRICE: '$5' },
    }),
  ).toBe(`[Unit]
Description=Way back of 100%% of runs ExecStart=/bin/false
DefaultDependencies=no
After=local-fs.target
Conflicts=shutdown.target
Before=shutdown.target
StartLimitIntervalSec=0

[Service]
Type=exec
ExecStart="/opt/node 24/bin/node" "/opt/it's \\"new\\"/cli.js" "a\\\\b" "$$HOME" "50%%" "メンテナンス" "tab\\x09here" ""
Environment="STATE=/var/lib/flatnet maint"
Environment="PRICE=$5"
Restart=on-failure
RestartForceExitStatus=SIGKILL SIGTERM SIGHUP SIGINT SIGPIPE
RestartSec=200ms
KillMode=process
KillSignal=SIGKILL
TimeoutStopSec=2

[Install]
WantedBy=multi-user.target
`);
});

const shown = (changes: Record<string, string>) =>
  Object.entries({
    LoadState: 'loaded',
    ActiveState: 'active',
    SubState: 'running',
    MainPID: '812',
    Type: 'forking',
    StateChangeTimestampMonotonic: '1234',
    UnitFileState: 'enabled',
    ...changes,
  })
    .map((entry) => entry.join('='))
    .join('\n');

test('what systemd shows becomes a state', () => {
  expect(parseStatus(shown({}))).toEqual({ state: 'running', pid: 812, since: '1234', type: 'forking', enabled: true });
  expect(parseStatus(shown({ ActiveState: 'activating' })).state).toBe('starting');
  expect(parseStatus(shown({ ActiveState: 'deactivating' })).state).toBe('stopping');
  expect(parseStatus(shown({ ActiveState: 'failed', MainPID: '0' }))).toMatchObject({ state: 'failed', pid: null });
  expect(parseStatus(shown({ ActiveState: 'inactive', UnitFileState: 'disabled' }))).toMatchObject({
    state: 'stopped',
    enabled: false,
  });
  expect(parseStatus(shown({ LoadState: 'not-found', ActiveState: 'inactive' })).state).toBe('absent');
  // Its file was removed while it ran.
  expect(parseStatus(shown({ LoadState: 'not-found' })).state).toBe('running');
});

test('a process is told to be of the innermost service of its group', () => {
  expect(parseServiceOf('0::/system.slice/nginx.service\n')).toBe('nginx');
  expect(parseServiceOf('0::/user.slice/user@1000.service/app.slice/gateway.service/worker\n')).toBe('gateway');
  expect(parseServiceOf('9:name=systemd:/system.slice/nginx.service\n4:memory:/other.service\n0::/\n')).toBe('nginx');
  expect(parseServiceOf('0::/user.slice/session-1.scope\n')).toBeNull();
});

test('a name that is none is refused before systemd sees it', async () => {
  const { services } = posixHosts({ ids: ['local'] }).lend('local', 5000, 'm').host;
  if ((await services.manager()) === 'none') {
    expect((await services.status('nginx')).state).toBe('absent');
    await expect(services.start('nginx')).rejects.toMatchObject({ code: 'E_SERVICE_MANAGER_ABSENT' });
    await services.uninstall('flatnet-guard');
    return;
  }
  await expect(services.status('a b')).rejects.toMatchObject({ code: 'E_SERVICE_NAME' });
  await expect(services.start('--now')).rejects.toMatchObject({ code: 'E_SERVICE_NAME' });
});

describe('a start', () => {
  /** A manager that refuses so many starts, and what it was told. */
  const managed = (refusals: number, knows = true) => {
    const orders: string[] = [];
    let left = refusals;
    const systemctl = async (...args: string[]) => {
      orders.push(args.join(' '));
      if (args[0] === 'reset-failed' && !knows) throw new Error('not loaded');
      if (args[0] !== 'start' || left === 0) return;
      left -= 1;
      throw new Error(`refused, ${left} more`);
    };
    return { orders, start: () => startUnit(systemctl, 'nebula.service') };
  };

  test('that is taken is one order', async () => {
    const { orders, start } = managed(0);
    await start();
    expect(orders).toEqual(['start nebula.service']);
  });

  test('that is refused since there were too many is tried once more with a fresh count', async () => {
    const { orders, start } = managed(1);
    await start();
    expect(orders).toEqual(['start nebula.service', 'reset-failed nebula.service', 'start nebula.service']);
  });

  test('that is refused again is refused', async () => {
    const { orders, start } = managed(9);
    await expect(start()).rejects.toThrow('refused, 7 more');
    expect(orders).toHaveLength(3);
  });

  test('of a unit that is not there says what the manager said first', async () => {
    const { orders, start } = managed(9, false);
    await expect(start()).rejects.toThrow('refused, 8 more');
    expect(orders).toEqual(['start nebula.service', 'reset-failed nebula.service']);
  });
});
