import { execFile } from 'node:child_process';
import { createServer } from 'node:http';

/**
 * `node peer-main.ts ADDRESS STATUS...`: what a host of the tunnel can be asked, on port 7000 of every address it has.
 * `/reaches`: does it reach that address by ping? `/status`: what its own maintenance tool prints; STATUS is that command.
 */
const [address = '', ...status] = process.argv.slice(2);

const run = (argv: readonly string[], limit: number) =>
  new Promise<{ well: boolean; said: string }>((resolve) => {
    execFile(argv[0] ?? '', argv.slice(1), { timeout: limit, killSignal: 'SIGKILL' }, (error, stdout) =>
      resolve({ well: error === null, said: stdout }),
    );
  });

const answers: Readonly<Record<string, () => Promise<{ well: boolean; said: string }>>> = {
  '/reaches': () => run(['ping', '-n', '-c', '1', '-W', '1', address], 3_000),
  // Its exit code tells how healthy it is, which is no failure of the question.
  '/status': async () => ({ ...(await run(status, 14_000)), well: true }),
};

createServer(async (request, response) => {
  const { well, said } = (await answers[request.url ?? '']?.()) ?? { well: false, said: '' };
  response.writeHead(well ? 200 : 503, { connection: 'close' }).end(said);
}).listen(7000, '0.0.0.0');
