import { expect, test } from 'vitest';
import { mainSource, parseListFile, parseSourcesFile } from '../src/parts/apt-sources.ts';

test('a one-line source gives its options, suite and components', () => {
  const text = `# comment
deb-src http://mirror.example/debian trixie main
deb [arch=amd64 signed-by=/usr/share/keyrings/some.gpg] http://mirror.example/debian trixie main contrib # why
`;
  expect(parseListFile(text)).toEqual([
    {
      uri: 'http://mirror.example/debian',
      suites: ['trixie'],
      components: ['main', 'contrib'],
      signedBy: '/usr/share/keyrings/some.gpg',
    },
  ]);
});

test('a deb822 stanza may hold comments, continued lines and several suites, and a disabled one counts for nothing', () => {
  const text = `Types: deb deb-src
# http://snapshot.example/archive
URIs: http://mirror.example/debian
Suites: bookworm
 bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Enabled: no
Types: deb
URIs: http://other.example/
Suites: bookworm
Components: main
`;
  expect(parseSourcesFile(text)).toEqual([
    {
      uri: 'http://mirror.example/debian',
      suites: ['bookworm', 'bookworm-updates'],
      components: ['main'],
      signedBy: '/usr/share/keyrings/debian-archive-keyring.gpg',
    },
  ]);
});

test('a key written into the stanza itself is not taken for a file', () => {
  const text = `Types: deb
URIs: http://mirror.example/debian
Suites: trixie
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mDMEZ
`;
  expect(parseSourcesFile(text)[0]).not.toHaveProperty('signedBy');
});

test('the main source is neither the security archive, nor a third party, nor a disc', () => {
  const sources = parseListFile(`deb cdrom:[Debian]/ bookworm main
deb http://security.example/debian-security bookworm-security main
deb http://vendor.example/apt bookworm stable
deb http://mirror.example/debian bookworm main
`);
  expect(mainSource(sources, 'bookworm')?.uri).toBe('http://mirror.example/debian');
  expect(mainSource(sources, 'trixie')).toBeUndefined();
});

test('a machine that follows "stable" by that name has its main source too', () => {
  expect(mainSource(parseListFile('deb http://mirror.example/debian stable main\n'), 'trixie')?.uri).toBe(
    'http://mirror.example/debian',
  );
});
