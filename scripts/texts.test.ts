import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Catalogue, filled, languages } from '../packages/core/src/catalogue.ts';
import { translator } from '../packages/core/src/translator.ts';

const root = join(import.meta.dirname, '..');
const catalogues = await Promise.all(
  globSync('packages/*/src/texts.ts', { cwd: root })
    .sort()
    .map(async (path): Promise<[name: string, Catalogue]> => {
      const { texts } = (await import(join(root, path))) as { texts: Catalogue };
      return [path.split('/')[1] ?? '', texts];
    }),
);
const entries = catalogues.flatMap(([name, { texts }]) =>
  Object.entries(texts).map(([key, text]) => ({ key: `${name}: ${key}`, text })),
);
const namesIn = (text: string) => [...new Set([...text.matchAll(/\{([A-Za-z]\w*)\}/g)].map((found) => found[1] ?? ''))];
const ja = translator(
  catalogues.map(([, one]) => one),
  'ja',
);

/** The English with each value blank, and the Japanese with each value numbered as the English has it. */
function shape({ en, ja }: { en: string; ja: string }): [string, string] {
  const order = namesIn(en);
  const numbered = (text: string) =>
    text.replace(/\{([A-Za-z]\w*)\}/g, (_, name: string) => `{${order.indexOf(name)}}`);
  return [en.replace(/\{[A-Za-z]\w*\}/g, '{}'), numbered(ja)];
}

describe('every text of every catalogue', () => {
  test('stands in each language, with the same values', () => {
    expect(entries.length).toBeGreaterThan(300);
    const bad = entries.filter(({ text }) =>
      languages.some(
        (language) =>
          (text[language] ?? '').trim() === '' ||
          namesIn(text[language]).sort().join() !== namesIn(text.en).sort().join(),
      ),
    );
    expect(bad).toEqual([]);
  });

  test('is Japanese in Japanese', () => {
    const bad = entries.filter(
      ({ text }) =>
        !/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(text.ja) || /[a-z] [a-z]+ [a-z]+ [a-z]+ /.test(text.ja),
    );
    expect(bad).toEqual([]);
  });

  test('has words enough to be found again by them', () => {
    const bad = entries.filter(
      ({ text }) => namesIn(text.en).length > 0 && text.en.replace(/\{[A-Za-z]\w*\}/g, '').length < 6,
    );
    expect(bad).toEqual([]);
    // Nothing but a space between two values: nobody could tell where the first ends.
    expect(entries.filter(({ text }) => /\}\s*\{/.test(text.en))).toEqual([]);
  });

  test('is the only one of its form', () => {
    const forms = Map.groupBy(entries, ({ text }) => shape(text)[0]);
    const bad = [...forms.values()].filter((same) => new Set(same.map(({ text }) => shape(text)[1])).size > 1);
    expect(bad).toEqual([]);
  });

  test.each(entries)('comes back from its English whatever its values are: $key', ({ text }) => {
    const draw = seeded(7);
    const names = namesIn(text.en);
    for (let round = 0; round < (names.length === 0 ? 1 : 25); round += 1) {
      const values = Object.fromEntries(names.map((name) => [name, draw()]));
      const read = Object.fromEntries(names.map((name) => [name, ja(values[name] ?? '')]));
      expect(ja(filled(text.en, values))).toBe(filled(text.ja, read));
    }
  });
});

describe('what is made of several texts', () => {
  test.each([
    [
      'Stopped and started, for: /opt/gateway is a plain directory; with this upgrade it becomes a pointer, and the next ones hand over without a gap; the running program was replaced on disk. Transfers in flight get 3 s, then they are cut.',
      '停止して起動し直します。理由: /opt/gateway は通常のフォルダーです。今回のアップグレードでポインターになり、次回からは中断なしに切り替わります; 実行中のプログラムがディスク上で置き換えられています。転送中のものは 3 秒待った後に切断します。',
    ],
    [
      'The new build failed its rehearsal start: it does not start (code 1): nginx: [emerg] no "ssl" module. Its log: 2026/01/02 [error] 5: no. No user met it; nothing live was changed.',
      '新ビルドが試験起動に失敗しました: 起動しません (コード 1): nginx: [emerg] no "ssl" module。ログ: 2026/01/02 [error] 5: no. 利用者への影響はありません。稼働中のものは何も変更していません。',
    ],
    [
      '/r/a.tar.gz holds "x/COM1": the name "COM1" cannot be used, as it is a device on Windows. Nothing of it was kept.',
      '/r/a.tar.gz に "x/COM1" があります: 名前 "COM1" は使えません (Windows ではデバイス名です)。展開したものは何も残していません。',
    ],
    [
      'Part conf of snapshot 1 is not as it was taken (a.conf: missing; b c: was a file, is a folder; the file itself: mode was 0644, is 0600). /tmp/x was not made.',
      'スナップショット 1 の conf が取得時と異なります (a.conf: ありません; b c: 以前はファイル、現在はフォルダー; ファイル自体: モードは以前 0644、現在 0600)。/tmp/x は作成していません。',
    ],
    [
      'gateway.lay, try 2: Could not write /a b/c: the disk is full (ENOSPC).',
      'gateway.lay、2 回目: /a b/c に書き込めませんでした: ディスクに空きがありません (ENOSPC)。',
    ],
    [
      'This gate did not pass: nginx -t by 1.27.1 on the configuration it will run: the configuration fails its test: nginx: [emerg] bad.',
      '次の確認に合格しませんでした: これから使う設定を 1.27.1 の nginx -t で検査: 設定が検査に不合格です: nginx: [emerg] bad。',
    ],
    [
      'gateway.start was not done within its limit; could not ask: nginx did not end within 500 ms and was stopped.. Run `flatnet-maint status` to see what is true now.',
      'gateway.start は制限時間内に完了しませんでした (確認できませんでした: nginx は 500 ミリ秒以内に終わらなかったため、停止しました。)。`flatnet-maint status` で現在の状態を確認してください。',
    ],
  ])('%s', (english, japanese) => {
    expect(ja(english)).toBe(japanese);
  });
});

const samples = [
  '/srv/flat net/nginx.conf',
  'F:\\flatnet\\設定 フォルダー',
  '日本語',
  '1.26.3',
  'v1.25.3.2',
  '42',
  '"quoted"',
  "the site's",
  'a, b',
  '/a (b)',
  '$&',
  '{path}',
  '-',
  ' ',
  '',
];

/** Values drawn in an order that is the same each time. */
function seeded(seed: number): () => string {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return samples[Math.floor((state / 2_147_483_648) * samples.length)] ?? '';
  };
}
