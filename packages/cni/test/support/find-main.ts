import { posixHosts } from '@flatnet-maint/host';
import { find } from '../../src/find/find.ts';

/** `node find-main.ts USE…`: what the plugin finds of itself on the machine that this runs in, as one JSON document. */
const began = performance.now();
const host = posixHosts({ ids: ['local'] }).view('local', 20_000);
const found = await find(host, { use: process.argv.slice(2), site: null });
console.log(JSON.stringify({ found, tookMs: Math.round(performance.now() - began) }));
