import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { translator } from '@flatnet-maint/core';
import { expect, test } from 'vitest';
import { type Seen, versionServed } from '../src/check/check-gateway.ts';
import { word } from '../src/gateway/site-conf.ts';
import { siteFileText } from '../src/gateway/site-file.ts';
import { ResponseReader } from '../src/load/response-reader.ts';
import { insidePath } from '../src/machine/inside-path.ts';
import { texts } from '../src/texts.ts';

test('the site file quotes what plain YAML would read otherwise', () => {
  const releases = [{ version: '1.26', path: '/srv/flat net/日本.tar.gz', sha256: '12345678' }];
  expect(siteFileText({ home: '/srv/flatnet/openresty', config: undefined, releases })).toMatchInlineSnapshot(`
    "gateway:
      home: /srv/flatnet/openresty
      probes: { site: "http://127.0.0.1:80", api: "http://10.100.1.1:8080" }
      routes: { boot: boot/routes.json }
      drain: drain
      releases:
        - { version: "1.26", path: "/srv/flat net/日本.tar.gz", sha256: "12345678" }
    "
  `);
});

test('a path with a dollar sign is refused, for nginx would read a variable', () => {
  expect(word('/srv/a "b" \\c')).toBe('"/srv/a \\"b\\" \\\\c"');
  expect(() => word('/srv/$HOME')).toThrow('nginx cannot name');
});

test('an answer is whole at its length, at its last chunk or at the end of the connection, and not before', () => {
  const counted = new ResponseReader();
  expect(counted.take(Buffer.from('HTTP/1.1 200 OK\r\nContent-Le'))).toBe(false);
  expect(counted.take(Buffer.from('ngth: 6\r\nConnection: close\r\n\r\nabc'))).toBe(false);
  expect(counted.end()).toBe(false);
  expect(counted.take(Buffer.from('def'))).toBe(true);
  expect(counted).toMatchObject({ status: 200, close: true });
  const chunked = new ResponseReader();
  expect(chunked.take(Buffer.from('HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n'))).toBe(false);
  expect(chunked.take(Buffer.from('0\r\n\r\n'))).toBe(true);
  const open = new ResponseReader();
  expect(open.take(Buffer.from('HTTP/1.1 200 OK\r\n\r\nabc'))).toBe(false);
  expect(open.end()).toBe(true);
});

test('an absolute link inside the machine leads to the machine, not to the host', () => {
  const root = mkdtempSync(`${tmpdir()}/inside-`);
  mkdirSync(`${root}/srv/generations/one`, { recursive: true });
  symlinkSync('/srv/generations/one', `${root}/srv/home`);
  expect(insidePath(root, '/srv/home/conf/nginx.conf')).toBe(`${root}/srv/generations/one/conf/nginx.conf`);
  expect(insidePath(root, '/srv/home')).toBe(`${root}/srv/home`);
  rmSync(root, { recursive: true });
});

test('what the checker finds can be read in Japanese, though it shares no code with the product', () => {
  const nginx = (pid: number, role: 'master' | 'worker', sha256: string) => ({
    pid,
    role,
    exe: '/other/nginx',
    sha256,
  });
  const seen: Seen = {
    home: '/srv/1.26.3-x',
    builds: ['1.26.3', '1.22.1'],
    apiStatus: 500,
    apiNginx: null,
    routes: [],
    nginx: [nginx(1, 'master', 'a'), nginx(2, 'master', 'b'), nginx(3, 'worker', 'c')],
    trees: [],
    leftovers: [],
  };
  const ja = translator([texts], 'ja');
  const { why } = versionServed(seen, ['1.26.3']);
  expect(why).toHaveLength(8);
  for (const one of why) expect(ja(one)).toMatch(/[ぁ-んァ-ヶ一-龠]/);
});
