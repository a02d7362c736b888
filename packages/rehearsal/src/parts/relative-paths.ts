import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Debian compiles absolute default paths into nginx; OpenResty's are relative to the prefix (`nginx -p HOME` reads
 * HOME/conf/nginx.conf), and the documents count on it. The lengths are compiled in too, so each path is exchanged for a
 * relative one of the same length, with `./` as filling.
 */
const exchange: readonly (readonly [string, string])[] = [
  ['/etc/nginx/nginx.conf', 'conf/./././nginx.conf'],
  ['/var/log/nginx/access.log', 'logs/./././././access.log'],
  ['/run/nginx.pid', 'logs/nginx.pid'],
  ['/var/lib/nginx/body', './././././body_temp'],
  ['/var/lib/nginx/proxy', './././././proxy_temp'],
  ['/var/lib/nginx/fastcgi', './././././fastcgi_temp'],
  ['/var/lib/nginx/uwsgi', './././././uwsgi_temp'],
  ['/var/lib/nginx/scgi', './././././scgi_temp'],
];

export function makePathsRelative(binary: string): void {
  const bytes = readFileSync(binary);
  for (const [from, to] of exchange) {
    if (from.length !== to.length) throw new Error(`${to} is not as long as ${from}`);
    let found = 0;
    for (let at = bytes.indexOf(from); at !== -1; at = bytes.indexOf(from, at + 1)) {
      bytes.write(to, at);
      found++;
    }
    if (found === 0) throw new Error(`${binary} has no default path ${from}: its packaging has changed`);
  }
  writeFileSync(binary, bytes);
}
