import { lastLines } from '@flatnet-maint/actions';
import { type HostView, MaintError, typed } from '@flatnet-maint/core';
import type { Certificate } from './facts.ts';
import { t } from './texts.ts';

/** Certificates of a file or of a text, as nebula-cert reads them. E_NEBULA_CERT when it cannot, E_COMMAND_ABSENT without it. */
export async function readCertificates(
  host: HostView,
  program: string,
  from: { readonly path: string } | { readonly text: string },
): Promise<readonly Certificate[]> {
  const printed = (path: string) => host.query([program, 'print', '-json', '-path', path], { limit: 5_000 });
  // A pipe of ours is a socket, which nobody can open as /dev/stdin.
  const out =
    'path' in from
      ? await printed(from.path)
      : await host.scratch(async (folder, files) => {
          await files.write(`${folder}/certificate`, from.text);
          return printed(`${folder}/certificate`);
        });
  if (out.code === 0) return parseCertificates(out.stdout);
  const said = lastLines(out.stderr) || lastLines(out.stdout);
  const [path, next] =
    'path' in from
      ? [from.path, `${typed(program)} print -path ${typed(from.path)}`]
      : [t('inline-pem'), t('certificates-unread-next')];
  throw new MaintError('E_NEBULA_CERT', t('cert-unread', { path, said }), next);
}

/** Up to 1.9 it prints one object a line, with `ips`; later ones an array, with `networks` and a version. */
export function parseCertificates(printed: string): readonly Certificate[] {
  try {
    const text = printed.trim();
    const values: unknown[] = text.startsWith('[')
      ? (JSON.parse(text) as unknown[])
      : text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line) as unknown]));
    return values.map(certificateOf);
  } catch (cause) {
    throw new MaintError('E_NEBULA_CERT', t('cert-odd'), t('cert-odd-next'), { cause });
  }
}

type Printed = {
  readonly details?: {
    readonly name?: string;
    readonly isCa?: boolean;
    readonly ips?: readonly string[] | null;
    readonly networks?: readonly string[] | null;
    readonly notAfter?: string;
    readonly issuer?: string;
  };
  readonly fingerprint?: string;
  readonly version?: number;
};

function certificateOf(value: unknown): Certificate {
  const { details, fingerprint, version } = value as Printed;
  const { notAfter } = details ?? {};
  if (
    details === undefined ||
    notAfter === undefined ||
    Number.isNaN(Date.parse(notAfter)) ||
    fingerprint === undefined
  )
    throw new TypeError('notAfter, fingerprint');
  return {
    name: details.name ?? '',
    isCa: details.isCa === true,
    networks: details.networks ?? details.ips ?? [],
    notAfter,
    fingerprint,
    issuer: details.issuer ?? '',
    version: version ?? 1,
  };
}

/** The first from which on Nebula reads certificates of version 2. */
export const readsSecond = '1.10';
