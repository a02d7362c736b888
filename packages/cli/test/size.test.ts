import { expect, test } from 'vitest';
import { sizeText } from '../src/render/size.ts';
import { sayIn } from '../src/say.ts';

test('a size is told in a unit that tells it from nothing', () => {
  const said = [null, 0, 347, 40_000, 104_857, 104_960, 2_097_152].map((bytes) => sizeText(bytes, sayIn('en')));
  expect(said).toEqual(['', '0.0 KiB', '0.3 KiB', '39.1 KiB', '102.4 KiB', '0.1 MiB', '2.0 MiB']);
});
