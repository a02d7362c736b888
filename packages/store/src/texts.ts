import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  'index-refused': {
    en: '{where} is not an index that may be used: {what} Nothing of it was used.',
    ja: '{where} は使用できる索引ではありません: {what} この索引の内容は一切使用していません。',
  },
  'index-refused-next': {
    en: 'Tell whoever keeps that source, and use another source until it is corrected.',
    ja: 'リリース元の管理者に連絡し、修正されるまでは別のリリース元を使用してください。',
  },
  'index-absent': {
    en: 'There is no index {index}, so the source offers nothing.',
    ja: '索引 {index} がないため、このリリース元からは何も得られません。',
  },
  'index-absent-next': {
    en: 'Is the folder mounted, and is it the one with the index.json? Correct `sources` in the site file if not.',
    ja: 'フォルダーがマウントされているか、index.json のあるフォルダーかを確認し、違う場合はサイトファイルの `sources` を修正してください。',
  },
  'index-too-many': { en: 'it has more than {most} entries.', ja: '項目が {most} 件を超えています。' },
  'index-too-large': { en: 'it is larger than {most} bytes.', ja: '{most} バイトを超えています。' },
  'index-not-json': { en: 'it is not whole JSON in UTF-8.', ja: 'UTF-8 の完全な JSON ではありません。' },
  'index-no-group': {
    en: 'it is not a group with `format` and `releases`.',
    ja: '`format` と `releases` を持つオブジェクトではありません。',
  },
  'index-format': {
    en: 'its `format` is not {format}, which is the one that this program reads.',
    ja: '`format` が、このプログラムが読める {format} ではありません。',
  },
  'index-no-list': { en: 'its `releases` is not a list.', ja: '`releases` が配列ではありません。' },
  'index-odd-key': { en: 'the key {key} is not known there.', ja: 'キー {key} はここでは使用できません。' },
  'index-entry': { en: 'in entry {entry}, {what}', ja: '項目 {entry} で、{what}' },
  'index-entry-no-group': {
    en: 'what stands there is not a group with `version`, `file`, `sha256` and `size`.',
    ja: '`version`、`file`、`sha256`、`size` を持つオブジェクトではありません。',
  },
  'index-version': {
    en: '`version` is {value}, which is no version.',
    ja: '`version` の {value} はバージョンではありません。',
  },
  'index-file': {
    en: '`file` is {value}, which is not a plain path below the index.',
    ja: '`file` の {value} は索引より下の単純なパスではありません。',
  },
  'index-signature': {
    en: '`signature` is {value}, which is not a plain path below the index.',
    ja: '`signature` の {value} は索引より下の単純なパスではありません。',
  },
  'index-sha256': {
    en: '`sha256` is {value}, which is not 64 hexadecimal digits.',
    ja: '`sha256` の {value} は 64 桁の 16 進数ではありません。',
  },
  'index-size': {
    en: '`size` is {value}, which is not a whole number from 1 to {most}.',
    ja: '`size` の {value} は 1 から {most} までの整数ではありません。',
  },
  'index-version-twice': {
    en: 'version {version} stands in it twice.',
    ja: 'バージョン {version} が 2 回記載されています。',
  },
  'index-file-twice': { en: 'the file {file} stands in it twice.', ja: 'ファイル {file} が 2 回記載されています。' },
  'fetch-space': {
    en: '{folder} has {free} MiB free; twice what is still to be fetched is {needs} MiB. Nothing was fetched.',
    ja: '{folder} の空き容量は {free} MiB ですが、残りの取得に必要な容量の 2 倍は {needs} MiB です。何も取得していません。',
  },
  'fetch-space-next': {
    en: 'Free some space (`df -h`), then run the same command again.',
    ja: '空き容量を確保し (`df -h`)、同じコマンドをもう一度実行してください。',
  },
  'fetch-not-there': {
    en: '{from} is not a file of {bytes} bytes, as its index says. Nothing was fetched.',
    ja: '{from} は、索引にある {bytes} バイトのファイルではありません。何も取得していません。',
  },
  'fetch-other-next': {
    en: 'Tell whoever keeps that source, or take the release from another one (`flatnet-maint releases`).',
    ja: 'リリース元の管理者に連絡するか、別のリリース元を使用してください (`flatnet-maint releases`)。',
  },
  'signature-bad': {
    en: 'The signature {signature} is not one of {file} by the key {key}: the file, the signature or both were altered. It was not kept.',
    ja: '署名 {signature} は鍵 {key} による {file} の署名ではありません。ファイルまたは署名、あるいは両方が改変されています。保持していません。',
  },
  'signature-damaged': {
    en: '{signature} is no signature that can be read, so it says nothing of {file}. It was not kept.',
    ja: '{signature} は読み取れる署名ではないため、{file} について何も証明しません。保持していません。',
  },
  'signature-other-key': {
    en: 'The signature {signature} of {file} was made by another key than {key}. It was not kept.',
    ja: '{file} の署名 {signature} は、{key} とは別の鍵によるものです。保持していません。',
  },
  'signature-absent': {
    en: '{file} has no signature, and its source declares the key {key}. It is not used.',
    ja: '{file} には署名がありませんが、リリース元には鍵 {key} が指定されています。使用しません。',
  },
  'signature-next': {
    en: 'Do not use this release. Ask its maker for the right signature and key, by another way than this source.',
    ja: 'このリリースは使用しないでください。正しい署名と鍵を、このリリース元とは別の経路で提供元に確認してください。',
  },
  'signature-no-key': {
    en: '{key} is neither a minisign nor a PGP public key. Nothing was changed.',
    ja: '{key} は minisign の公開鍵でも PGP の公開鍵でもありません。何も変更していません。',
  },
  'signature-no-key-next': {
    en: 'Name the file with the maker’s public key as `key` of the source in the site file.',
    ja: 'サイトファイルのリリース元の `key` に、提供元の公開鍵ファイルを指定してください。',
  },
  'add-no-version': {
    en: 'The name of {file} does not tell one version. Nothing was changed.',
    ja: '{file} の名前からはバージョンを特定できません。何も変更していません。',
  },
  'add-no-version-next': { en: 'Name it with --version VERSION.', ja: '--version VERSION で指定してください。' },
  'add-digest': {
    en: '{file} has sha256 {digest}, and not {wanted}. Nothing was changed.',
    ja: '{file} の sha256 は {digest} で、{wanted} ではありません。何も変更していません。',
  },
  'add-digest-next': {
    en: 'Delete the file and download it anew, or correct --sha256 from what its maker publishes.',
    ja: 'ファイルを削除してダウンロードし直すか、提供元の公開値に合わせて --sha256 を修正してください。',
  },
  'add-exists': {
    en: '{store} already holds {version} as {file} with sha256 {digest}, and what is listed is never replaced. Nothing was changed.',
    ja: '{store} には既に {version} が {file} (sha256 {digest}) として登録されており、登録済みのものは置き換えません。何も変更していません。',
  },
  'add-exists-next': {
    en: 'Look which of the two its maker means; give a build of your own a version of its own (--version).',
    ja: '提供元の意図するものがどちらかを確認してください。独自のビルドには独自のバージョン (--version) を付けてください。',
  },
  'add-unlike': {
    en: '{path} was written and reads back as something else than {file}; it was not listed.',
    ja: '{path} を書き込みましたが、読み直すと {file} と異なります。登録していません。',
  },
  'add-unlike-next': {
    en: 'Check the disk (`dmesg`), then run the command again.',
    ja: 'ディスクを確認し (`dmesg`)、コマンドをもう一度実行してください。',
  },
  'add-no-key': {
    en: 'No source of this component declares a key, so the signature {signature} could be checked against nothing. Nothing was changed.',
    ja: 'このコンポーネントのリリース元には鍵が指定されていないため、署名 {signature} を検証できません。何も変更していません。',
  },
  'add-no-key-next': {
    en: 'Give a source its `key` in the site file, or add the file without --signature.',
    ja: 'サイトファイルのリリース元に `key` を指定するか、--signature なしで追加してください。',
  },
  'zip-entries': {
    en: '{path} is a zip of more than {most} entries, which is taken for a bomb.',
    ja: '{path} は項目が {most} 件を超える zip であり、圧縮爆弾とみなします。',
  },
  'zip-two-ways': {
    en: '{path} tells {name} in two ways that differ in {differs}, so nobody can say what it holds.',
    ja: '{path} では {name} の 2 つの記述が食い違っており ({differs})、内容を確定できません。',
  },
  'zip-its-name': { en: 'its name', ja: '名前' },
  'zip-its-packing': { en: 'how it is packed', ja: '圧縮方式' },
  'zip-its-flags': { en: 'its flags', ja: 'フラグ' },
  'zip-its-checksum': { en: 'its checksum', ja: 'チェックサム' },
  'zip-its-size': { en: 'its size', ja: 'サイズ' },
  'zip-special': { en: 'device, fifo or socket', ja: 'デバイス、FIFO またはソケット' },
  'zip-encrypted': { en: '{path} holds {name}, which is encrypted.', ja: '{path} の {name} は暗号化されています。' },
  'zip-overlap': {
    en: '{path} holds {name} and {next} in the same bytes, which is taken for a bomb.',
    ja: '{path} では {name} と {next} が同じ領域にあり、圧縮爆弾とみなします。',
  },
  'zip-half': {
    en: '{path} holds {name}, which is half a folder and half a file.',
    ja: '{path} の {name} は、フォルダーともファイルとも解釈できます。',
  },
  'zip-method': {
    en: '{path} holds {name}, packed by method {method}, which is not understood.',
    ja: '{path} の {name} は、対応していない圧縮方式 {method} を使用しています。',
  },
  'zip-content': {
    en: '{path} holds {name}, whose content is not what its checksum says.',
    ja: '{path} の {name} は、内容がチェックサムと一致しません。',
  },
  'zip-damaged': { en: '{path} is no sound zip: {why}.', ja: '{path} は正常な zip ではありません: {why}。' },
});
export const t = texts.en;
