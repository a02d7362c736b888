import type { Output } from '@flatnet-maint/core';
import { type HostUnderSpec, memoryHosts, type Profile, type ProgramCall } from '../src/index.ts';

const programs: Readonly<Record<string, (call: ProgramCall) => Partial<Output>>> = {
  print: ({ argv }) => ({ stdout: argv[1] ?? '' }),
  cat: ({ input }) => ({ stdout: input }),
  exit: ({ argv }) => ({ code: Number(argv[1]) }),
  variable: ({ argv, env }) => ({ stdout: env[argv[1] ?? ''] ?? '' }),
  hang: () => ({ took: Number.POSITIVE_INFINITY }),
  bytes: ({ argv }) => ({ stdout: 'x'.repeat(Number(argv[1])) }),
};

/** A memory host with a table of programs, a web server and a process to signal. */
export async function memoryUnderSpec(profile: Profile): Promise<HostUnderSpec> {
  const hosts = memoryHosts({ profile });
  const { world } = hosts;
  const slash = profile === 'windows' ? '\\' : '/';
  const folder = profile === 'windows' ? 'F:\\spec' : '/spec';
  world.folder(folder);
  for (const [name, program] of Object.entries(programs)) world.programs.set(name, program);
  const exe = profile === 'windows' ? 'F:\\bin\\web.exe' : '/bin/web';
  world.file(exe, 'a web server', 0o755);
  const { pid } = world.start({ exe, listens: [{ port: 8080 }] });
  world.serve({ port: 8080, answer: () => ({ status: 200, body: 'hello' }) });
  return {
    hosts,
    id: 'local',
    folder,
    can: { slash, modes: true, caseMatters: profile === 'posix', signals: profile === 'posix' },
    argv: {
      prints: (text) => ['print', text],
      copiesInput: () => ['cat'],
      endsWith: (code) => ['exit', String(code)],
      printsVariable: (name) => ['variable', name],
      hangs: () => ['hang'],
      printsBytes: (count) => ['bytes', String(count)],
    },
    web: { url: 'http://127.0.0.1:8080/', port: 8080, pid },
    startSleeper: async () => world.start({ exe }).pid,
    dispose: async () => undefined,
  };
}
