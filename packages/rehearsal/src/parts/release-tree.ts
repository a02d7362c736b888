import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { $ } from 'zx';
import { makePathsRelative } from './relative-paths.ts';

const quiet = $({ quiet: true });

/** Where the practice machine shows the loaders and libraries: fixed, so that a release tree may live at any path. */
export const runtimeFolder = '/opt/flatnet-practice/runtime';

/** Puts loader and shared libraries of an unpacked suite into one flat folder. */
export async function layRuntime(unpacked: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await quiet`find ${`${unpacked}/usr/lib`} -maxdepth 2 -name ${'*.so*'} -not -type d -not -path ${'*/security/*'} -exec cp -L {} ${folder}/ ${';'}`;
}

/** The loader's file name differs by processor: ld-linux-x86-64.so.2, ld-linux-aarch64.so.1. */
export function loaderIn(folder: string): string {
  const name = readdirSync(folder).find((one) => /^ld-linux.*\.so\.\d$/.test(one));
  if (!name) throw new Error(`no dynamic loader in ${folder}`);
  return name;
}

/**
 * One OpenResty-like release: a normal nginx with its vendor's Lua. Interpreter and library path point outside the
 * tree, so it can be unpacked at, or renamed to, any path, and /proc/PID/exe and argv are those of a plain nginx.
 * `--force-rpath`, for RUNPATH is not inherited by the modules that nginx loads.
 */
export async function layRelease(
  from: { unpacked: string; runtime: string; runtimeInside: string; patchelf: readonly string[] },
  tree: string,
): Promise<void> {
  const { unpacked, runtimeInside, patchelf } = from;
  for (const folder of ['sbin', 'modules', 'lualib', 'html', 'conf', 'logs'])
    mkdirSync(`${tree}/${folder}`, { recursive: true });
  await quiet`cp ${unpacked}/usr/sbin/nginx ${tree}/sbin/nginx`;
  makePathsRelative(`${tree}/sbin/nginx`);
  for (const module of ['ndk_http_module.so', 'ngx_http_lua_module.so'])
    await quiet`cp ${unpacked}/usr/lib/nginx/modules/${module} ${tree}/modules/`;
  const lua = `${unpacked}/usr/share/lua/5.1`;
  for (const name of ['resty', 'ngx'])
    if (existsSync(`${lua}/${name}`))
      cpSync(`${lua}/${name}`, `${tree}/lualib/${name}`, { recursive: true, dereference: true });
  await quiet`find ${`${unpacked}/usr/lib`} -path ${'*/lua/5.1/cjson.so'} -exec cp -L {} ${tree}/lualib/cjson.so ${';'}`;
  await quiet`${patchelf} --set-interpreter ${runtimeInside}/${loaderIn(from.runtime)} --force-rpath --set-rpath ${runtimeInside} ${tree}/sbin/nginx`;
  for (const file of ['modules/ndk_http_module.so', 'modules/ngx_http_lua_module.so', 'lualib/cjson.so'])
    await quiet`${patchelf} --force-rpath --set-rpath ${runtimeInside} ${tree}/${file}`;
  await quiet`cp ${unpacked}/etc/nginx/mime.types ${tree}/conf/mime.types`;
  writeFileSync(`${tree}/conf/nginx.conf`, stockConf);
  writeFileSync(
    `${tree}/html/index.html`,
    '<!doctype html><title>Welcome</title><h1>Welcome to the vendor\u2019s page</h1>\n',
  );
}

/** A vendor's archive brings its own conf/nginx.conf: whoever unpacks it over a site and starts it serves a stranger's page. */
const stockConf = `worker_processes 1;
events { worker_connections 1024; }
http {
    include mime.types;
    default_type application/octet-stream;
    server {
        listen 80;
        location / { root html; index index.html; }
    }
}
`;
