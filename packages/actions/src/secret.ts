import { type HostView, MaintError, type Millis, type Secret, typed } from '@flatnet-maint/core';
import { t } from './texts.ts';

const commandLimit: Millis = 10_000;
const most = 65_536;

/**
 * The secret itself, for the moment in which it is used: it belongs in no message, journal, argument or file of ours. One
 * newline at its end is dropped. E_SECRET_ABSENT where it cannot be had here, E_SECRET_OPEN where everybody could have it.
 */
export async function readSecret(host: HostView, secret: Secret): Promise<string> {
  if ('env' in secret) return fromEnv(secret.env);
  if ('file' in secret) return fromFile(host, secret.file);
  return fromCommand(host, secret.command);
}

function fromEnv(name: string): string {
  const value = process.env[name] ?? '';
  if (value !== '') return value;
  throw absent(t('secret-env', { name }), t('secret-env-next', { name }));
}

async function fromFile({ files, os }: HostView, path: string): Promise<string> {
  const real = await files.real(path);
  const stat = real === null ? null : await files.stat(real);
  if (real === null || stat?.kind !== 'file') throw absent(t('secret-file', { path }), t('secret-file-next', { path }));
  if (os === 'posix' && (stat.mode & 0o004) !== 0)
    throw new MaintError('E_SECRET_OPEN', t('secret-open', { path }), `chmod 600 ${typed(path)}`);
  const value = stat.bytes > most ? '' : withoutNewline(new TextDecoder().decode(await files.read(real)));
  if (value !== '') return value;
  throw absent(t('secret-file-odd', { path, most }), t('secret-file-next', { path }));
}

async function fromCommand(host: HostView, command: readonly [string, ...string[]]): Promise<string> {
  const [program] = command;
  // What it said may hold the secret: neither its output nor an error that carries it goes any further.
  const out = await host.query(command, { limit: commandLimit }).catch((error: unknown) => {
    if ((error as { killed?: boolean } | null)?.killed === true) throw error;
    return null;
  });
  const value = out === null || out.code !== 0 || out.cut ? '' : withoutNewline(out.stdout);
  if (value !== '') return value;
  const ended = out === null ? t('secret-no-end', { limit: commandLimit }) : String(out.code ?? out.signal);
  throw absent(t('secret-command', { program, ended }), t('secret-command-next', { program }));
}

const withoutNewline = (text: string): string => text.replace(/\r?\n$/, '');

const absent = (message: string, next: string): MaintError => new MaintError('E_SECRET_ABSENT', message, next);
