import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { LoadPlan, LoadReport } from './report.ts';

/** One WebSocket through the gateway: a word every 100 ms, echoed. Cut when it ends though nobody here asked for it. */
export function runWebSocket(plan: LoadPlan, count: LoadReport['websocket']): { stop(): void } {
  let stopped = false;
  let socket: Socket | undefined;
  const open = () => {
    if (stopped) return;
    const current = connect({ host: plan.host, port: plan.port, noDelay: true });
    socket = current;
    let upgraded = false;
    let over = false;
    let head = '';
    let timer: NodeJS.Timeout | undefined;
    let lasts: NodeJS.Timeout | undefined;
    const renew = () => {
      over = true;
      clearInterval(timer);
      current.destroy();
      open();
    };
    const end = () => {
      if (over) return;
      over = true;
      clearInterval(timer);
      clearTimeout(lasts);
      current.destroy();
      if (!stopped) {
        if (upgraded) count.cut++;
        else count.refused++;
        setTimeout(open, 100);
      }
    };
    current.on('error', end);
    current.on('end', end);
    current.on('close', end);
    current.on('data', (chunk) => {
      if (upgraded) {
        count.echoed++;
        return;
      }
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      if (!head.startsWith('HTTP/1.1 101')) return end();
      upgraded = true;
      count.opened++;
      timer = setInterval(() => current.write(frame('hello')), 100);
      if (plan.webSocketMs > 0) lasts = setTimeout(renew, plan.webSocketMs);
    });
    current.write(
      `GET /c/app/socket HTTP/1.1\r\nHost: practice\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    );
  };
  open();
  return {
    stop: () => {
      stopped = true;
      socket?.destroy();
    },
  };
}

/** A client must mask what it sends; with a mask of zeros the text is its own masked form. */
function frame(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]);
}
