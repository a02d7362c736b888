import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { asset } from '../machine/places.ts';
import { pack, sha256File } from '../parts/archive.ts';
import type { Parts } from '../parts/fetch-parts.ts';
import type { ArchiveOnHost } from './practice-gateway.ts';

export const faults = [
  'does-not-start',
  'dies-after-2s',
  'lua-dead',
  'serves-old-build',
  'ten-times-slower',
  'lua-library-fails',
  'hangs-in-test',
] as const;

export type Fault = (typeof faults)[number];

/** `live`: well-behaved under any other prefix, so a rehearsal of the tree in another place finds nothing. */
export type When = 'always' | 'live';

/** A build that calls itself the newer release, bears its archive's name, and is bad in one way. */
export async function badRelease(
  parts: Parts,
  fault: Fault,
  when: When = 'always',
  options: { home?: string } = {},
): Promise<ArchiveOnHost> {
  if (fault === 'hangs-in-test' && when === 'live')
    throw new Error('a build cannot hang in its test only when it runs live');
  const home = options.home ?? '/srv/flatnet/openresty';
  const name = `openresty-${parts.newer.version}`;
  const place = `${dirname(parts.layer)}/bad/${fault}-${when}-${key(home)}`;
  const path = `${place}/${name}.tar.gz`;
  if (!existsSync(path)) {
    const aside = `${place}.${process.pid}.${Date.now()}`;
    cpSync(
      fault === 'serves-old-build' && when === 'always' ? parts.older.folder : parts.newer.folder,
      `${aside}/${name}`,
      {
        recursive: true,
      },
    );
    spoil(`${aside}/${name}`, parts, fault, when, home);
    await pack(`${aside}/${name}`, `${aside}/${name}.tar.gz`);
    rmSync(`${aside}/${name}`, { recursive: true });
    try {
      renameSync(aside, place);
    } catch {
      rmSync(aside, { recursive: true }); // another process was first; its archive is the same, byte for byte
    }
  }
  return { version: parts.newer.version, path, sha256: await sha256File(path) };
}

function spoil(tree: string, parts: Parts, fault: Fault, when: When, home: string): void {
  const condition = when === 'always' ? 'true' : `ngx.config.prefix() == ${JSON.stringify(`${home}/`)}`;
  const inMaster = (lua: string) => spoilMaster(`${tree}/lualib/resty/core.lua`, lua, condition);
  const inWorker = (lua: string) => spoilWorkers(`${tree}/lualib/resty`, lua, condition);
  switch (fault) {
    case 'does-not-start':
      if (when === 'live') inMaster('abort.lua');
      else truncateSync(`${tree}/sbin/nginx`, Math.floor(statSync(`${tree}/sbin/nginx`).size / 2));
      break;
    case 'dies-after-2s':
      inWorker('dies.lua');
      break;
    case 'lua-dead':
      inWorker('dead.lua');
      break;
    case 'ten-times-slower':
      inWorker('slow.lua');
      break;
    case 'lua-library-fails':
      // What the documents' own order of steps brings about: the older vendor Lua copied over the newer.
      if (when === 'live') inMaster('library.lua');
      else cpSync(`${parts.older.folder}/lualib`, `${tree}/lualib`, { recursive: true });
      break;
    case 'serves-old-build':
      if (when === 'always') break;
      for (const part of ['sbin', 'modules', 'lualib'])
        cpSync(`${parts.older.folder}/${part}`, `${tree}/share/older/${part}`, { recursive: true });
      inMaster('older.lua');
      break;
    case 'hangs-in-test':
      renameSync(`${tree}/sbin/nginx`, `${tree}/sbin/nginx.real`);
      writeFileSync(`${tree}/sbin/nginx`, hanging, { mode: 0o755 });
  }
}

/** nginx loads resty/core.lua in the master when it starts, and never for `-t`. */
function spoilMaster(file: string, lua: string, condition: string): void {
  const fault = readFileSync(asset(`faults/${lua}`), 'utf8');
  writeFileSync(file, `if ${condition} then\n${fault}end\n${readFileSync(file, 'utf8')}`);
}

/**
 * The workers' Lua comes out of the master's memory, where resty.core has loaded resty.lrucache already. So the fault
 * waits for the first use of it outside of the master's own start.
 */
function spoilWorkers(resty: string, lua: string, condition: string): void {
  renameSync(`${resty}/lrucache.lua`, `${resty}/lrucache/genuine.lua`);
  const fault = readFileSync(asset(`faults/${lua}`), 'utf8');
  writeFileSync(
    `${resty}/lrucache.lua`,
    `local M = require "resty.lrucache.genuine"
if ${condition} then
  local new = M.new
  M.new = function(...)
    if ngx.get_phase() ~= "init" then
      ${fault.trim().replaceAll('\n', '\n      ')}
    end
    return new(...)
  end
end
return M
`,
  );
}

const hanging = `#!/bin/sh
for word; do case $word in -t|-T|-tq|-qt) exec sleep 86400;; esac; done
exec "\${0%/*}/nginx.real" "$@"
`;

function key(home: string): string {
  const hash = createHash('sha256')
    .update(home)
    .update(readFileSync(new URL(import.meta.url)));
  for (const name of ['abort', 'dies', 'dead', 'slow', 'library', 'older'])
    hash.update(readFileSync(asset(`faults/${name}.lua`)));
  return hash.digest('hex').slice(0, 10);
}
