import { expect, test } from 'vitest';
import { nextWords, wordsOf } from '../src/index.ts';

test('the command that a text names as next comes as the words that a shell would make of it', () => {
  const text = "Written: /etc/x\nNext: flatnet-maint adopt gateway --tree '/srv/a b/it'\\''s' --start\n";
  expect(nextWords(text)).toEqual(['adopt', 'gateway', '--tree', "/srv/a b/it's", '--start']);
});

test('a text that names a deed, and no command, gives none', () => {
  expect(nextWords('Next: Start Nebula first.')).toBeNull();
});

test('an open quote is no line of a shell', () => {
  expect(() => wordsOf("adopt 'gateway")).toThrow('an open quote');
});
