/** A run's owner of its own process: starts the stubborn child under the mark it was given, and never comes back. */
import { posixHosts } from '../src/index.ts';
import { stubborn } from './stubborn.ts';

const lent = posixHosts({ ids: ['local'] }).lend('local', 60_000, process.argv[2]!);
await lent.host.run(stubborn);
