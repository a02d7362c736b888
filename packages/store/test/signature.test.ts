import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createMessage, generateKey, readPrivateKey, sign as signPgp } from 'openpgp';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkSignature } from '../src/check-signature.ts';
import { disk } from './disk-files.ts';

const release = Buffer.from('genuine\n');
/** Made by minisign itself, of a file that holds `genuine`; the secret key was thrown away. */
const genuine = {
  key: 'untrusted comment: minisign public key 10699EDF58A648A6\nRWSmSKZY355pEN3/5ee4LdF2+uK3de2TrJk5VAUOc5Go73wRfJqkx1/2\n',
  signature: [
    'untrusted comment: signature from minisign secret key',
    'RUSmSKZY355pEG5dOYf9FRPYw6SAZltQQMI9vp8dzlBhCH71zVynhXNQG6tL6kgkUqUvcYjmO+tySDSrjw7m3NWBcmc39LPROQ8=',
    'trusted comment: timestamp:1795614538\tfile:release.bin\thashed',
    'nTeCV5e0sae23Dn6gcgsRLaXuwOQy9NDrij0JgYwqlmQhYv3lqaK+wcn1Rk95gPyNACR6HtavApoirqgcOopAQ==',
    '',
  ].join('\n'),
  legacy: [
    'untrusted comment: signature from minisign secret key',
    'RWSmSKZY355pEHkr0BC6J2F77yxM7gcoKRIGcb7zOiSf2sxyAzuY8rpaAigTltreLSlzyiBtdvPa7gZGT2joxyvcL3N6W0QfigM=',
    'trusted comment: timestamp:1795614538\tfile:release.bin',
    '6AkQuH26Nm8oLE4RlEjttvKhX13LzBQwN8jLwYslV5X/qFaJi3EYmceyoY1NlRuNCvFYyI15eeeg1mmimr0QAQ==',
    '',
  ].join('\n'),
};

/** The verdict over a signature: `good`, `another key`, or the code of the refusal. */
async function verdict(
  key: string | Uint8Array,
  signature: string | Uint8Array,
  file: Uint8Array = release,
): Promise<string> {
  const { files, root } = disk();
  writeFileSync(`${root}/key`, key);
  const signed = { named: 'the signature', bytes: Buffer.from(signature) };
  return checkSignature(files, `${root}/key`, { named: 'the file', bytes: file }, signed).then(
    () => 'good',
    (error: { code: string; message: string }) => (/another key/.test(error.message) ? 'another key' : error.code),
  );
}
const changed = Buffer.from('Genuine\n');

describe('minisign', () => {
  test('what minisign itself signed is good, in both of its forms, by the key file or its one line', async () => {
    expect(await verdict(genuine.key, genuine.signature)).toBe('good');
    expect(await verdict(genuine.key, genuine.legacy)).toBe('good');
    expect(await verdict(genuine.key.split('\n')[1] ?? '', genuine.signature)).toBe('good');
    expect(await verdict(genuine.key.replaceAll('\n', '\r\n'), genuine.signature.replaceAll('\n', '\r\n'))).toBe(
      'good',
    );
  });

  const lines = genuine.signature.split('\n');
  const swapped = (at: number, line: string) => lines.with(at, line).join('\n');
  test.each<[string, string, Buffer?]>([
    ['the signature of another file', genuine.signature, changed],
    ['the legacy signature of another file', genuine.legacy, changed],
    ['a changed trusted comment', swapped(2, lines[2]!.replace('1795614538', '1895614538'))],
    ['a turned bit in the signature', swapped(1, `${lines[1]!.slice(0, 60)}A${lines[1]!.slice(61)}`)],
    ['a comment that belongs to the other signature', swapped(3, genuine.legacy.split('\n')[3]!)],
    ['the prehashed kind claimed for a legacy one', swapped(1, genuine.legacy.split('\n')[1]!.replace('RW', 'RU'))],
    ['a line missing', lines.slice(0, 3).join('\n')],
    ['a line more', `${genuine.signature}more\n`],
    ['letters that are no base64', swapped(1, `${lines[1]!.slice(0, -4)}!!!=`)],
    ['no comment', swapped(0, 'signature')],
    ['nothing in it', ''],
    ['a PGP signature instead', '-----BEGIN PGP SIGNATURE-----\n\nabcd\n-----END PGP SIGNATURE-----\n'],
    ['bytes', randomBytes(200).toString('latin1')],
  ])('%s is refused', async (_what, signature, file) => {
    expect(await verdict(genuine.key, signature, file)).toBe('E_SIGNATURE_BAD');
  });

  test('a signature by another key is refused, also one that claims the number of ours', async () => {
    const other = minisigner();
    expect(await verdict(other.key, other.sign(release))).toBe('good');
    expect(await verdict(genuine.key, other.sign(release))).toBe('another key');
    const claimed = minisigner(Buffer.from(genuine.key.split('\n')[1] ?? '', 'base64').subarray(2, 10));
    expect(await verdict(genuine.key, claimed.sign(release))).toBe('E_SIGNATURE_BAD');
  });
});

describe('PGP', () => {
  let ours: Awaited<ReturnType<typeof pgp>>;
  let theirs: Awaited<ReturnType<typeof pgp>>;
  beforeAll(async () => {
    ours = await pgp();
    theirs = await pgp();
  });

  test('a detached signature is good, in letters or in binary, by a key in letters or in binary', async () => {
    expect(await verdict(ours.key, await ours.sign(release))).toBe('good');
    expect(await verdict(ours.binaryKey, await ours.sign(release, 'binary'))).toBe('good');
  });

  test('of another file, by another key, altered, damaged or of the other kind is refused', async () => {
    const good = (await ours.sign(release, 'binary')) as Uint8Array;
    const turned = Uint8Array.from(good);
    turned[turned.length - 5] = turned[turned.length - 5]! ^ 1;
    expect(await verdict(ours.key, good, changed)).toBe('E_SIGNATURE_BAD');
    expect(await verdict(ours.key, await theirs.sign(release))).toBe('another key');
    expect(await verdict(ours.key, turned)).toBe('E_SIGNATURE_BAD');
    expect(await verdict(ours.key, good.subarray(0, 30))).toBe('E_SIGNATURE_BAD');
    expect(await verdict(ours.key, 'no signature')).toBe('E_SIGNATURE_BAD');
    expect(await verdict(ours.key, '')).toBe('E_SIGNATURE_BAD');
    expect(await verdict(ours.key, genuine.signature)).toBe('E_SIGNATURE_BAD');
  });
});

test('a key file that is neither kind is a fault of the site file', async () => {
  for (const key of ['', 'ssh-ed25519 AAAA', genuine.signature, randomBytes(60)]) {
    expect(await verdict(key, genuine.signature)).toBe('E_SIGNATURE_KEY');
  }
});

function minisigner(id: Buffer = randomBytes(8)) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  return {
    key: `untrusted comment: test\n${Buffer.concat([Buffer.from('Ed'), id, raw]).toString('base64')}\n`,
    sign(file: Buffer): string {
      const inner = sign(null, createHash('blake2b512').update(file).digest(), privateKey);
      const comment = 'timestamp:1';
      const outer = sign(null, Buffer.concat([inner, Buffer.from(comment)]), privateKey);
      const main = Buffer.concat([Buffer.from('ED'), id, inner]).toString('base64');
      return `untrusted comment: x\n${main}\ntrusted comment: ${comment}\n${outer.toString('base64')}\n`;
    },
  };
}

async function pgp() {
  const pair = await generateKey({ userIDs: [{ name: 'Maker', email: 'maker@example.org' }], type: 'ecc' });
  const key = await readPrivateKey({ armoredKey: pair.privateKey });
  return {
    key: pair.publicKey,
    binaryKey: key.toPublic().write(),
    async sign(file: Buffer, format: 'armored' | 'binary' = 'armored'): Promise<string | Uint8Array> {
      const message = await createMessage({ binary: file });
      return (await signPgp({ message, signingKeys: key, detached: true, format } as never)) as string | Uint8Array;
    },
  };
}
