import { describe, expect, test } from 'vitest';
import type { SpecTools } from './host-spec.ts';

export function specProcesses(spec: SpecTools): void {
  describe('processes and connections', () => {
    test(
      'a process is found by its number, in the list, and by the port it listens on',
      spec.with(async ({ processes }, { web }) => {
        const found = await processes.get(web.pid);
        expect(found).toMatchObject({ pid: web.pid, exeDeleted: false, zombie: false });
        expect(found?.exe).toBeTruthy();
        expect(found?.argv.length).toBeGreaterThan(0);
        expect((await processes.list()).find((one) => one.pid === web.pid)).toEqual(found);
        const listener = (await processes.listeners()).find((one) => one.port === web.port);
        expect(listener?.pids).toContain(web.pid);
        const among = async (pids: readonly number[]) =>
          (await processes.listeners(pids)).find((one) => one.port === web.port)?.pids;
        expect(await among([web.pid])).toEqual([web.pid]);
        expect(await among([])).toEqual([]);
        expect(await processes.digestOfExe(web.pid)).toMatch(/^[0-9a-f]{64}$/);
        expect(await processes.workingFolder(web.pid)).toBeTruthy();
        expect((await processes.openFiles(web.pid))?.[0]).toBe(await processes.workingFolder(web.pid));
        expect((await processes.connections([web.pid])).get(web.pid)).toBe(0);
      }),
    );

    test(
      'a process that is gone is null',
      spec.with(async ({ processes }) => {
        expect(await processes.get(2 ** 22 + 1)).toBeNull();
        await expect(processes.digestOfExe(2 ** 22 + 1)).rejects.toMatchObject({ code: 'E_PROCESS_GONE' });
      }),
    );

    test(
      'a signal reaches the very process that was meant, or none',
      spec.with(async (host, under) => {
        const pid = await under.startSleeper();
        const { started } = (await host.processes.get(pid))!;
        const boot = await host.processes.bootId();
        const ref = { pid, started, boot };
        if (!under.can.signals) {
          await expect(host.signal(ref, 'TERM')).rejects.toMatchObject({ code: 'E_SIGNAL_ABSENT' });
          return;
        }
        expect(await host.signal({ ...ref, started: `${started}1` }, 'TERM')).toBe(false);
        expect(await host.signal({ ...ref, boot: 'another' }, 'TERM')).toBe(false);
        expect(await host.processes.get(pid)).not.toBeNull();
        expect(await host.signal(ref, 'TERM')).toBe(true);
        while ((await host.processes.get(pid)) !== null) await host.sleep(5);
        expect(await host.signal(ref, 'TERM')).toBe(false);
      }),
    );

    test(
      'each sampled answer names the process that had accepted the connection',
      spec.with(async ({ http }, { web }) => {
        expect(await http.get(web.url)).toMatchObject({ status: 200, body: 'hello' });
        const answers = await http.sample(web.url, { connections: 20 });
        expect(
          answers.map((one) => (one instanceof Error ? one.message : [one.status, one.body, one.by?.pid])),
        ).toEqual(Array.from({ length: 20 }, () => [200, 'hello', web.pid]));
      }),
    );

    test(
      'connections that another process accepted are not asked when only some were wanted',
      spec.with(async ({ http }, { web }) => {
        const [wanted] = await http.sample(web.url, { connections: 1, acceptedBy: [web.pid] });
        expect(wanted).toMatchObject({ status: 200 });
        const [other] = await http.sample(web.url, { connections: 1, acceptedBy: [1] });
        expect(other).toMatchObject({ code: 'E_HTTP_OTHER_ACCEPTOR' });
      }),
    );

    test(
      'no answer is an error, never an answer',
      spec.with(async ({ http }, { web }) => {
        expect(await http.tcp('127.0.0.1', web.port)).toBe(true);
        expect(await http.tcp('127.0.0.1', 1)).toBe(false);
        await expect(http.get('http://127.0.0.1:1/')).rejects.toMatchObject({ code: 'E_HTTP_UNANSWERED' });
        const [answer] = await http.sample('http://127.0.0.1:1/', { connections: 1 });
        expect(answer).toMatchObject({ code: 'E_HTTP_UNANSWERED' });
      }),
    );
  });
}
