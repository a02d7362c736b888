import http from 'node:http';

/*
 * Registers containers at the practice gateway without a pause until standard input ends, then asks which are known. An
 * acknowledged name that is not known is a lost route. Prints `{ acknowledged, refused, lost }`.
 */
const api = 'http://10.100.1.1:8080/api/containers';

function post(name: string): Promise<number> {
  const body = JSON.stringify({ name, address: '127.0.0.1:9900' });
  return new Promise((resolve) => {
    const request = http.request(
      api,
      { method: 'POST', agent: false, headers: { 'content-type': 'application/json', 'content-length': body.length } },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    request.on('error', () => resolve(0));
    request.end(body);
  });
}

function list(): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = http.get(api, { agent: false }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        body += part;
      });
      answer.on('end', () => resolve(body));
    });
    request.on('error', reject);
  });
}

let stopped = false;
process.stdin.resume().on('end', () => {
  stopped = true;
});
const acknowledged: string[] = [];
let refused = 0;
for (let n = 0; !stopped; n += 1) {
  const name = `container-${process.pid}-${n}`;
  if ((await post(name)) < 300) acknowledged.push(name);
  else refused += 1;
  await new Promise((resolve) => setTimeout(resolve, 5));
}
const known = await list();
const lost = acknowledged.filter((name) => !known.includes(JSON.stringify(name)));
process.stdout.write(`${JSON.stringify({ acknowledged: acknowledged.length, refused, lost })}\n`);
process.exit(0);
