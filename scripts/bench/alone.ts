import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Two measurements at once measure each other. The name is free again as soon as its holder is gone, however it went. */
export async function alone(name = 'flatnet-maint-bench'): Promise<Server> {
  const server = createServer();
  server.listen(`\0${name}`);
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error('Another bench is running on this machine. Wait for its end.');
  }
  server.unref();
  return server;
}
