/** Places of a practice site; every path absolute, as the real site's configuration has them. */
export interface SitePlaces {
  readonly root: string;
  readonly home: string;
  /** Folder of nginx.conf: inside the tree, or the site's own. */
  readonly confFolder: string;
}

/** A word of nginx's configuration. `$` would be read as a variable, and nginx has no way to escape it. */
export function word(text: string): string {
  if (/[$\n]/.test(text)) throw new Error(`nginx cannot name a path with "$" or a line end in it: ${text}`);
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/**
 * The site's nginx.conf. Its paths lead into the live home although another tree may be under test: a test run in a
 * second tree reads the first one's modules and Lua, unless whoever tests renders the paths anew.
 */
export function siteConf({ root, home, confFolder }: SitePlaces): string {
  if (/[;?]/.test(home)) throw new Error(`Lua's search path cannot name ";" or "?": ${home}`);
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `    ${kind}_temp_path ${word(`${root}/temp/${kind}`)};`)
    .join('\n');
  const drain = `        include ${word(`${confFolder}/flatnet-drain.conf`)};`;
  return `user root;
worker_processes 2;
pid "/run/flatnet/nginx.pid";
error_log ${word(`${root}/logs/error.log`)} notice;
load_module ${word(`${home}/modules/ndk_http_module.so`)};
load_module ${word(`${home}/modules/ngx_http_lua_module.so`)};

events {
    worker_connections 4096;
}

http {
    include ${word(`${home}/conf/mime.types`)};
    default_type application/octet-stream;
    server_tokens off;
    access_log off;
    keepalive_requests 100000;
${temp}

    lua_package_path ${word(`${home}/lualib/?.lua`)};
    lua_package_cpath ${word(`${home}/lualib/?.so`)};
    lua_shared_dict flatnet_routes 1m;
    lua_shared_dict flatnet_metrics 1m;
    init_by_lua_block { pcall(require, "flatnet.generation") }
    init_worker_by_lua_block { require("flatnet.registry").load(${word(`${home}/boot/routes.json`)}) }

    map $http_upgrade $flatnet_connection {
        default upgrade;
        '' '';
    }

    server {
        listen 80 default_server;
        server_name _;
${drain}

        location = /health { default_type text/plain; return 200 "healthy\\n"; }
        location = /build { default_type text/plain; return 200 "$nginx_version\\n"; }
        location / {
            root ${word(`${home}/html`)};
            index index.html;
        }
        location ~ ^/c/(?<app>[^/]+)(?:/|$) {
            set $target '';
            rewrite ^/c/[^/]+/?(.*)$ /$1 break;
            access_by_lua_block { require("flatnet.registry").route() }
            proxy_pass http://$target;
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $flatnet_connection;
            proxy_buffering off;
            proxy_read_timeout 600s;
        }
    }

    server {
        listen 10.100.1.1:8080;
        server_name _;
${drain}

        location = /api/health { default_type application/json; return 200 '{"status":"ok"}\\n'; }
        location = /api/status { content_by_lua_block { require("flatnet.api").status() } }
        location ~ ^/api/containers(?:/(?<name>[^/]*))?$ { content_by_lua_block { require("flatnet.api").containers() } }
    }

    server {
        listen 127.0.0.1:9145;
${drain}
        location = /metrics { content_by_lua_block { require("flatnet.api").metrics() } }
    }
}
`;
}

/**
 * While the file exists every answer carries one clean `Connection: close`: passing a location whose keepalive_timeout
 * is 0 ends the request's keep-alive for good (ngx_http_update_location_config never turns it on again). No Lua, so it
 * drains a gateway whose Lua is dead too.
 */
export function drainConf(home: string): string {
  return `if (-f ${word(`${home}/drain`)}) {
    rewrite ^(.*)$ /.flatnet-close$1;
}
location ^~ /.flatnet-close/ {
    internal;
    keepalive_timeout 0;
    rewrite ^/\\.flatnet-close(/.*)$ $1 last;
}
`;
}
