import type { PartToTake } from '@flatnet-maint/actions';
import type { NebulaFacts } from './facts.ts';

/** Programs, configuration and PKI; what may hold a key is sealed, or kept where nobody else comes. */
export function partsOfSnapshot(facts: NebulaFacts): readonly PartToTake[] {
  const { program, programFile, cert, certFile, configFiles, settings, keys } = facts;
  const secret = { private: true, sealed: sealedFor(facts) } as const;
  const pki = [
    { name: 'pki-authorities', file: settings?.ca ?? null },
    { name: 'pki-certificate', file: settings?.cert ?? null },
    { name: 'pki-key', file: settings?.key ?? null },
  ].flatMap(({ name, file }) =>
    file !== null && 'path' in file && file.sha256 !== null ? [{ name, path: file.path, ...secret }] : [],
  );
  const hasInlineKey = settings?.key != null && 'inline' in settings.key;
  return [
    ...(programFile === null ? [] : [{ name: 'nebula', path: program }]),
    ...(certFile === null ? [] : [{ name: 'nebula-cert', path: cert }]),
    // One by one, since what else lies in a folder may be a key. What could not be read may hold one as well.
    ...configFiles.map(({ path }, at) => ({
      name: configFiles.length === 1 ? 'config' : `config-${at + 1}`,
      path,
      ...(hasInlineKey || settings === null ? secret : {}),
    })),
    ...pki,
    ...(keys.caKey === null ? [] : [{ name: 'pki-authority-key', path: keys.caKey, ...secret }]),
  ];
}

const sealedFor = ({ keys: { recipient, passphrase } }: NebulaFacts): NonNullable<PartToTake['sealed']> => ({
  ...(recipient === null ? {} : { recipient }),
  ...(passphrase === null ? {} : { passphrase }),
});
