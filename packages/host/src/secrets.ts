import { MaintError } from '@flatnet-maint/core';
import { t } from './texts.ts';

/** Looks a secret up by its name when it is about to be used. Its value is never part of an argument, an error or a journal. */
export type Secrets = (name: string) => Promise<string>;

const named = /\{secret:([A-Za-z0-9._-]+)\}/g;

/** The same record with each `{secret:NAME}` in a value replaced; for HTTP headers and the environment of a command. */
export async function withSecrets(
  values: Readonly<Record<string, string>> | undefined,
  secrets: Secrets | undefined,
): Promise<Record<string, string>> {
  const filled: Record<string, string> = {};
  for (const [key, value] of Object.entries(values ?? {})) {
    const found = new Map<string, string>();
    for (const [, name = ''] of value.matchAll(named)) found.set(name, await lookUp(name, secrets));
    filled[key] = value.replace(named, (_, name: string) => found.get(name) ?? '');
  }
  return filled;
}

async function lookUp(name: string, secrets: Secrets | undefined): Promise<string> {
  if (secrets) return secrets(name);
  throw new MaintError('E_SECRET_ABSENT', t('no-secret', { name }), t('name-secret', { name }));
}
