import { MaintError } from '@flatnet-maint/core';
import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { t } from '../texts.ts';

/** A YAML text that can say where each of its values stands. */
export interface YamlFile {
  readonly value: unknown;
  /** `file:line:column` of the value at a place, or of the nearest group around it. */
  at(place: readonly PropertyKey[]): string;
  /** `file:line:column` of a key itself. */
  atKey(place: readonly PropertyKey[], key: string): string;
}

/** Refuses what YAML refuses, and what it only warns of; keys that stand twice are among the first. */
export function readYaml(path: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const point = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  const wrong = document.errors[0] ?? document.warnings[0];
  if (wrong !== undefined) throw syntaxError(point(wrong.pos[0]), (where) => describe(where, wrong, text));
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    throw syntaxError(point(0), (where) => t('site-syntax', { where, what: (error as Error).message }));
  }
  return {
    value,
    at: (place) => point(nodeAt(document, place)?.range?.[0] ?? 0),
    atKey(place, key) {
      const map = nodeAt(document, place);
      const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : null;
      return point((isScalar(pair?.key) ? pair.key : map)?.range?.[0] ?? 0);
    },
  };
}

function nodeAt(document: Document, place: readonly PropertyKey[]): Node | null {
  for (let length = place.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(place.slice(0, length), true);
    if (typeof node === 'object' && node !== null) return node as Node;
  }
  return null;
}

function describe(
  where: string,
  wrong: { readonly code: string; readonly message: string; readonly pos: [number, number] },
  text: string,
) {
  if (wrong.code === 'MULTIPLE_DOCS') return t('site-second-document', { where });
  if (wrong.code !== 'DUPLICATE_KEY') return t('site-syntax', { where, what: wrong.message.replace(/\.?$/, '.') });
  const key = /^[^:\r\n]*/.exec(text.slice(wrong.pos[0]))?.[0].trim() ?? '';
  return t('site-key-twice', { where, key });
}

function syntaxError(where: string, what: (where: string) => string): MaintError {
  return new MaintError('E_SITE_SYNTAX', `${what(where)} ${t('nothing-started')}`, t('site-correct', { where }), {
    exit: 2,
  });
}
