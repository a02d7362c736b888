import { expect } from 'vitest';
import { until } from '../../src/index.ts';
import { closed, edit, lines, newestRun, type Rescue, reached, rescue, serves, signalOwner, write } from './support.ts';

/** Sound while the older version is live; then a tree of processes that ignores every request to end and holds the pipes. */
const script = (newer: string) => `#!/bin/sh
case "$(readlink -f /srv/flatnet/openresty)" in */${newer}-*) ;; *) exit 0 ;; esac
trap '' TERM INT HUP
(setsid sh -c 'trap "" TERM INT HUP; (sleep 4711 &); (setsid sleep 4711 &); sleep 4711; sleep 4711' &)
sleep 4711
sleep 4711
`;
/** Read from /proc by node: a bare system has no `pgrep`, and a look that fails must not read as nothing. */
const look = `const fs = require('node:fs');
for (const pid of fs.readdirSync('/proc').filter((name) => /^\\d+$/.test(name) && Number(name) !== process.pid)) {
  try {
    const line = fs.readFileSync('/proc/' + pid + '/cmdline', 'utf8').replaceAll('\\0', ' ');
    if (/sleep 4711|stubborn/.test(line)) console.log(pid + ' ' + line);
  } catch {}
}`;
async function left(stage: Rescue): Promise<string> {
  const out = await stage.machine.exec([process.execPath, '-e', look]);
  expect(out.code, out.stderr).toBe(0);
  return out.stdout.trim();
}

function ask(stage: Rescue, limit: string): void {
  write(stage, '/srv/flatnet/stubborn.sh', script(stage.newer), 0o755);
  edit(stage, stage.gateway.siteFile, (bytes) => {
    const kept = bytes
      .toString()
      .split('\n')
      .filter((line) => !line.startsWith('  verify:'));
    kept.splice(1, 0, `  verify: [{ id: stubborn, command: [/srv/flatnet/stubborn.sh], limit: ${limit} }]`);
    return kept.join('\n');
  });
}

rescue('a check of the site that does not end', {}, [
  [
    'is ended at its limit with all that it started, and the run goes back',
    async (stage) => {
      ask(stage, '1s');
      const end = await stage.maint(...stage.upgrade, '--soak', '500ms');
      expect(end).toMatchObject({ code: 4, document: { outcome: 'rolled-back', error: { code: 'E_VERIFY_FAILED' } } });
      expect(end.document.error?.message).toContain('site-stubborn');
      expect(await left(stage)).toBe('');
      await serves(stage, stage.older);
    },
  ],
  [
    'and outlives a killed owner is ended by whoever takes the run over',
    async (stage) => {
      ask(stage, '30s');
      const last = newestRun(stage);
      const { ended } = stage.start(...stage.upgrade, '--soak', '500ms');
      await reached(stage, last, (line) => line.type === 'phase' && line.phase === 'check');
      expect(await until(async () => (await left(stage)).split('\n').length > 4, 20_000, 50)).toBe(true);
      signalOwner(stage, 'SIGKILL');
      await ended;
      expect(await closed(stage)).toBe('rolled-back');
      expect(lines(stage).find((line) => line.type === 'resumed')).toMatchObject({ by: 'dead-man' });
      expect(await left(stage)).toBe('');
      await serves(stage, stage.older);
    },
  ],
]);
