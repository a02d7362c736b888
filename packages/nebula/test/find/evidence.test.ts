import { type EvidencePiece, sha256 } from '@flatnet-maint/core';
import { expect, test } from 'vitest';
import { evidence } from '../../src/evidence.ts';
import { config, configOf, home, key, knownHost, pki, program } from './known-host.ts';

async function told(prepare: (host: ReturnType<typeof knownHost>) => void = () => {}) {
  const host = knownHost();
  host.installed();
  host.unit(`/bin/sh -c 'exec ${program} -config ${config} >> /var/log/nebula.log'`);
  host.runs();
  host.binary(`${program}.old`, 'dies');
  prepare(host);
  const { candidates } = await host.found();
  host.asked.length = 0;
  if (candidates[0] === undefined) throw new Error('nothing was found');
  const pieces = await evidence(candidates[0], host.hosts.view('local', 60_000));
  const text = (as: string) => {
    const piece = pieces.find((one) => one.as === as);
    return piece?.kind === 'text' ? piece.text : '';
  };
  const argvs = pieces.flatMap((one) => (one.kind === 'command' ? [one.argv.join(' ')] : []));
  return { ...host, pieces, text, argvs, names: pieces.map(({ as }) => as) };
}
const paths = (pieces: readonly EvidencePiece[]) => pieces.flatMap((one) => (one.kind === 'file' ? [one.path] : []));

test('programs are told with hash, rights and what each says of itself', async () => {
  const { text } = await told();
  const [live, cert, old] = text('programs.txt').split('\n');
  expect(live?.split('\t').slice(0, 2)).toEqual([sha256('1.6.1'), '0755 0:0']);
  expect(live).toContain(`${program}\t1.6.1`);
  expect(cert).toContain(`${home}/nebula-cert`);
  expect(old).toContain(`${program}.old\t-`);
});

test('configuration, certificates, unit, log, device and port are in it', async () => {
  const { pieces, text, argvs } = await told();
  expect(text(`files${config}`)).toContain('am_lighthouse: false');
  expect(paths(pieces)).toEqual(['/etc/systemd/system/nebula.service', '/var/log/nebula.log']);
  expect(argvs).toEqual([
    `${home}/nebula-cert -version`,
    `${home}/nebula-cert print -path ${pki}/ca.crt`,
    `${home}/nebula-cert print -path ${pki}/host1.crt`,
    'ip address show dev flat0',
    'ip route show dev flat0',
    'ss -lunp',
  ]);
});

test('a key that stands in the configuration is left out where it stands, and no key file is named', async () => {
  const { pieces, text } = await told(({ world }) => {
    world.file(config, configOf({ key: key('X25519') }), 0o600);
    world.file(`${pki}/ca.key`, key('ED25519'), 0o600);
  });
  expect(text(`files${config}`)).toContain('am_lighthouse: false');
  expect(text(`files${config}`)).toContain('***');
  expect(JSON.stringify(pieces)).not.toContain('c2VjcmV0');
  expect(paths(pieces).filter((path) => path.endsWith('.key'))).toEqual([]);
});

test('nebula-cert is not run where others can change it, and nothing is run by looking', async () => {
  const { argvs, asked } = await told((host) => host.binary(`${home}/nebula-cert`, '1.6.1', 0o777));
  expect(argvs.filter((one) => one.includes('nebula-cert'))).toEqual([]);
  expect(asked).toEqual([]);
});

test('what is gone by then is told as that', async () => {
  const { text } = await told((host) => host.world.remove(`${home}/nebula-cert`));
  expect(text('programs.txt')).toContain(`-\t${home}/nebula-cert`);
});
