import type { Entry, Plan } from '@flatnet-maint/core';
import { coreTexts } from '@flatnet-maint/core';
import { flatnetTexts } from 'flatnet';
import { plan as handMade } from './recorded.ts';

const flat = flatnetTexts.en;
const core = coreTexts.en;

/* The journals of recorded.ts are worded by hand; here their words become such as the library writes. */
const wordings: readonly (readonly [string, string])[] = [
  ['arm the dead-man', flat('arm-dead-man', { service: 'flatnet-maint-guard' })],
  ['unpack 1.26.3', flat('record-generation', { generation: '1.26.3-ab12' })],
  ['nginx -t with the new build', flat('write-ready-way', { generation: '1.26.3-ab12' })],
  ['let long requests end', flat('record-generation', { generation: '1.25.3-cd34' })],
  ['keep configuration and routes', flat('write-ready-way', { generation: '1.25.3-cd34' })],
  ['point live at 1.26.3', flat('write-ready-way', { generation: '1.26.3' })],
  ['start the new master', flat('record-generation', { generation: '1.26.3' })],
  ['end the old master', flat('record-generation', { generation: '1.25.3' })],
  ['routes are carried by the boot file', flat('not-compared', { probes: 'latency, errors' })],
  ['syntax is ok', flat('could-not-ask', { why: 'EAGAIN' })],
  ['1.26.3 answers', '1.26.3'],
  ['3 routes', '3'],
  ['502 from /api/status', flat('could-not-ask', { why: 'ECONNREFUSED' })],
  ['api failed twice: ', ''],
  ['all probes passed for 30 s', core('old-serves')],
  ['40 of 40 are 1.25.3', core('old-serves')],
  ['the new master did not start within 9 s', flat('changed-by-run', { run: 'r1', why: 'EIO' })],
  ['read-only file system', flat('state-unwritable', { state: '/srv/state', why: 'EROFS' })],
  ['nginx: unknown directive \\"fo\\u001b[31mo\\"', flat('could-not-ask', { why: 'EIO' })],
  ['Look at it.', core('see-status')],
];

export function reworded<T extends Plan | readonly Entry[]>(value: T): T {
  let text = JSON.stringify(value);
  for (const [by, how] of wordings) text = text.replaceAll(by, JSON.stringify(how).slice(1, -1));
  return JSON.parse(text) as T;
}
export const plan = reworded(handMade);

/** Taken out before a text is searched for English: it is the same in every language. */
const same: readonly RegExp[] = [
  // What a program printed, and what is to be typed, quoted.
  /`[^`]*`/g,
  /"[^"]*"/g,
  // A name of more than one word.
  /\bJSON Schema\b/g,
  // Codes and signals.
  /\bE_[A-Z_]+\b/g,
  /\bSIG[A-Z]+\b/g,
  // Commands to type, with their words, options, names and capitals that stand for a value.
  /flatnet-maint(?: (?:--?[\w-]+|<[\w.]+>|\[[\w.]+\]|[A-Z]+\b|\d[\w.-]*|r1\b|(?:COMMANDS)\b))*/g,
  /--[a-z][\w-]*(?: [A-Z]+\b)*/g,
  // Paths, addresses, versions, and ids: dotted, dashed or with a digit.
  /[\w.~-]*\/[\w./:-]+/g,
  /\b[A-Za-z][\w-]*[.-][\w.-]*\w/g,
  /\b\w*\d[\w.-]*/g,
];
const words =
  'abort|add|adopt|attach|backup|bash|cni|compare|completion|config|confirm|dashboards|deadman|detached|end|evidence|export|fetch|fish|gateway|import|init|install-self|open|plan|protect|prune|rehearse|releases|resume|rollback|runs|schema|show|silence|site|snapshots|status|unprotect|upgrade|verify|zsh';
const taken = same.map((form) => new RegExp(form.source.replace('COMMANDS', words), form.flags));

/**
 * English that a Japanese reader meets: two words of Latin letters or more, one after the other, once everything that is the
 * same in every language is taken out. A single word may be a name (`nginx`, `JSON`), words with commas between a list of names.
 */
export function englishIn(text: string): readonly string[] {
  const rest = taken.reduce((left, form) => left.replaceAll(form, '§'), text);
  return (rest.match(/[A-Za-z]+(?: [A-Za-z]+)+[^\n]*/g) ?? []).filter((found) => !pairs.test(found));
}

/** Pairs that are two names: what is done to what, as it is typed. */
const pairs = new RegExp(`^(?:${words}|emergency) (?:${words})(?![ ,;:]+[A-Za-z])`);
