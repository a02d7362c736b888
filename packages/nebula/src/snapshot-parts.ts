import type { PartToTake } from '@flatnet-maint/actions';
import type { NebulaFacts } from './facts.ts';
import { standingOf } from './generations.ts';

/** Programs, configuration and PKI; what may hold a key is sealed, or kept where nobody else comes. */
export function partsOfSnapshot(facts: NebulaFacts): readonly PartToTake[] {
  const { program, cert, config, settings, keys } = facts;
  const standing = standingOf(facts);
  const secret = { private: true, sealed: sealedFor(facts) } as const;
  const pki = [
    { name: 'pki-authorities', file: settings?.ca ?? null },
    { name: 'pki-certificate', file: settings?.cert ?? null },
    { name: 'pki-key', file: settings?.key ?? null },
  ].flatMap(({ name, file }) =>
    file !== null && 'path' in file && file.sha256 !== null ? [{ name, path: file.path, ...secret }] : [],
  );
  const hasInlineKey = settings?.key != null && 'inline' in settings.key;
  // What could not be read may hold a key as well, and so may what stands where another configuration was chosen.
  const isOther = facts.chosen !== null && facts.chosen.config !== config;
  const mayHoldKey = hasInlineKey || settings === null || isOther;
  return [
    ...(standing.program === null ? [] : [{ name: 'nebula', path: program }]),
    ...(standing.cert === null ? [] : [{ name: 'nebula-cert', path: cert }]),
    // One by one, since what else lies in a folder may be a key.
    ...standing.config.map(({ path }, at) => ({
      name: standing.config.length === 1 ? 'config' : `config-${at + 1}`,
      path,
      ...(mayHoldKey ? secret : {}),
    })),
    ...pki,
    ...(keys.caKey === null ? [] : [{ name: 'pki-authority-key', path: keys.caKey, ...secret }]),
  ];
}

const sealedFor = ({ keys: { recipient, passphrase } }: NebulaFacts): NonNullable<PartToTake['sealed']> => ({
  ...(recipient === null ? {} : { recipient }),
  ...(passphrase === null ? {} : { passphrase }),
});
