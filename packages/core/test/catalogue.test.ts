import { describe, expect, test } from 'vitest';
import { catalogue, translator } from '../src/index.ts';

const one = catalogue({
  absent: { en: '{path} is not there.', ja: '{path} がありません。' },
  'absent-release': {
    en: '{path} is not there; release {version} should lie in it.',
    ja: '{path} がありません。リリース {version} があるはずの場所です。',
  },
  nothing: { en: 'Nothing was changed.', ja: '何も変更していません。' },
  twice: { en: 'Give {id}, and only {id}.', ja: '{id} だけを指定してください。' },
});
const two = catalogue({
  blocked: { en: '{id} blocks: {why}', ja: '{id} が妨げています: {why}' },
  kept: { en: 'keeps {what}', ja: '{what} を残します' },
  packed: { en: '{path} is damaged: {why}.', ja: '{path} は壊れています: {why}。' },
});
const ja = translator([one, two], 'ja');

describe('a catalogue', () => {
  test('fills the values in, in any language', () => {
    expect(one.en('absent', { path: '/srv/日本 語' })).toBe('/srv/日本 語 is not there.');
    expect(one.in('ja', 'absent', { path: '/a' })).toBe('/a がありません。');
  });
  test('leaves a brace alone that holds no value of its own', () => {
    expect(one.en('absent', { path: '{path}$&' })).toBe('{path}$& is not there.');
  });
});

describe('English of the journal in the language of the reader', () => {
  test('is found by its form, the longer text first', () => {
    expect(ja('/a b is not there.')).toBe('/a b がありません。');
    expect(ja('/a is not there; release 1.2 should lie in it.')).toBe(
      '/a がありません。リリース 1.2 があるはずの場所です。',
    );
    expect(ja('Give x, and only x.')).toBe('x だけを指定してください。');
    expect(ja('Give x, and only y.')).toBe('Give x, and only y.');
  });
  test('is translated sentence by sentence, and inside of a value', () => {
    expect(ja('/a is not there. Nothing was changed.')).toBe('/a がありません。何も変更していません。');
    expect(ja('gateway blocks: /a is not there. Nothing was changed.')).toBe(
      'gateway が妨げています: /a がありません。何も変更していません。',
    );
  });
  test('is translated element by element of a list, and after the name of what it is about', () => {
    expect(ja('nginx; keeps /a; keeps /b; /c is not there.')).toBe(
      'nginx; /a を残します; /b を残します; /c がありません。',
    );
    expect(ja('gateway.lay: keeps /a')).toBe('gateway.lay: /a を残します');
  });
  test('is read so that most of it is known', () => {
    // As one text it would be damaged for the reason `bad header. Nothing was changed`.
    expect(ja('/a is damaged: bad header. Nothing was changed.')).toBe(
      '/a は壊れています: bad header。何も変更していません。',
    );
    expect(ja('nginx: [emerg] no. Nothing was changed.')).toBe('nginx: [emerg] no. 何も変更していません。');
    expect(ja('/a. b: c; d is not there.')).toBe('/a. b: c; d がありません。');
  });
  test('stays as it is where no catalogue knows it', () => {
    expect(ja('nginx: [emerg] bind() failed')).toBe('nginx: [emerg] bind() failed');
    expect(translator([one, two], 'en')('/a is not there.')).toBe('/a is not there.');
  });
});
