import type { Output } from '@flatnet-maint/core';
import type { MemoryProcess, MemoryService, ProgramCall, World } from '@flatnet-maint/testkit';
import type { NebulaSite } from '../../src/facts.ts';

export const bin = '/usr/local/bin';
export const program = `${bin}/nebula`;
export const certProgram = `${bin}/nebula-cert`;
export const config = '/etc/nebula/config.yml';
export const own = '10.100.0.2';
export const peerAddress = '10.100.0.1';
const service = 'nebula';

export const configText = (extra = ''): string =>
  `pki: { ca: /etc/nebula/ca.crt, cert: /etc/nebula/host.crt, key: /etc/nebula/host.key }
lighthouse: { am_lighthouse: false }
listen: { port: 4242 }
${extra}`;

/** A certificate as nebula-cert of 1.6 and 1.9 prints it. */
export const printed = (name: string, how: { ips?: readonly string[]; issuer?: string; notAfter?: string } = {}) =>
  JSON.stringify({
    details: {
      ...{ groups: [], ips: how.ips ?? [], isCa: how.issuer === undefined, issuer: how.issuer ?? '', name },
      ...{ notAfter: how.notAfter ?? '2126-01-01T00:00:00Z', notBefore: '2026-01-01T00:00:00Z', subnets: [] },
    },
    fingerprint: `finger-of-${name}`,
  });

export interface LogLine {
  readonly pid: number;
  readonly at: number;
  readonly text: string;
}

/**
 * As much of Nebula, its service manager and the host at the other end as an upgrade meets. A program is its text:
 * `nebula 1.9.3` is sound; with `dies 1000` behind it, it ends that many milliseconds after each start; anything else ends at
 * once, and the order to start it ends well all the same. A configuration with `refused: 1.9.3` is refused by that version.
 */
export class ToyNebula {
  readonly world: World;
  readonly unit: MemoryService;
  readonly log: LogLine[] = [];
  /** Milliseconds after which the manager starts again what died; null = never. */
  restarts: number | null = null;
  /** How often it did since the last order. */
  restarted = 0;
  /** What each end says of the other, and of itself. */
  isCut = false;
  isBackCut = false;
  status = '{"open":null}';

  constructor(world: World, how: Partial<Omit<MemoryService, 'since'>> = {}) {
    this.world = world;
    world.file(program, 'nebula 1.6.1', 0o755);
    world.file(certProgram, 'nebula-cert 1.6.1', 0o755);
    world.file(config, configText(), 0o600);
    world.file('/etc/nebula/ca.crt', printed('Flatnet'));
    world.file('/etc/nebula/host.crt', printed('host1', { ips: [`${own}/16`], issuer: 'finger-of-Flatnet' }));
    world.file('/etc/nebula/host.key', 'a key', 0o600);
    world.file('/proc/stat', `cpu 1 2\nbtime ${Date.parse('2026-01-01T00:00:00Z') / 1000 - 60}\n`);
    world.file('/proc/net/tcp', '  sl  local_address rem_address   st\n');
    this.#hearStarts();
    for (const name of ['nebula', 'nebula-cert']) world.programs.set(name, (call) => this.#program(call));
    world.programs.set('ping', ({ argv }) => this.#ping(argv.at(-1) ?? ''));
    world.programs.set('journalctl', ({ argv }) => this.#journal(argv));
    world.programs.set('systemctl', () => ({ stdout: `${this.restarted}\n` }));
    world.programs.set('ask-hub', () => (this.isUp && !this.isBackCut ? {} : { code: 1, stderr: '100% packet loss' }));
    world.programs.set('status-hub', () => ({ stdout: this.status }));
    const toy = this;
    world.serve({
      get port() {
        return toy.isUp ? 8080 : -1;
      },
      hostname: peerAddress,
      answer: () => null,
    });
    const argv = [program, '-config', config];
    this.unit = world.service(service, { state: 'running', process: { exe: program, argv }, ...how });
  }

  /** Whether the tunnel carries anything: the service runs a sound program, and nothing is cut on the way. */
  get isUp(): boolean {
    const process = this.unit.pid === null ? undefined : this.world.processes.get(this.unit.pid);
    return process !== undefined && !this.isCut && textOf(process).startsWith('nebula ');
  }

  says(pid: number, text: string): void {
    this.log.push({ pid, at: this.world.clock.wall().getTime(), text });
  }

  /** The world starts a process, and the toy what this one does of itself. */
  #hearStarts(): void {
    const { world } = this;
    const start = world.start.bind(world);
    world.start = (spec) => {
      const process = start(spec);
      if (spec.service === service) this.#begins(process);
      return process;
    };
  }

  #begins(process: MemoryProcess): void {
    const text = textOf(process);
    const sound = text.startsWith('nebula ') && accepts(text, this.world.text(config) ?? '');
    const dies = /dies (\d+)/.exec(text)?.[1];
    this.says(process.pid, sound ? 'level=info msg="Nebula interface is active"' : 'level=error msg="no good"');
    if (dies !== undefined || !sound) this.world.clock.after(sound ? Number(dies) : 1, () => this.#dies(process.pid));
  }

  #dies(pid: number): void {
    const isOurs = this.unit.pid === pid;
    this.world.end(pid);
    if (!isOurs || this.restarts === null) return;
    // Between two tries the manager calls it neither failed nor up.
    this.unit.state = 'starting';
    this.world.clock.after(this.restarts, () => {
      if (this.unit.state !== 'starting') return;
      this.restarted += 1;
      this.unit.state = 'stopped';
      this.world.startService(service);
    });
  }

  #program({ argv: [path, ...words] }: ProgramCall): Partial<Output> {
    const { world } = this;
    const text = world.text(path ?? '') ?? '';
    const version = /^nebula(-cert)? (\S+)/.exec(text)?.[2];
    if (version === undefined) return { code: 126, stderr: 'exec format error' };
    if (words[0] === '-version') return { stdout: `Version: ${version}\n` };
    if (words[0] === '-test') {
      const read = world.text(words[2] ?? '');
      if (read === null) return { code: 1, stdout: `stat ${words[2]}: no such file` };
      return accepts(text, read) ? {} : { code: 1, stdout: 'level=error msg="Failed to start" error="refused"' };
    }
    const printedOf = world.text(words[3] ?? '');
    return printedOf === null || !/^[{[]/.test(printedOf)
      ? { code: 1, stderr: `error while reading ${words[3]}` }
      : { stdout: `${printedOf}\n` };
  }

  #ping(address: string): Partial<Output> {
    if (address === '-V') return {};
    if (!this.isUp || this.unit.pid === null) return { code: 1, stdout: `1 packets transmitted, 0 received\n` };
    const pid = this.unit.pid;
    const hand = `level=info msg="Handshake message received" certName=hub vpnIp=${address}`;
    if (!this.log.some((line) => line.pid === pid && line.text === hand)) this.says(pid, hand);
    return {};
  }

  #journal(argv: readonly string[]): Partial<Output> {
    const pid = argv.find((word) => word.startsWith('_PID='))?.slice(5);
    const since = Number(/^-(\d+)s$/.exec(argv[argv.indexOf('--since') + 1] ?? '')?.[1] ?? Number.POSITIVE_INFINITY);
    const from = this.world.clock.wall().getTime() - since * 1_000;
    const lines = this.log.filter((line) => line.at >= from && (pid === undefined || line.pid === Number(pid)));
    return { stdout: lines.map(({ text }) => `${text}\n`).join('') };
  }
}

const textOf = ({ program: file }: MemoryProcess): string =>
  file?.kind === 'file' ? new TextDecoder().decode(file.bytes) : '';
const accepts = (text: string, read: string): boolean => {
  const refusing = /refused: (\S+)/.exec(read)?.[1];
  return refusing === undefined || !text.startsWith(`nebula ${refusing}`);
};

/** What the service runs, by its text; null = nothing. */
export const runs = (world: World): string | null => {
  const pid = world.services.get(service)?.pid ?? null;
  const process = pid === null ? undefined : world.processes.get(pid);
  return process === undefined ? null : textOf(process);
};

export const siteWith = (how: Partial<NebulaSite> = {}): NebulaSite => ({
  ...{ program, cert: certProgram, config, service, generations: '/usr/local/generations/nebula', log: null },
  peers: [
    {
      ...{ name: 'hub', address: peerAddress, port: 8080, asks: ['ask-hub'], status: ['status-hub'] },
      ...{ version: null, confirms: null },
    },
  ],
  keys: { recipient: null, passphrase: null, caKey: null },
  soak: 0,
  verify: [],
  ...how,
});
