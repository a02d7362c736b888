import type { Component, Json, Settings } from '@flatnet-maint/core';
import { z } from 'zod';
import { components } from '../components.ts';
import { siteSchemaOf } from '../site/schema.ts';

/** What an editor shows of the keys that every part has. Lists are walked through: `verify.limit` is the limit of each check. */
const common: Readonly<Record<string, string>> = {
  generations: 'Where what is kept of it lies',
  soak: 'How long all probes must stay passed before commit',
  verify: 'Checks of your own; each `id` stands once',
  'verify.id': 'Its name in plans and reports',
  'verify.command': 'A program and its arguments; no shell reads them. Exit code 0 is a pass',
  'verify.limit': 'At which the program and all that it started are ended',
  retention: 'What `snapshots prune` leaves; what is still needed stays in any case',
  'retention.generations': 'So many of the newest of each kind stay, whatever their age',
  'retention.days': 'What is younger stays, whatever its number',
  releases: 'Versions that may be installed; each `version` stands once',
  sources: 'Where more releases are had from: folders or addresses with an index.json; each stands once',
  'sources.path': 'A folder; either this or `url`',
  'sources.url': 'An address; either this or `path`',
  'sources.key': 'File of a minisign or PGP public key; nothing is taken that it did not sign',
  'releases.version': 'In quotes, or YAML takes 1.30 for the number 1.3',
  'releases.path': 'The archive, a folder, or for a component that is one program that file; either this or `source`',
  'releases.sha256': 'Of the file; nothing is used before it was verified',
  'releases.source': 'A git checkout or bare repository, only read: the release is built from a clean clone of it',
  'releases.commit': 'The one commit that is built, all 40 digits, in quotes',
  'releases.command': 'What builds it: a program and its arguments; no shell reads them. Exit code 0 is a success',
  'releases.output': 'What the command makes, relative to `folder`',
  'releases.folder': 'Where the command runs, in the clone; its top if absent',
  'releases.limit': 'At which the build and all that it started are ended',
  'releases.as': 'The user who builds; the owner of `source` if absent. Never root, unless the source is root’s own',
};

/** The same of what a component says of its part. */
const ofSettings = (settings: Settings, before = ''): readonly (readonly [string, string])[] =>
  Object.entries(settings).flatMap(([key, setting]) => [
    [`${before}${key}`, setting.about] as const,
    ...(setting.kind === 'group' || setting.kind === 'each' ? ofSettings(setting.keys, `${before}${key}.`) : []),
  ]);

const silenceWords: Readonly<Record<string, string>> = {
  silence: 'The alarms that are silenced while something is changed; without it, none is',
  'silence.alertmanager': 'Its address, such as http://127.0.0.1:9093; without a password',
  'silence.prometheus': 'Its address: which rules are loaded, and whether alerts of anything else begin to fire',
  'silence.need': '`required`: nothing is changed while it cannot be had; `best-effort`: that is told',
  'silence.lease': 'So long after this program is gone a silence ends by itself',
  'silence.matchers': 'Of each component the labels of its alerts, as Prometheus writes them: component="gateway"',
};

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly additionalProperties?: Node | boolean;
  description?: string;
}

/** JSON Schema (draft 2020-12) of flatnet.yaml as people write it. That a name stands once in its list is not in it. */
export function siteSchemaDocument(known: readonly Component<never, Json>[] = components): Json {
  const schema = z.toJSONSchema(siteSchemaOf(known), { io: 'input' }) as Node;
  describe(schema, {
    lang: 'What people read, unless --lang says otherwise; else the language of the login',
    ...silenceWords,
    ...Object.fromEntries(known.map(({ id }) => [`silence.matchers.${id}`, `Which alerts ${id} itself makes`])),
    ...Object.fromEntries(known.flatMap(({ id, about }) => (about === undefined ? [] : [[id, about]]))),
  });
  for (const { id, settings = {} } of known)
    describe(schema.properties?.[id] ?? {}, { ...common, ...Object.fromEntries(ofSettings(settings)) });
  return { title: 'The site file of flatnet-maint', ...schema } as unknown as Json;
}

function describe(node: Node, texts: Readonly<Record<string, string>>, before = ''): void {
  // Of a group by name, each has the same keys.
  const named = typeof node.additionalProperties === 'object' ? node.additionalProperties : null;
  for (const [key, value] of Object.entries((node.items ?? named ?? node).properties ?? {})) {
    const text = texts[`${before}${key}`];
    if (text !== undefined) value.description = text;
    describe(value, texts, `${before}${key}.`);
  }
}
