/** `node stranger-main.ts PORT MS`: takes a port as soon as it is free, says `taken`, and leaves it after that time. Ends with its standard input. */
import { createServer } from 'node:net';

const [port = '0', stays = '0'] = process.argv.slice(2);
process.stdin.resume().on('end', () => process.exit(0));

const take = (): void => {
  const server = createServer();
  server.on('error', () => setTimeout(take, 2));
  server.listen({ port: Number(port), host: '0.0.0.0' }, () => {
    process.stdout.write('taken\n');
    setTimeout(() => process.exit(0), Number(stays));
  });
};
take();
