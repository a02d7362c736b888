import { MaintError } from '@flatnet-maint/core';
import type { Scalar } from 'yaml';
import { yaml } from './lazy-yaml.ts';
import { t } from './texts.ts';

/** The image of one service as the file has it, before any variable is put in. */
export interface ImageLine {
  readonly service: string;
  readonly ref: string;
  /** Why it cannot be edited; null = it can. */
  readonly why: string | null;
}

interface Found extends ImageLine {
  readonly at: readonly [from: number, to: number];
}

/** The services of a compose file and their images. E_COMPOSE_SYNTAX (3). */
export const imageLines = (text: string, path: string): readonly ImageLine[] => found(text, path);

function found(text: string, path: string): readonly Found[] {
  const { isAlias, isMap, isScalar, parseDocument } = yaml();
  const document = parseDocument(text, { keepSourceTokens: true, version: '1.1', merge: true });
  const [problem] = document.errors;
  if (problem !== undefined) throw syntax(path, problem.message.split('\n')[0] ?? '');
  const services = document.get('services', true);
  if (!isMap(services)) throw syntax(path, t('compose-no-services'));
  return services.items.map(({ key, value }) => {
    const service = String(isScalar(key) ? key.value : key);
    const none = (why: string): Found => ({ service, ref: '', why, at: [0, 0] });
    if (!isMap(value)) return none(isAlias(value) ? t('image-alias') : t('image-none'));
    const image = value.get('image', true) as Scalar | undefined;
    if (image === undefined) return none(t('image-none'));
    if (isAlias(image)) return none(t('image-alias'));
    if (!isScalar(image) || typeof image.value !== 'string') return none(t('image-none'));
    const [from, to] = image.range as [number, number, number];
    const ref = image.value;
    if (ref.includes('$')) return { service, ref, why: t('image-variable', { ref }), at: [from, to] };
    // Written with escapes or over several lines: what stands there is not what it says.
    if (!text.slice(from, to).includes(ref)) return { service, ref, why: t('image-written'), at: [from, to] };
    return { service, ref, why: image.anchor === undefined ? null : t('image-alias'), at: [from, to] };
  });
}

/**
 * The same file with other images: nothing but these values changes, so that comments, quoting and order stay. E_COMPOSE_EDIT
 * where one of them cannot be edited, or anything else would change.
 */
export function withImages(text: string, path: string, wanted: Readonly<Record<string, string>>): string {
  const lines = found(text, path);
  let edited = text;
  for (const { service, ref, why, at } of [...lines].reverse()) {
    const next = wanted[service];
    if (next === undefined || next === ref) continue;
    if (why !== null)
      throw new MaintError('E_COMPOSE_EDIT', t('compose-edit', { path, service, why }), t('compose-edit-next'));
    const [from, to] = at;
    edited = `${edited.slice(0, from)}${edited.slice(from, to).replace(ref, () => next)}${edited.slice(to)}`;
  }
  const now = found(edited, path);
  const isAsWanted = lines.every(
    ({ service, ref }, n) => now[n]?.service === service && now[n].ref === (wanted[service] ?? ref),
  );
  if (!isAsWanted || now.length !== lines.length)
    throw new MaintError(
      'E_COMPOSE_EDIT',
      t('compose-edit', { path, service: Object.keys(wanted).join(', '), why: t('image-written') }),
      t('compose-edit-next'),
    );
  return edited;
}

const syntax = (path: string, why: string): MaintError =>
  new MaintError('E_COMPOSE_SYNTAX', t('compose-syntax', { path, why }), t('compose-syntax-next', { path }));
