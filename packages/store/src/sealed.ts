import { canonical, type Json, MaintError, sha256 } from '@flatnet-maint/core';
import { t } from './texts.ts';

const FORMAT = 1;

/** A record as text that carries the sha256 of its own content, so that a torn or damaged one is noticed when it is read. */
export function seal(kind: string, content: Json): string {
  const body = { format: FORMAT, kind, content };
  return written({ ...body, sha256: sha256(canonical(body)) });
}

const written = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The content of a sealed record; throws E_RECORD_DAMAGED with what is wrong. The seal finds accidents, not an attacker. */
export function unseal(path: string, kind: string, text: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw damaged(path, text === '' ? t('record-empty') : t('record-no-json'), cause);
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw damaged(path, t('record-none'));
  const { sha256: said, ...body } = value as { sha256?: Json; format?: Json; kind?: Json; content?: Json };
  if (said !== sha256(canonical(body))) throw damaged(path, t('record-digest'));
  // A cut or a change that leaves the meaning is damage all the same: the disk that did it does not stop there.
  if (text !== written(value)) throw damaged(path, t('record-text'));
  if (body.format !== FORMAT) {
    throw damaged(path, t('record-format', { format: canonical(body.format ?? null), known: FORMAT }));
  }
  if (body.kind !== kind || body.content === undefined) {
    throw damaged(path, t('record-kind', { kind: canonical(body.kind ?? null), wanted: kind }));
  }
  return body.content;
}

function damaged(path: string, reason: string, cause?: unknown): MaintError {
  return new MaintError('E_RECORD_DAMAGED', t('record-damaged', { path, why: reason }), t('record-damaged-next'), {
    cause,
  });
}
