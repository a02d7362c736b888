import { describeError } from '@flatnet-maint/core';
import { Encrypter } from 'age-encryption';
import { expect, test } from 'vitest';
import { identitiesIn, type Keys, openBytes, sealBytes } from '../src/age.ts';
import { checkRecipient } from '../src/index.ts';

/** As age-keygen 1.1.1 wrote it, and two files that age 1.1.1 sealed: for that key, and with the passphrase `correct horse`. */
const keyFile = `# created: 2026-11-26T02:31:22Z
# public key: age1c562yu7whyqg8v2u7e6xhqkncgcqpxuc0m89azy8ukea7tvfe5tq8usgty

AGE-SECRET-KEY-13YQKMFGR0V2E7MD5XEPH5J8AFALYUWMUNKS4W5GWXDUH4MP4PZCQUJK6EQ
`;
const recipient = 'age1c562yu7whyqg8v2u7e6xhqkncgcqpxuc0m89azy8ukea7tvfe5tq8usgty';
const forRecipient =
  'YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBtbUgxa1RtSjFRM0gvWlBMVzVMK0ZieG02dnZBeG1kTXdrcUtpeHpVc0M0ClViVEdvcHVjVDFsdWk5TXNLVXI2ZlhWVkZLaTB5N1dxZTRqRklVYlRVZ1UKLS0tIHV6NHdTZ0RvU0Q3UVlEZ3h5d2owT1BkRmhvRWFRYmhUbnNha2VJelpuWTQKhpkkOJM8ucH/D4lKCoIy3DFLFyuXukXmJ8fCsIZBzJxLuCLM6b2ugmc+1QAuo+SMmcPj4io=';
const withPassphrase =
  'YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCA2YktvalJ4eHQ0NTZEeitpaVNCMFJRIDE4CnJmMTdGeHY3V1h5dlExT0V2bzI0ZkczQ3QzRjM5UkZxR3RpVnRvRGFENWsKLS0tIFZwZGt1ZjhIN0RZS25ta0tPd0JFOTY4WVdQQ2YrWlJzN1BSdXM2aFkzaE0KtDXLRyhuwGu7J95P0Ixjyg8mRMwv9sROhky7f5Hd+GExiYwi16fICJZHoGrnT4SuD9bjwlk=';
const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64');
const text = (plain: Uint8Array | string): string =>
  typeof plain === 'string' ? plain : Buffer.from(plain).toString();
const keys = async (more: Partial<Keys> = {}): Promise<Keys> => ({
  identities: await identitiesIn(keyFile, 'key'),
  passphrase: null,
  ...more,
});

test('what another program sealed opens with the key file of another program', async () => {
  expect(text(await openBytes(bytes(forRecipient), await keys()))).toBe('plain bytes of a key\n');
});

test('a passphrase opens what another program sealed with it', { timeout: 60_000 }, async () => {
  const opened = await openBytes(bytes(withPassphrase), { identities: [], passphrase: 'correct horse' });
  expect(text(opened)).toBe('plain bytes of a key\n');
});

test('another passphrase is told as another one, and so is a key where a passphrase is wanted', async () => {
  const encrypter = new Encrypter();
  encrypter.setPassphrase('correct horse');
  encrypter.setScryptWorkFactor(8);
  const sealed = await encrypter.encrypt('key');
  expect(text(await openBytes(sealed, { identities: [], passphrase: 'correct horse' }))).toBe('key');
  expect(await openBytes(sealed, { identities: [], passphrase: 'correct horse ' })).toBe('other-key');
  expect(await openBytes(sealed, await keys())).toBe('other-key');
});

test('each changed byte of what is sealed is told, and none of them opens', async () => {
  const sealed = await sealBytes(Buffer.from('key'), { recipient });
  expect(text(await openBytes(sealed, await keys()))).toBe('key');
  for (const at of [0, 30, sealed.length - 40, sealed.length - 1]) {
    const bad = Uint8Array.from(sealed);
    bad[at] = (bad[at] ?? 0) ^ 1;
    expect(typeof (await openBytes(bad, await keys())), `byte ${at}`).toBe('string');
  }
  expect(await openBytes(sealed.subarray(0, -1), await keys())).toBe('damaged');
});

test.each([
  'age1c562yu7whyqg8v2u7e6xhqkncgcqpxuc0m89azy8ukea7tvfe5tq8usgtx',
  'age1tag1qt8lw0ual6avlwmwatk888yqnmdamm7xfd0wak53ut6elz5c4swx2yqdj4e',
  'ssh-ed25519 AAAA',
  '',
])('%j is no recipient', async (one) => {
  await expect(checkRecipient(one)).rejects.toMatchObject({ code: 'E_RECIPIENT_FORM', exit: 2 });
  await expect(checkRecipient(recipient)).resolves.toBe(undefined);
});

test('a key file that is none is refused by its line, and what stands there is not told', async () => {
  const canary = '-----BEGIN OPENSSH PRIVATE KEY-----';
  const refusal = async (content: string) => {
    const { code, message, next } = describeError(await identitiesIn(content, '/k').catch((error: unknown) => error));
    return `${code} ${message} ${next}`;
  };
  expect(await refusal(`# a comment\n${canary}\n`)).toMatch(/^E_IDENTITY_FORM Line 2 of \/k/);
  expect(await refusal(`# a comment\n${canary}\n`)).not.toContain('OPENSSH');
  expect(await refusal('# nothing but a comment\n')).toMatch(/^E_IDENTITY_FORM/);
  expect(await refusal('age-encryption.org/v1\n-> scrypt x 18\n')).toContain('itself sealed with a passphrase');
});
