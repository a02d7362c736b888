import { sha256 } from '@flatnet-maint/core';
import { memoryHosts, type ProgramCall } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { configPasses } from '../src/inquiries/config-passes.ts';
import { filesAsPlanned } from '../src/inquiries/files-as-planned.ts';
import { listenersAnswer } from '../src/inquiries/listeners-answer.ts';
import { peerAnswers } from '../src/inquiries/peer-answers.ts';
import { peersIdle } from '../src/inquiries/peers-idle.ts';
import { reportsVersion } from '../src/inquiries/reports-version.ts';
import { runsProgram } from '../src/inquiries/runs-program.ts';
import { runsSteadily } from '../src/inquiries/runs-steadily.ts';
import { shookHands } from '../src/inquiries/shook-hands.ts';
import { config, configText, own, peerAddress, program, ToyNebula } from './support/toy-nebula.ts';

function begun(how: ConstructorParameters<typeof ToyNebula>[1] = {}) {
  const { world, view } = memoryHosts({ profile: 'posix' });
  const toy = new ToyNebula(world, how);
  return { toy, world, host: view('local', 600_000), pid: toy.unit.pid ?? 0 };
}
const said = (text: string) => expect.stringContaining(text);

describe('the service runs the program', () => {
  const args = { service: 'nebula', program, sha256: sha256('nebula 1.6.1'), version: '1.6.1' };

  test('when its process is of these bytes and of this path', async () => {
    const { host } = begun();
    expect(await runsProgram.ask(args, host)).toMatchObject({ ok: true, detail: said('runs nebula 1.6.1') });
  });

  test('not when only the file is of these bytes, and what runs is what lay there before', async () => {
    const { world, host } = begun();
    world.file(program, 'nebula 1.9.3', 0o755);
    const wanted = { ...args, sha256: sha256('nebula 1.9.3'), version: '1.9.3' };
    expect(await runsProgram.ask(wanted, host)).toMatchObject({ ok: false, value: args.sha256 });
  });

  test('not when the same bytes run from another place', async () => {
    const { world, host } = begun({ process: { exe: '/opt/nebula' } });
    world.file('/opt/nebula', 'nebula 1.6.1', 0o755);
    world.stopService('nebula');
    world.startService('nebula');
    expect(await runsProgram.ask(args, host)).toMatchObject({ ok: false, detail: said('/opt/nebula') });
  });

  test('not when it is stopped or absent, and says so', async () => {
    const { host } = begun({ state: 'stopped' });
    expect(await runsProgram.ask(args, host)).toMatchObject({ ok: false, detail: said('stopped') });
    const absent = runsProgram.ask({ ...args, service: 'other' }, host);
    expect(await absent).toMatchObject({ ok: false, detail: said('absent') });
  });
});

describe('the service runs steadily', () => {
  const asked = async (text: string, restarts: number | null) => {
    const { toy, world, host } = begun({ state: 'stopped' });
    toy.restarts = restarts;
    world.file(program, text, 0o755);
    world.startService('nebula');
    const answers = [];
    for (let n = 0; n < 4; n += 1)
      answers.push(await runsSteadily.ask({ service: 'nebula', log: null, watch: 2_000 }, host));
    return answers;
  };

  test('while one process is seen through', async () => {
    expect(await asked('nebula 1.9.3', null)).toMatchObject(Array(4).fill({ ok: true, value: [] }));
  });

  test('not when it dies after five seconds', async () => {
    expect((await asked('nebula 1.9.3 dies 5000', null)).map(({ ok }) => ok)).toEqual([true, true, false, false]);
  });

  test('not when its manager started it again meanwhile, however quickly', async () => {
    const answers = await asked('nebula 1.9.3 dies 5000', 10);
    expect(answers.map(({ ok, value }) => [ok, value])).toEqual([
      [true, []],
      [true, []],
      [false, ['1']],
      [true, ['1']],
    ]);
  });

  test('not when it ended at once, and its last words are told', async () => {
    const [answer] = await asked('rubbish', null);
    expect(answer).toMatchObject({ ok: false, detail: said('no good') });
  });

  test('not when it ended at once without a word, and what was logged long before is no word of it', async () => {
    const { toy, world, host } = begun();
    world.stopService('nebula');
    toy.log.length = 0;
    toy.log.push({ pid: 1, at: world.clock.wall().getTime() - 240_000, text: 'Goodbye' });
    const answer = await runsSteadily.ask({ service: 'nebula', log: null, watch: 100 }, host);
    expect(answer).toMatchObject({ ok: false, detail: expect.stringMatching(/its log: -$/) });
  });

  test('and how often it was started again is unknown where the manager does not say it', async () => {
    const { world, host } = begun();
    world.programs.set('systemctl', () => ({ stdout: '\n' }));
    expect(await runsSteadily.ask({ service: 'nebula', log: null, watch: 100 }, host)).toMatchObject({
      ok: true,
      value: ['?'],
    });
  });
});

describe('a peer answers', () => {
  const args = { name: 'hub', address: peerAddress, port: 8080, asks: ['ask-hub'] };

  test('when ping, TCP and the way back are well', async () => {
    expect(await peerAnswers.ask(args, begun().host)).toMatchObject({ ok: true, value: 0 });
  });

  test('not at all while the tunnel is cut, and each way is told by itself', async () => {
    const { toy, host } = begun();
    toy.isCut = true;
    const answer = await peerAnswers.ask(args, host);
    expect(answer).toMatchObject({ ok: false, value: 3 });
    for (const text of ['0 received', 'port 8080', '100% packet loss']) expect(answer.detail).toContain(text);
  });

  test('not when it cannot reach us, though we reach it', async () => {
    const { toy, host } = begun();
    toy.isBackCut = true;
    const answer = await peerAnswers.ask(args, host);
    expect(answer).toMatchObject({ ok: false, value: 1, detail: said('hub does not reach this host') });
  });

  test('not when nobody can be asked whether it reaches us', async () => {
    const absent = await peerAnswers.ask({ ...args, asks: ['no-such-program'] }, begun().host);
    expect(absent).toMatchObject({ ok: false, detail: said('no such program') });
  });

  test('not when its port takes no connection', async () => {
    const answer = await peerAnswers.ask({ ...args, port: 22, asks: null }, begun().host);
    expect(answer).toMatchObject({ ok: false, value: 1, detail: said('port 22') });
  });

  test('by a ping alone, where nothing else is named', async () => {
    expect(await peerAnswers.ask({ ...args, port: null, asks: null }, begun().host)).toMatchObject({ ok: true });
  });
});

describe('hands were shaken', () => {
  const args = { service: 'nebula', log: null, peers: [peerAddress, '10.100.0.10'] };
  const begins = 'level=info msg="Nebula interface is active" interface=nebula1';
  const received = (address: string) =>
    `level=info msg="Handshake message received" certName=hub udpAddr="192.0.2.1:4242" ${address}`;
  /** A tunnel of which the log says only this, with a log of its own for each process. */
  async function met(lines: (pid: number) => readonly (readonly [pid: number, text: string])[], log = args) {
    const { toy, world, host, pid } = begun();
    world.programs.set('ping', () => ({}));
    toy.log.length = 0;
    for (const [by, text] of lines(pid)) toy.says(by, text);
    return shookHands.ask(log, host);
  }

  test.each([
    ['up to 1.9', `vpnIp=${peerAddress}`],
    ['since 1.10', `vpnAddrs="[${peerAddress}]"`],
    ['as JSON', `"vpnAddrs":["${peerAddress}"]`],
  ])('with a peer that the log names as it does %s, and not with one whose address begins like it', async (_, form) => {
    const answer = await met((pid) => [
      [pid, begins],
      [pid, received(form)],
    ]);
    expect(answer).toMatchObject({ ok: true, value: [peerAddress] });
  });

  test('not with a peer that was only asked, and not in what the process before has logged', async () => {
    const answer = await met((pid) => [
      [pid - 1, received(`vpnIp=${peerAddress}`)],
      [pid, begins],
      [pid, `level=info msg="Handshake message sent" vpnIp=${peerAddress}`],
    ]);
    expect(answer).toMatchObject({ ok: true, value: [] });
  });

  test('with whoever answers a ping, where it runs for so long that the log does not hold its start any more', async () => {
    const answer = await met((pid) => [[pid, 'level=info msg="Tunnel status"']]);
    expect(answer).toMatchObject({ value: args.peers, detail: said('no longer in the log') });
  });

  test('with nobody who does not answer a ping, whatever the log says', async () => {
    const { toy, host, pid } = begun();
    toy.says(pid, received(`vpnIp=${peerAddress}`));
    toy.isCut = true;
    expect(await shookHands.ask(args, host)).toMatchObject({ ok: true, value: [] });
  });

  test('is not asked where nothing runs', async () => {
    expect(await shookHands.ask(args, begun({ state: 'stopped' }).host)).toMatchObject({ ok: false });
  });

  test('cannot be asked where the journal cannot', async () => {
    const { world, host } = begun();
    world.programs.set('journalctl', ({ spends }: ProgramCall) => spends(60_000) as Promise<undefined>);
    await expect(shookHands.ask(args, host)).rejects.toMatchObject({ code: 'E_LIMIT' });
  });

  describe('in a log file', () => {
    const log = '/var/log/nebula.log';
    // The world's machine came up a minute before its clock begins, and its first process after 50 seconds.
    const at = (second: number) => new Date(Date.parse('2026-01-01T00:00:00Z') - 60_000 + second * 1_000);
    const line = (second: number, text: string) => `time="${at(second).toISOString()}" ${text}`;
    const asked = async (lines: readonly string[]) => {
      const { world, host } = begun();
      world.file(log, `${lines.join('\n')}\n`);
      return shookHands.ask({ ...args, log, peers: [peerAddress] }, host);
    };
    const hand = received(`vpnIp=${peerAddress}`);

    test('what was written before the process began is another’s', async () => {
      expect(await asked([line(40, begins), line(41, hand), line(51, begins)])).toMatchObject({ value: [] });
      const answer = await asked([line(40, begins), line(51, begins), line(52, hand)]);
      expect(answer).toMatchObject({ value: [peerAddress] });
    });

    test('also where lines are JSON, and those that tell no time are nobody’s', async () => {
      const json = (second: number, msg: string, rest: object = {}) =>
        JSON.stringify({ level: 'info', msg, time: at(second).toISOString(), ...rest });
      const hands = json(52, 'Handshake message received', { vpnIp: peerAddress });
      expect(await asked([json(51, 'Nebula interface is active'), hands])).toMatchObject({ value: [peerAddress] });
      expect(await asked([json(51, 'Nebula interface is active'), hand])).toMatchObject({ value: [] });
    });

    test('that is not there, the ping counts', async () => {
      const answer = await shookHands.ask({ ...args, log: '/var/log/none', peers: [peerAddress] }, begun().host);
      expect(answer).toMatchObject({ value: [peerAddress], detail: said('no longer in the log') });
    });
  });
});

test('what listens in the tunnel is what takes connections on that very address', async () => {
  const { world, host } = begun();
  const listening = (address: string, port: number) => world.start({ exe: '/x', listens: [{ address, port }] });
  listening(own, 8443);
  listening(own, 443);
  listening('0.0.0.0', 22);
  listening('10.100.0.20', 80);
  const answer = await listenersAnswer.ask({ address: own }, host);
  expect(answer).toMatchObject({ ok: true, value: [`${own}:443`, `${own}:8443`] });
  expect((await listenersAnswer.ask({ address: '10.9.9.9' }, host)).value).toEqual([]);
});

describe('a staged program', () => {
  test('is of the version that it reports', async () => {
    const { host } = begun();
    expect(await reportsVersion.ask({ program, version: '1.6.1' }, host)).toMatchObject({ ok: true });
    const other = await reportsVersion.ask({ program, version: '1.6' }, host);
    expect(other).toMatchObject({ ok: false, value: '1.6.1', final: true });
  });

  test('that is none is of no version', async () => {
    const { world, host } = begun();
    world.file(program, 'rubbish', 0o755);
    const answer = await reportsVersion.ask({ program, version: '1.6.1' }, host);
    expect(answer).toMatchObject({ ok: false, value: null, final: true });
  });

  test('takes a configuration or says why not', async () => {
    const { world, host } = begun();
    const args = { program, config, folder: '/' };
    expect(await configPasses.ask(args, host)).toMatchObject({ ok: true, final: false });
    world.file(config, configText('refused: 1.6.1\n'));
    expect(await configPasses.ask(args, host)).toMatchObject({ ok: false, final: true, detail: said('refused') });
  });

  test('is asked in the folder in which the service runs, since paths may be relative to it', async () => {
    const { world, host } = begun();
    const folders: string[] = [];
    world.programs.set('nebula', ({ cwd }) => void folders.push(cwd));
    await configPasses.ask({ program, config, folder: '/etc/nebula' }, host);
    expect(folders).toEqual(['/etc/nebula']);
  });
});

test('what was backed up is as planned until somebody changes or removes it', async () => {
  const { world, host } = begun();
  const files = [
    { path: program, sha256: sha256('nebula 1.6.1') },
    { path: config, sha256: sha256(configText()) },
  ];
  expect(await filesAsPlanned.ask({ files }, host)).toMatchObject({ ok: true, value: [] });
  world.file(program, 'theirs');
  world.remove(config);
  const answer = await filesAsPlanned.ask({ files }, host);
  expect(answer).toMatchObject({ ok: false, final: true, value: [program, config] });
});

describe('peers are idle', () => {
  const asked = (stdout: string) => {
    const { toy, host } = begun();
    toy.status = stdout;
    return peersIdle.ask({ peers: [{ name: 'hub', status: ['status-hub'] }] }, host);
  };

  test('when they say that no run is open', async () => {
    expect(await asked('{"open":null,"last":null}')).toMatchObject({ ok: true, value: 0 });
  });

  test('not while one has a run open, which is named', async () => {
    const answer = await asked('{"open":{"run":"20260101-upgrade-nebula"}}');
    expect(answer).toMatchObject({ ok: false, final: true, detail: said('the run 20260101-upgrade-nebula is open') });
  });

  test.each(['', 'Permission denied', '{}', '[]', 'null', '42'])('not when one says %j', async (stdout) => {
    const told = `hub did not say whether a run is open there: ${stdout || '-'}`;
    expect(await asked(stdout), 'in a moment it may say').toMatchObject({ ok: false, final: false, detail: told });
  });

  test('not when one of them cannot be asked, though the other is', async () => {
    const peers = [
      { name: 'hub', status: ['status-hub'] },
      { name: 'two', status: ['no-such-program'] },
    ];
    const answer = await peersIdle.ask({ peers }, begun().host);
    expect(answer).toMatchObject({ ok: false, value: 1, detail: said('two did not say') });
  });
});
