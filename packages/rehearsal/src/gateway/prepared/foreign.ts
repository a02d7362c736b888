import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import type { Machine } from '../../machine/machine.ts';
import type { Hands } from './hands.ts';

/** A web server that a distribution brought: its program, its configuration and its page lie where no tree is. */
export async function startForeign(machine: Machine, hands: Hands): Promise<void> {
  cpSync(`${machine.parts.older.folder}/sbin/nginx`, machine.path('/usr/sbin/nginx'));
  for (const folder of ['/etc/nginx/sites-enabled', '/usr/share/nginx', '/var/www/html', '/var/log/nginx'])
    mkdirSync(machine.path(folder), { recursive: true });
  writeFileSync(machine.path('/var/www/html/index.html'), '<h1>Welcome to nginx!</h1>\n');
  writeFileSync(machine.path('/etc/nginx/nginx.conf'), conf);
  writeFileSync(machine.path('/etc/nginx/sites-enabled/default'), site);
  await hands.must('/usr/sbin/nginx', '-c', '/etc/nginx/nginx.conf', '-g', 'daemon on; master_process on;');
}

const conf = `user root;
worker_processes 1;
pid /run/nginx.pid;
error_log /var/log/nginx/error.log;
events { worker_connections 768; }
http {
    access_log /var/log/nginx/access.log;
    include /etc/nginx/sites-enabled/*;
}
`;
const site = `server {
    listen 80 default_server;
    root /var/www/html;
    location / { try_files $uri $uri/ =404; }
}
`;
