import { dateIn } from '@flatnet-maint/actions';
import { describe, expect, test } from 'vitest';
import { homeName, kindOfAside } from '../../src/find/names.ts';
import { parseTitle } from '../../src/find/titles.ts';

describe("a master's title", () => {
  const none = { prefix: null, config: null };
  test.each([
    ['/srv/x/sbin/nginx', { program: '/srv/x/sbin/nginx', ...none }],
    ['./nginx', { program: './nginx', ...none }],
    ['/srv/x/sbin/nginx -p /srv/x/', { program: '/srv/x/sbin/nginx', prefix: '/srv/x/', config: null }],
    ['nginx -p/srv/x -c/etc/gw.conf', { program: 'nginx', prefix: '/srv/x', config: '/etc/gw.conf' }],
    [
      '/srv/x/sbin/nginx -c /srv/c/nginx.conf -g daemon off; -p /srv/x',
      { program: '/srv/x/sbin/nginx', prefix: '/srv/x', config: '/srv/c/nginx.conf' },
    ],
    [
      `/srv/フラット "net" it's/gw -prod/sbin/nginx -p /srv/フラット "net" it's/gw -prod -c /srv/a b/nginx.conf`,
      {
        program: `/srv/フラット "net" it's/gw -prod/sbin/nginx`,
        prefix: `/srv/フラット "net" it's/gw -prod`,
        config: '/srv/a b/nginx.conf',
      },
    ],
  ])('%s', (title, parsed) => {
    expect(parseTitle([`nginx: master process ${title}`, '', ''])).toEqual(parsed);
  });

  test('is not that of a worker, nor of another program', () => {
    expect(parseTitle(['nginx: worker process'])).toBeNull();
    expect(parseTitle(['/srv/x/sbin/nginx', '-p', '/srv/x'])).toBeNull();
  });
});

describe('the name of a folder that hands left', () => {
  test.each([
    ['openresty-old', 'openresty', 'old'],
    ['openresty-old2', 'openresty', 'old'],
    ['openresty-new', 'openresty', 'new'],
    ['openresty-failed', 'openresty', 'failed'],
    ['openresty-old-20261101', 'openresty', 'old'],
    ['openresty-20261101_030000', 'openresty', 'other'],
    ['openresty.bak', 'openresty', 'other'],
    ['openresty.bak.20261101', 'openresty', 'other'],
    ['openresty.found-1', 'openresty', 'other'],
    ['openresty.aside-20261101-ab12', 'openresty', 'other'],
    ['nginx-1.26.3', 'nginx-1.26.3', 'other'],
    ['openresty2', 'openresty2', 'other'],
    ['gold', 'gold', 'other'],
    ['-old', '-old', 'old'],
  ])('%s belongs to %s', (name, home, kind) => {
    expect([homeName(name), kindOfAside(name)]).toEqual([home, kind]);
  });

  test('tells its date, where it is one', () => {
    expect(dateIn('gateway-20261101_030405')).toBe(new Date(2026, 10, 1, 3, 4, 5).toISOString());
    expect(dateIn('openresty.bak.20261101')).toBe(new Date(2026, 10, 1).toISOString());
    expect(dateIn('openresty-20261301')).toBeNull();
    expect(dateIn('openresty-20260231')).toBeNull();
    expect(dateIn('openresty-120261101')).toBeNull();
  });
});
