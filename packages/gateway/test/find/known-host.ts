import { type Found, MaintError } from '@flatnet-maint/core';
import { type MemoryHosts, memoryHosts, type ProcessSpec } from '@flatnet-maint/testkit';
import type { GatewaySite } from '../../src/facts.ts';
import { find } from '../../src/find/find.ts';

export const conf = (home: string, more = ''): string => `pid /run/flatnet/nginx.pid;
events {}
http {
    lua_package_path "${home}/lualib/?.lua";
    init_worker_by_lua_block { require("flatnet.registry").load("${home}/boot/routes.json") }
    ${more}
    server { listen 80; location = /health { return 200; } }
    server { listen 10.100.1.1:8080; location = /api/status { return 200; } }
}
`;
export const stockConf = 'events {} http { server { listen 80; location / { root html; } } }';

/** A host in memory with nginx trees on it; each program says what its bytes say: a version, or what is wrong with it. */
export function knownHost() {
  const hosts: MemoryHosts = memoryHosts({ profile: 'posix' });
  const { world } = hosts;
  world.file('/proc/net/fib_trie', 'Local:\n |-- 10.100.1.1\n    /32 host LOCAL\n');
  const tested: string[] = [];
  world.programs.set('nginx', async ({ argv, spends }) => {
    const [version, state = 'sound'] = (world.text(argv[0]) ?? '').split(' ');
    if (state === 'hangs') await spends(60_000);
    if (argv[1] === '-V') return { stderr: `nginx version: nginx/${version}\nconfigure arguments: ` };
    tested.push(argv[0]);
    return state === 'sound' ? {} : { code: 1, stderr: `nginx: [emerg] ${state}` };
  });
  const tree = (
    path: string,
    program: string,
    how: { conf?: string; home?: string; lacks?: readonly string[] } = {},
  ) => {
    const { home = path, lacks = [] } = how;
    world.file(`${path}/sbin/nginx`, program, 0o755);
    world.file(`${path}/conf/nginx.conf`, how.conf ?? conf(home));
    for (const folder of ['lualib/flatnet', 'lualib/resty/core', 'modules', 'html', 'logs'])
      if (!lacks.includes(folder)) world.folder(`${path}/${folder}`);
  };
  /** A master with one worker. */
  const runs = (home: string, how: Partial<ProcessSpec> & { title?: string } = {}) => {
    const exe = how.exe ?? `${home}/sbin/nginx`;
    const listens = how.listens ?? [{ port: 80 }, { address: '10.100.1.1', port: 8080 }];
    const title = how.title ?? `${home}/sbin/nginx -p ${home}`;
    const master = world.start({ argv: [`nginx: master process ${title}`], ...how, exe, listens });
    const worker = world.start({ exe, argv: ['nginx: worker process'], parent: master.pid, listens });
    return { master, worker };
  };
  /** Nobody without rights may look at these. */
  const closed = (...paths: readonly string[]) => {
    world.onCall = (_, name, [path], when) => {
      const isIn = typeof path === 'string' && paths.some((one) => path === one || path.startsWith(`${one}/`));
      const isLook = path !== undefined && !(name === 'files.stat' && paths.includes(path as string));
      if (when === 'before' && name.startsWith('files.') && isIn && isLook)
        throw new MaintError('E_FILE_REFUSED', `Could not look at ${path}.`, 'Run it as root.');
    };
  };
  const found = (how: { use?: readonly string[]; site?: GatewaySite | null } = {}): Promise<Found> =>
    find(hosts.view('local', 600_000), { use: how.use ?? [], site: how.site ?? null });
  return { hosts, world, tree, runs, closed, found, tested };
}

export const ids = (list: readonly { readonly id: string }[] | undefined): string[] => (list ?? []).map(({ id }) => id);
