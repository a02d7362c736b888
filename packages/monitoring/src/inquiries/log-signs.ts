import { lookAtPodman } from '@flatnet-maint/actions';
import { type Inquiry, MaintError } from '@flatnet-maint/core';
import { containerNamed } from '../podman.ts';
import { t } from '../texts.ts';

const wrong =
  /\b(?:level|lvl)="?(?:error|crit|critical|fatal|panic|eror)"?\b|"level":\s*"(?:error|critical|fatal|panic)"|^panic: |\bFATAL\b/i;

/** Kinds of errors in what a container wrote since it was started: what differs each time is taken out (S33, S109). */
export const logSigns: Inquiry<{ readonly container: string }> = {
  name: 'log-signs@1',
  async ask({ container }, host) {
    const there = await containerNamed(host, container);
    if (there === null) throw new MaintError('E_CONTAINER_GONE', t('container-gone', { container }), 'podman ps -a');
    const out = await lookAtPodman(host, 'logs', '--tail', '400', '--since', there.startedAt, there.id);
    const lines = `${out.stdout}\n${out.stderr}`.split('\n').filter((line) => wrong.test(line));
    const signs = [...new Set(lines.map(signOf))].sort();
    return {
      ok: true,
      value: signs,
      detail:
        signs.length === 0
          ? t('log-clean')
          : t('log-signs', { count: signs.length, first: lines[0]?.slice(0, 300) ?? '' }),
    };
  },
};

/** The message without times, numbers, addresses and ids. */
const signOf = (line: string): string =>
  line
    .replace(/\b(?:ts|time|caller|source|t)="?[^\s"]*"?/g, '')
    .replace(/"(?:ts|time|t|caller)":\s*"[^"]*",?/g, '')
    .replace(/[0-9a-f]{8,}|\d+/gi, '#')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
