import type { Json } from '@flatnet-maint/core';
import { z } from 'zod';
import { siteSchema } from '../site/schema.ts';

/** What an editor shows of a key. Lists are walked through: `verify.limit` is the limit of each check. */
const described: Readonly<Record<string, string>> = {
  lang: 'What people read, unless --lang says otherwise; else the language of the login',
  gateway: 'The nginx or OpenResty that users reach the Flatnet through',
  'gateway.home': 'The tree that runs: a link to a generation, or the tree itself. Paths are relative to this file',
  'gateway.config': 'The nginx.conf that -c names, where it is not the one of the tree',
  'gateway.generations': 'Where kept trees lie; generations/gateway beside home if absent',
  'gateway.service': 'The unit that starts the gateway at boot, if there is one',
  'gateway.probes': 'Addresses that are asked whether the gateway works',
  'gateway.probes.site': 'What users see',
  'gateway.probes.api': 'What containers register at',
  'gateway.routes': 'Routes that live in the memory of nginx',
  'gateway.routes.boot': 'File in the tree that a new master reads its routes from',
  'gateway.drain': 'File in the tree; while it is there, every answer asks the client to connect anew',
  'gateway.soak': 'How long all probes must stay passed before commit',
  'gateway.drainLimit': 'How long the old workers may finish what they serve',
  'gateway.verify': 'Checks of your own; each `id` stands once',
  'gateway.verify.id': 'Its name in plans and reports',
  'gateway.verify.command': 'A program and its arguments; no shell reads them. Exit code 0 is a pass',
  'gateway.verify.limit': 'At which the program and all that it started are ended',
  'gateway.retention': 'What `snapshots prune` leaves; what is still needed stays in any case',
  'gateway.retention.generations': 'So many of the newest of each kind stay, whatever their age',
  'gateway.retention.days': 'What is younger stays, whatever its number',
  'gateway.releases': 'Versions that may be installed; each `version` stands once',
  'gateway.sources': 'Where more releases are had from: folders or addresses with an index.json; each stands once',
  'gateway.sources.path': 'A folder; either this or `url`',
  'gateway.sources.url': 'An address; either this or `path`',
  'gateway.sources.key': 'File of a minisign or PGP public key; nothing is taken that it did not sign',
  'gateway.releases.version': 'In quotes, or YAML takes 1.30 for the number 1.3',
  'gateway.releases.path': 'The archive',
  'gateway.releases.sha256': 'Of the archive; nothing is used before it was verified',
};

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  description?: string;
}

/** JSON Schema (draft 2020-12) of flatnet.yaml as people write it. That a name stands once in its list is not in it. */
export function siteSchemaDocument(): Json {
  const schema = z.toJSONSchema(siteSchema, { io: 'input' }) as Node;
  describe(schema, '');
  return { title: 'The site file of flatnet-maint', ...schema } as unknown as Json;
}

function describe(node: Node, before: string): void {
  for (const [key, value] of Object.entries((node.items ?? node).properties ?? {})) {
    const text = described[`${before}${key}`];
    if (text !== undefined) value.description = text;
    describe(value, `${before}${key}.`);
  }
}
