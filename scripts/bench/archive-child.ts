import { readFileSync } from 'node:fs';
import { posixHosts } from '../../packages/host/src/index.ts';
import { archiveTree } from '../../packages/store/src/index.ts';

/* Archives a tree as `snapshots export` does, and tells its sha256 and the most memory it ever had. */
const [from = '', to = ''] = process.argv.slice(2);
const { host, release } = posixHosts({ ids: ['local'] }).lend('local', 3_600_000, 'bench');
const { sha256 } = await archiveTree(host.files, { root: from, as: 'tree' }, to);
await release();
const peak = Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
process.stdout.write(JSON.stringify({ sha256, peakMiB: peak / 1024 }));
