import { memoryHosts } from '@flatnet-maint/testkit';
import { describe, expect, test } from 'vitest';
import { parseCertificates, readCertificates } from '../src/certificates.ts';
import { certProgram, printed, ToyNebula } from './support/toy-nebula.ts';

/** Of nebula-cert 1.6.1: one object a line, for an authority without addresses. */
const lines = `{"details":{"groups":[],"ips":["10.100.1.1/16"],"isCa":false,"issuer":"f3ccd6b38768b08ef131c72cceba99561aa8cf6202c381efe070a75433002da1","name":"host1","notAfter":"2027-11-26T02:21:24Z","notBefore":"2026-11-26T02:21:25Z","publicKey":"0329eea19ad1d5eaa417e4ae850684c555250bc5ea1353084c1e0475dd0c5f6d","subnets":[]},"fingerprint":"0e0a3f97f8060b3646692835cc699fea76770f4e128c1106f7f11a42beaedff3","signature":"5c4d651ebee110fc"}
{"details":{"groups":[],"ips":[],"isCa":true,"issuer":"","name":"Flatnet","notAfter":"2027-11-26T02:21:25Z","notBefore":"2026-11-26T02:21:25Z","publicKey":"f492bca0ff626970f27a56b4dff3f755e12c411cb3a7aa0e0a1a3e9cb8a51812","subnets":[]},"fingerprint":"f3ccd6b38768b08ef131c72cceba99561aa8cf6202c381efe070a75433002da1","signature":"3be7862a4d4b834f"}
`;
/** Since 1.10: an array, with networks and a version. */
const array = JSON.stringify(
  [
    {
      details: {
        ...{ groups: null, isCa: false, issuer: 'f3cc', name: 'host1', networks: ['10.100.1.1/16', 'fd00::1/64'] },
        ...{ notAfter: '2027-11-26T02:21:24Z', notBefore: '2026-11-26T02:21:25Z', unsafeNetworks: null },
      },
      ...{ curve: 'CURVE25519', fingerprint: '0e0a', publicKey: '0329', signature: '5c4d', version: 2 },
    },
    {
      details: { isCa: true, issuer: '', name: 'Flatnet', networks: null, notAfter: '2027-11-26T11:21:25+09:00' },
      ...{ fingerprint: 'f3cc', version: 1 },
    },
  ],
  null,
  2,
);

describe('a printed certificate', () => {
  test('of 1.6 and 1.9 is a line', () => {
    expect(parseCertificates(lines)).toEqual([
      {
        ...{ name: 'host1', isCa: false, networks: ['10.100.1.1/16'], notAfter: '2027-11-26T02:21:24Z', version: 1 },
        fingerprint: '0e0a3f97f8060b3646692835cc699fea76770f4e128c1106f7f11a42beaedff3',
        issuer: 'f3ccd6b38768b08ef131c72cceba99561aa8cf6202c381efe070a75433002da1',
      },
      {
        ...{ name: 'Flatnet', isCa: true, networks: [], notAfter: '2027-11-26T02:21:25Z', version: 1, issuer: '' },
        fingerprint: 'f3ccd6b38768b08ef131c72cceba99561aa8cf6202c381efe070a75433002da1',
      },
    ]);
  });

  test('of later ones is an entry of an array, with a version', () => {
    expect(parseCertificates(array)).toMatchObject([
      { name: 'host1', isCa: false, networks: ['10.100.1.1/16', 'fd00::1/64'], version: 2, issuer: 'f3cc' },
      { name: 'Flatnet', isCa: true, networks: [], version: 1, notAfter: '2027-11-26T11:21:25+09:00' },
    ]);
  });

  test.each([
    ['without its end', printed('a').replace(/"notAfter":"[^"]+",/, '')],
    ['with an end that is no time', printed('a', { notAfter: 'soon' })],
    ['without a fingerprint', printed('a').replace('fingerprint', 'print')],
    ['that has no details', '{}'],
    ['that is null', '[null]'],
    ['that is no JSON', 'NebulaCertificate {'],
  ])('%s is none', (_, text) => {
    expect(() => parseCertificates(text)).toThrow(expect.objectContaining({ code: 'E_NEBULA_CERT' }));
  });
});

describe('certificates are read', () => {
  const begun = () => {
    const { world, view } = memoryHosts({ profile: 'posix' });
    new ToyNebula(world);
    return { world, host: view('local', 60_000) };
  };

  test('from a file', async () => {
    const { host } = begun();
    const [one] = await readCertificates(host, certProgram, { path: '/etc/nebula/host.crt' });
    expect(one).toMatchObject({ name: 'host1', issuer: 'finger-of-Flatnet' });
  });

  test('from a text, and nothing of it stays', async () => {
    const { world, host } = begun();
    const [one] = await readCertificates(host, certProgram, { text: printed('inline') });
    expect(one?.name).toBe('inline');
    expect(world.tree.node(`/tmp/scratch-${world.scratches}`)).toBeNull();
  });

  test('or it is said what nebula-cert says of them, and where they are', async () => {
    const { world, host } = begun();
    world.file('/etc/nebula/host.crt', 'rubbish');
    await expect(readCertificates(host, certProgram, { path: '/etc/nebula/host.crt' })).rejects.toMatchObject({
      message: expect.stringMatching(/does not read \/etc\/nebula\/host\.crt: error while reading/),
      next: `${certProgram} print -path /etc/nebula/host.crt`,
    });
    const inline = readCertificates(host, certProgram, { text: 'rubbish' });
    await expect(inline).rejects.toMatchObject({ message: expect.stringContaining('the configuration itself') });
  });
});
