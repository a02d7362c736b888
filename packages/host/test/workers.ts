/** Three workers that take connections from one listening socket, as a gateway's do; each answers with its pid. */
import cluster from 'node:cluster';
import { createServer } from 'node:http';

cluster.schedulingPolicy = cluster.SCHED_NONE;
if (cluster.isPrimary) {
  let ready = 0;
  for (let n = 0; n < 3; n++) cluster.fork();
  cluster.on('listening', (_, at) => {
    ready += 1;
    if (ready === 3) console.log(at.port);
  });
} else {
  createServer((_, answer) => answer.end(String(process.pid))).listen(0);
  process.on('disconnect', () => process.exit());
}
