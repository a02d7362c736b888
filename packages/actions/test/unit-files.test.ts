import { expect, test } from 'vitest';
import { wordsOf } from '../src/unit-files.ts';

test.each([
  ['/srv/x/sbin/nginx -p /srv/x', ['/srv/x/sbin/nginx', '-p', '/srv/x']],
  ['-"/srv/a b/sbin/nginx" "-p" \'/srv/a b\'', ['/srv/a b/sbin/nginx', '-p', '/srv/a b']],
  ['"/srv/a \\"b\\"/50%%/sbin/nginx" x$$y', ['/srv/a "b"/50%/sbin/nginx', 'x$y']],
  ["/bin/sh -c 'exec /srv/x/sbin/nginx'", ['/bin/sh', '-c', 'exec /srv/x/sbin/nginx']],
])('a unit starts %s', (line, words) => {
  expect(wordsOf(line)).toEqual(words);
});
