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
  'source-site-file': { en: 'site file', ja: 'サイトファイル' },
  'index-entry': {
    en: 'entry number {entry} is refused because {what}',
    ja: '{entry} 番目の項目に問題があります。{what}',
  },
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
    ja: '{signature} は読み取れる署名ではないため、{file} について何の証明にもなりません。保持していません。',
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
  'add-version': {
    en: '{version} is no version. Nothing was changed.',
    ja: '{version} はバージョンではありません。何も変更していません。',
  },
  'add-version-next': {
    en: 'Name it as its maker counts, like --version 1.26.3.',
    ja: '--version 1.26.3 のように、提供元の数え方で指定してください。',
  },
  'add-sha256': {
    en: '{wanted} is no sha256: those are 64 hexadecimal digits. Nothing was changed.',
    ja: '{wanted} は sha256 ではありません。sha256 は 16 進数 64 桁です。何も変更していません。',
  },
  'add-sha256-next': {
    en: 'Copy the whole digest, without the name of the file behind it.',
    ja: '後ろのファイル名を除いて、値全体を指定してください。',
  },
  'add-name': {
    en: 'The local store takes names of letters, digits and ._+~- only, and {name} is none. Nothing was changed.',
    ja: 'ローカルストアで使える名前は英数字と ._+~- だけで、{name} は使えません。何も変更していません。',
  },
  'add-name-next': {
    en: 'Rename the file, for instance to {component}-1.26.3.tar.gz, and add it under that name.',
    ja: 'ファイル名を {component}-1.26.3.tar.gz のように変えてから追加してください。',
  },
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
    ja: '{store} にはすでに {version} が {file} (sha256 {digest}) として登録されており、登録済みのものは置き換えません。何も変更していません。',
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
  // Archives.
  'nothing-kept': { en: 'Nothing of it was kept.', ja: '展開したものは何も残していません。' },
  'other-archive': {
    en: 'Do not use this release: get another archive from its maker and name that one under `releases` in the site file.',
    ja: 'このリリースは使わないでください。提供元から別のアーカイブを入手し、サイトファイルの `releases` に記載してください。',
  },
  'archive-many-entries': {
    en: '{path} holds more than {entries} entries, which is taken for a bomb.',
    ja: '{path} には {entries} を超えるエントリーがあり、圧縮爆弾とみなしました。',
  },
  'archive-unknown-kind': {
    en: '{path} holds {entry}, an entry of an unknown kind.',
    ja: '{path} に未知の種類のエントリー {entry} があります。',
  },
  'archive-sparse': {
    en: '{path} holds a sparse file, whose content would be unpacked wrongly.',
    ja: '{path} にスパースファイルがあり、内容を正しく展開できません。',
  },
  'archive-damaged': { en: '{path} is damaged: {why}.', ja: '{path} は破損しています: {why}。' },
  'archive-no-end': {
    en: '{path} ends without the mark of a whole tar archive.',
    ja: '{path} は完全な tar アーカイブの終端なしに終わっています。',
  },
  'archive-ending': {
    en: '{path} cannot be unpacked: only {endings} and plain folders are understood. Nothing was changed.',
    ja: '{path} は展開できません: 対応しているのは {endings} と通常のフォルダーだけです。何も変更していません。',
  },
  'unpack-by-hand': {
    en: 'Unpack it by hand into a folder and name that folder under `releases` in the site file.',
    ja: '手動でフォルダーに展開し、そのフォルダーをサイトファイルの `releases` に記載してください。',
  },
  'archive-nested': {
    en: '{path} is not a tar archive but something compressed.',
    ja: '{path} は tar アーカイブではなく、圧縮された別のものです。',
  },
  'archive-undecompressed': {
    en: '{path} cannot be decompressed: {why}.',
    ja: '{path} を伸長できません: {why}。',
  },
  'archive-too-large': {
    en: '{path} unpacks to more than {most} bytes, which is taken for a bomb.',
    ja: '{path} は展開すると {most} バイトを超え、圧縮爆弾とみなしました。',
  },
  'archive-file-large': {
    en: '{path} has {bytes} bytes, and an archive may have {most}.',
    ja: '{path} は {bytes} バイトです。アーカイブの上限は {most} バイトです。',
  },
  'archive-bomb': {
    en: '{path} unpacks to {entries} entries and {bytes} bytes, which is taken for a bomb.',
    ja: '{path} は展開すると {entries} エントリー、{bytes} バイトになり、圧縮爆弾とみなしました。',
  },
  'archive-absolute': {
    en: '{path} holds {entry}, which is an absolute path.',
    ja: '{path} に絶対パスのエントリー {entry} があります。',
  },
  'archive-traversal': {
    en: '{path} holds {entry}, which leads out of its own folder.',
    ja: '{path} に自身のフォルダーの外へ出るエントリー {entry} があります。',
  },
  'archive-name': {
    en: '{path} holds {entry}: the name {name} cannot be used, as it {reason}.',
    ja: '{path} に {entry} があります: 名前 {name} は使えません ({reason})。',
  },
  'archive-long': {
    en: '{path} holds {entry}, which is longer than {most} bytes.',
    ja: '{path} にある {entry} は {most} バイトを超えています。',
  },
  'archive-special': { en: '{path} holds {entry}, a {kind}.', ja: '{path} に {kind} の {entry} があります。' },
  'archive-nameless': { en: '{path} holds a {kind} without a name.', ja: '{path} に名前のない {kind} があります。' },
  'archive-empty': { en: '{path} holds no file.', ja: '{path} にはファイルが 1 つもありません。' },
  'archive-collision': {
    en: '{path} holds {one} and {other}, which are one name where case does not count or which lie on top of each other.',
    ja: '{path} に {one} と {other} があります。大文字と小文字を区別しない環境では同じ名前になるか、互いに重なり合います。',
  },
  'archive-hard-link': {
    en: '{path} holds {entry}, a hard link to {to}, which is no earlier file of it.',
    ja: '{path} に {to} へのハードリンク {entry} がありますが、リンク先はそれより前のファイルではありません。',
  },
  'archive-link': {
    en: '{path} holds {entry}, a link to {to}, which {reason}.',
    ja: '{path} に {to} へのリンク {entry} があり、許可できません ({reason})。',
  },
  'link-empty': { en: 'names nothing', ja: 'リンク先が空です' },
  'link-long': { en: 'is longer than {most} bytes', ja: '{most} バイトを超えています' },
  'link-absolute': { en: 'is an absolute path', ja: '絶対パスです' },
  'link-drive': {
    en: 'is a path with a drive, a stream or a "\\" on Windows',
    ja: 'Windows ではドライブ、ストリームまたは "\\" を含むパスになります',
  },
  'link-character': { en: 'has a character that no path here has', ja: 'パスに使えない文字を含んでいます' },
  'link-leaves': { en: 'leaves the tree', ja: 'ツリーの外に出ます' },
  'link-winding': {
    en: 'with the other links takes more than {most} turns to follow',
    ja: '他のリンクと合わせて、たどるのに {most} 回を超える手順が必要です',
  },
  'link-circle': { en: 'leads in a circle', ja: '循環しています' },
  'link-leads': { en: 'leads to one that {reason}', ja: '先にあるリンクに問題があります: {reason}' },
  'name-device': { en: 'is a device on Windows', ja: 'Windows ではデバイス名です' },
  'name-stream': {
    en: 'has a ":", which names a hidden stream on Windows',
    ja: '":" を含み、Windows では隠しストリームを指します',
  },
  'name-tail': {
    en: 'ends with a dot or a space, which Windows cuts off',
    ja: '末尾がドットまたは空白で、Windows では切り落とされます',
  },
  'name-separator': {
    en: 'has a "\\", which is a separator on Windows',
    ja: '"\\" を含み、Windows では区切り文字になります',
  },
  'name-control': { en: 'has a control character', ja: '制御文字を含んでいます' },
  'name-not-utf8': { en: 'is not UTF-8', ja: 'UTF-8 ではありません' },

  // Releases.
  'release-absent': {
    en: '{path} is not there; release {version} should lie in it. Nothing was changed.',
    ja: '{path} がありません。リリース {version} があるはずの場所です。何も変更していません。',
  },
  'put-release': {
    en: 'Put the file of {version} there, or correct `releases` in the site file.',
    ja: '{version} のファイルをそこに置くか、サイトファイルの `releases` を修正してください。',
  },
  'release-digest': {
    en: '{path} has sha256 {got}; release {version} says {want}. Nothing was changed.',
    ja: '{path} の sha256 は {got} ですが、リリース {version} では {want} です。何も変更していません。',
  },
  'delete-release': {
    en: 'Delete the file and get {version} anew from its maker, or correct `releases` in the site file.',
    ja: 'ファイルを削除して {version} を提供元から入手し直すか、サイトファイルの `releases` を修正してください。',
  },
  'correct-release': {
    en: 'Correct the folder and get {version} anew from its maker, or correct `releases` in the site file.',
    ja: 'フォルダーを直して {version} を提供元から入手し直すか、サイトファイルの `releases` を修正してください。',
  },
  'release-changing': {
    en: '{path} changed while the release was being unpacked. Nothing was changed.',
    ja: 'リリースの展開中に {path} が変わりました。こちらでは何も変更していません。',
  },
  'stop-writer-folder': {
    en: 'Make sure that nothing writes to that folder, then run the command again.',
    ja: 'そのフォルダーに何も書き込まれないようにしてから、コマンドを実行し直してください。',
  },
  'unpack-exists': {
    en: '{path} is already there, and release {version} is never unpacked over something. Nothing was changed.',
    ja: '{path} はすでにあります。リリース {version} を既存のものの上に展開することはありません。何も変更していません。',
  },
  'look-move-away': {
    en: 'Look at what it is; move it away if nothing uses it, then run the command again.',
    ja: '内容を確認し、使われていなければ移動してから、コマンドを実行し直してください。',
  },
  'unpacked-differs': {
    en: 'What was written for release {version} is not what it holds ({differences}). {path} was not made.',
    ja: 'リリース {version} として書き込まれた内容が元と一致しません ({differences})。{path} は作成していません。',
  },
  'check-disk': {
    en: 'Check the disk and its file system (`dmesg`), then run the command again.',
    ja: 'ディスクとファイルシステムを確認してから (`dmesg`)、コマンドを実行し直してください。',
  },

  // Trees and what differs in them.
  'left-over': {
    en: 'And {path} could not be removed: {why}',
    ja: 'さらに {path} を削除できませんでした: {why}',
  },
  'left-over-next': {
    en: 'The left-over is removed by the next attempt.',
    ja: '残ったものは次の実行時に削除されます。',
  },
  'was-is': { en: 'was {before}, is {now}', ja: '以前は{before}、現在は{now}' },
  'other-content': { en: 'other content', ja: '内容が異なります' },
  'other-content-bytes': {
    en: 'other content: had {before} bytes, has {now}',
    ja: '内容が異なります: 以前は {before} バイト、現在は {now} バイト',
  },
  'other-target': {
    en: 'pointed to {before}, points to {now}',
    ja: 'リンク先は以前 {before}、現在 {now}',
  },
  'other-mode': { en: 'mode was {before}, is {now}', ja: 'モードは以前 {before}、現在 {now}' },
  'left-misnamed': {
    en: '{path} cannot be believed: it records {id} of {component} as run {run} left it, which is not its name.',
    ja: '{path} は信頼できません。{component} の {id} を実行 {run} が残した状態の記録ですが、名前が一致しません。',
  },
  'left-misnamed-next': {
    en: 'Put it back under its own name if it was renamed.',
    ja: '名前が変更されたのであれば元に戻してください。',
  },
  'other-owner': { en: 'owner was {before}, is {now}', ja: '所有者は以前 {before}、現在 {now}' },
  'the-file-itself': { en: 'the file itself', ja: 'ファイル自体' },
  missing: { en: 'missing', ja: 'ありません' },
  'was-not-there': { en: 'was not there before', ja: '以前はありませんでした' },
  'tree-gone': { en: '{path} is not there', ja: '{path} がありません' },
  'tree-absent': { en: '{path} is not there.', ja: '{path} がありません。' },
  'check-path': {
    en: 'Check the path, then run the command again.',
    ja: 'パスを確認してから、コマンドを実行し直してください。',
  },
  'tree-special': {
    en: '{path} is a socket, fifo or device; such a thing has no content that could be kept.',
    ja: '{path} はソケット、FIFO またはデバイスです。保存できる内容がありません。',
  },
  'stop-owner': {
    en: 'Stop the program it belongs to or move it away, then run the command again.',
    ja: '使用しているプログラムを停止するか、移動してから、コマンドを実行し直してください。',
  },
  'tree-changed': {
    en: '{path} was listed and then not found: it was removed while being read, or its name is not UTF-8.',
    ja: '{path} は一覧にありましたが見つかりませんでした: 読み取り中に削除されたか、名前が UTF-8 ではありません。',
  },
  'stop-writer': {
    en: 'Make sure that nothing writes there, then run the command again.',
    ja: 'そこに何も書き込まれないようにしてから、コマンドを実行し直してください。',
  },

  // Records.
  'record-name': {
    en: '{name} cannot be the {what} of a record: it would not be a safe file name. Nothing was changed.',
    ja: '{name} は記録の {what} として使えません: 安全なファイル名になりません。何も変更していません。',
  },
  'record-name-component': {
    en: 'Use letters, digits and "-", beginning with a letter or digit.',
    ja: '英字または数字で始め、英字、数字、"-" を使ってください。',
  },
  'record-name-id': {
    en: 'Use letters, digits, ".", "_", "+" and "-", beginning with a letter or digit.',
    ja: '英字または数字で始め、英字、数字、"."、"_"、"+"、"-" を使ってください。',
  },
  'record-damaged': {
    en: '{path} cannot be believed: {why}. It was left as it is.',
    ja: '{path} は信頼できません: {why}。そのまま残してあります。',
  },
  'record-damaged-next': {
    en: 'Run `flatnet-maint status` to see what else is recorded; keep the file for whoever looks into it.',
    ja: '`flatnet-maint status` でほかの記録を確認してください。調査のため、ファイルは残しておいてください。',
  },
  'record-empty': { en: 'it is empty', ja: '空です' },
  'record-no-json': { en: 'it is not whole JSON', ja: '完全な JSON ではありません' },
  'record-none': { en: 'it is no record', ja: '記録ではありません' },
  'record-text': {
    en: 'its text is not as it was written, though its content is',
    ja: '内容は同じですが、文面が書き込み時と異なります',
  },
  'record-digest': {
    en: 'its content does not have the sha256 it carries',
    ja: '内容が記載された sha256 と一致しません',
  },
  'record-format': {
    en: 'its format is {format}; this program reads {known}',
    ja: '形式が {format} です (このプログラムが読めるのは {known})',
  },
  'record-kind': {
    en: 'it is a record of {kind}, not of "{wanted}"',
    ja: '"{wanted}" ではなく {kind} の記録です',
  },
  'record-misnamed': {
    en: '{path} cannot be believed: it records {what} with digest {digest}, which does not fit its name or its manifest.',
    ja: '{path} は信頼できません: ダイジェスト {digest} の {what} の記録ですが、ファイル名またはマニフェストと一致しません。',
  },
  'record-misnamed-next': {
    en: 'Put it back under its own name if it was renamed; run `flatnet-maint snapshots {component}` to see the others.',
    ja: '名前が変更されていれば元に戻してください。ほかの記録は `flatnet-maint snapshots {component}` で確認できます。',
  },
  'own-id': { en: 'Give the new one an id of its own.', ja: '新しいものには別の ID を付けてください。' },

  // Generations and the last good one.
  'generation-no-tree': {
    en: '{path} is not there; a generation is a folder. Nothing was recorded.',
    ja: '{path} がありません。世代はフォルダーです。何も記録していません。',
  },
  'generation-no-folder': {
    en: '{path} is {kind}; a generation is a folder. Nothing was recorded.',
    ja: '{path} は{kind}です。世代はフォルダーでなければなりません。何も記録していません。',
  },
  'name-folder-itself': {
    en: 'Name the folder itself, not a link that will point elsewhere tomorrow.',
    ja: '後で別の場所を指すかもしれないリンクではなく、フォルダーそのものを指定してください。',
  },
  'generation-exists': {
    en: 'Generation {id} of {component} is recorded already ({path}) and is never changed.',
    ja: '{component} の世代 {id} はすでに記録されており ({path})、変更されることはありません。',
  },
  'generation-absent': {
    en: 'There is no generation {id} of {component}. Nothing was changed.',
    ja: '{component} に世代 {id} はありません。何も変更していません。',
  },
  'see-which': {
    en: 'Run `flatnet-maint snapshots {component}` to see which there are.',
    ja: '`flatnet-maint snapshots {component}` で一覧を確認してください。',
  },
  'last-good-write': {
    en: '{path} was written, but what was read back is not it.',
    ja: '{path} に書き込みましたが、読み戻した内容が一致しません。',
  },
  'last-good-write-why': {
    en: '{path} was written, but what was read back is not it: {why}.',
    ja: '{path} に書き込みましたが、読み戻した内容が一致しません: {why}。',
  },
  'check-state-disk': {
    en: 'Check the disk that holds the state folder (`dmesg`), then run `flatnet-maint status`.',
    ja: '状態フォルダーのあるディスクを確認し (`dmesg`)、`flatnet-maint status` を実行してください。',
  },
  'last-good-gone': {
    en: '{path} is not there, though an earlier record is',
    ja: '{path} がありません (以前の記録はあります)',
  },
  'last-good-damaged': {
    en: 'No record of the last good {component} can be used.',
    ja: '最後に正常だった {component} の記録は、どれも使えません。',
  },
  'last-good-damaged-next': {
    en: 'Run `flatnet-maint rollback {component} --to GENERATION` with one that `flatnet-maint snapshots {component}` names.',
    ja: '`flatnet-maint snapshots {component}` に表示される世代を指定して、`flatnet-maint rollback {component} --to GENERATION` を実行してください。',
  },

  // Snapshots.
  'snapshot-unfinished': {
    en: '{path} was never finished; the next `flatnet-maint snapshots prune` removes it',
    ja: '{path} は完了していません。次回の `flatnet-maint snapshots prune` で削除されます',
  },
  'snapshot-misnamed': {
    en: '{path} holds {what}, which is not its name',
    ja: '{path} の中身は {what} で、名前と一致しません',
  },
  'snapshot-absent': {
    en: 'There is no snapshot {id} of {component}.',
    ja: '{component} にスナップショット {id} はありません。',
  },
  'snapshot-no-record': {
    en: '{path} has no {file}, so nobody can say what it should hold.',
    ja: '{path} に {file} がないため、本来の内容がわかりません。',
  },
  'other-snapshot': {
    en: 'Use another snapshot; keep this one for whoever looks into it.',
    ja: '別のスナップショットを使ってください。調査のため、これは残しておいてください。',
  },
  'part-not-stored': { en: 'nothing is stored for it', ja: '保存されたものがありません' },
  'no-such-part': {
    en: 'Snapshot {id} of {component} has no part "{part}"; it has {parts}. Nothing was changed.',
    ja: '{component} のスナップショット {id} に "{part}" という部分はありません。あるのは {parts} です。何も変更していません。',
  },
  'name-one': { en: 'Name one of those.', ja: 'その中から指定してください。' },
  'restore-exists': {
    en: '{path} is there, and nothing is restored over something. Nothing was changed.',
    ja: '{path} がすでにあります。既存のものの上に復元することはありません。何も変更していません。',
  },
  'move-aside-first': {
    en: 'Move it aside first, or restore to another place.',
    ja: '先に別の場所へ移すか、別の場所に復元してください。',
  },
  'part-damaged': {
    en: 'Part {part} of snapshot {id} is not as it was taken ({damage}). {path} was not made.',
    ja: 'スナップショット {id} の {part} が取得時と異なります ({damage})。{path} は作成していません。',
  },
  'restore-older': {
    en: 'Run `flatnet-maint snapshots {component}` and restore an older one.',
    ja: '`flatnet-maint snapshots {component}` を実行し、より古いものを復元してください。',
  },
  'part-absent': {
    en: '{path} ({part}) is not there, so it cannot be kept. No snapshot was made.',
    ja: '{path} ({part}) がないため保存できません。スナップショットは作成していません。',
  },
  'correct-part': {
    en: 'Correct the path in the site file, or put the thing back, then run the command again.',
    ja: 'サイトファイルのパスを修正するか、元の場所に戻してから、コマンドを実行し直してください。',
  },
  'no-part': {
    en: 'A snapshot of {component} was asked for with no part. Nothing was made.',
    ja: '{component} のスナップショットに部分が 1 つも指定されていません。何も作成していません。',
  },
  'part-twice': {
    en: 'A snapshot of {component} was asked for with two parts named "{part}". Nothing was made.',
    ja: '{component} のスナップショットに "{part}" という部分が 2 つ指定されています。何も作成していません。',
  },
  'give-parts': {
    en: 'Give it at least one part, each with a name of its own.',
    ja: '1 つ以上の部分を、それぞれ別の名前で指定してください。',
  },
  'snapshot-space': {
    en: 'The snapshot needs {needed} bytes, and {path} has {free} free. Nothing was made.',
    ja: 'スナップショットには {needed} バイト必要ですが、{path} の空きは {free} バイトです。何も作成していません。',
  },
  'prune-or-free': {
    en: 'Run `flatnet-maint snapshots prune`, or free space, then run the command again.',
    ja: '`flatnet-maint snapshots prune` を実行するか空き容量を確保してから、コマンドを実行し直してください。',
  },
  'snapshot-exists': {
    en: 'Snapshot {id} of {component} is there already ({path}) and is never overwritten.',
    ja: '{component} のスナップショット {id} はすでにあり ({path})、上書きされることはありません。',
  },
  'snapshot-changed': {
    en: 'The copy for snapshot {id} differs from what was read before ({damage}): something wrote there meanwhile, or the disk is bad. No snapshot was made.',
    ja: 'スナップショット {id} のコピーが先に読み取った内容と異なります ({damage}): その間に書き込みがあったか、ディスクに問題があります。スナップショットは作成していません。',
  },
  'stop-what-writes': {
    en: 'Stop what writes there, then run the command again.',
    ja: '書き込んでいるものを停止してから、コマンドを実行し直してください。',
  },
  removing: {
    en: '{path} is being removed; `flatnet-maint snapshots prune` finishes it',
    ja: '{path} は削除の途中です。`flatnet-maint snapshots prune` で削除が完了します',
  },
  'not-protected': {
    en: '{id} of {component} is not protected. Nothing was changed.',
    ja: '{component} の {id} は保護されていません。何も変更していません。',
  },
  'see-snapshots': {
    en: 'See what is kept: flatnet-maint snapshots {component}',
    ja: '保管中のものを確認してください: flatnet-maint snapshots {component}',
  },
  'not-its-name': {
    en: '{path} cannot be believed: it holds {holds}, which is not its name.',
    ja: '{path} は信頼できません: 内容は {holds} で、名前と一致しません。',
  },
  'not-ours': {
    en: '{path} is no folder named after {id} directly in {base}, so it is not removed.',
    ja: '{path} は {base} の直下にある {id} のフォルダーではないため、削除しません。',
  },
  'not-ours-next': {
    en: 'Look at {path} and move it away by hand if it is not needed.',
    ja: '{path} を確認し、不要であれば手作業で移動してください。',
  },
  'remove-changed': {
    en: '{path} no longer says what it said when its removal was decided, so it is not removed.',
    ja: '{path} の内容が削除を決めた時点と異なるため、削除しません。',
  },
  'snapshot-damaged': {
    en: 'Snapshot {id} is not as it was taken ({lines}). Nothing was changed.',
    ja: 'スナップショット {id} は取得時の内容と一致しません ({lines})。何も変更していません。',
  },
  'snapshot-damaged-next': {
    en: 'Run `flatnet-maint snapshots verify {component}` to see which ones are sound, and restore one of those.',
    ja: '`flatnet-maint snapshots verify {component}` で健全なものを確認し、そこから復元してください。',
  },
  archivedChanged: {
    en: '{path} was written to while it was being archived. No archive was made.',
    ja: 'アーカイブの作成中に {path} への書き込みがありました。アーカイブは作成していません。',
  },
  archivedChangedNext: {
    en: 'Stop what writes to {path}, then archive it again.',
    ja: '{path} に書き込んでいるものを止めてから、もう一度アーカイブしてください。',
  },
  exportTaken: {
    en: '{path} is there already, and an export writes over nothing. Nothing was written.',
    ja: '{path} はすでに存在します。エクスポートは既存のファイルを上書きしません。何も書き込んでいません。',
  },
  exportTakenNext: {
    en: 'Name another file with --to, or move that one away.',
    ja: '--to で別のファイルを指定するか、既存のファイルを移動してください。',
  },
  exportPlace: {
    en: '{file} lies in the state folder {state}, where the snapshot itself is. Nothing was written.',
    ja: '{file} は、スナップショット自体がある状態フォルダー {state} の中にあります。何も書き込んでいません。',
  },
  exportPlaceNext: {
    en: 'Name a file on another disk or host with --to.',
    ja: '--to で別のディスクまたは別のホスト上のファイルを指定してください。',
  },
  exportDamaged: {
    en: 'Snapshot {id} is not what was taken: {what}. It was not exported; nothing was written.',
    ja: 'スナップショット {id} は取得時の内容と一致しません: {what}。エクスポートせず、何も書き込んでいません。',
  },
  exportDiffers: {
    en: '{file} does not read back as it was written. It was removed again.',
    ja: '{file} を読み戻した内容が書き込んだ内容と一致しませんでした。ファイルは削除しました。',
  },
  exportDiffersNext: {
    en: 'Check that disk (`dmesg`), or name a file on another one with --to.',
    ja: 'そのディスクを確認するか (`dmesg`)、--to で別のディスク上のファイルを指定してください。',
  },
  'export-space': {
    en: 'Only {free} MiB are free for {folder}, and the archive needs {needs} MiB. Nothing was written.',
    ja: '{folder} の空き容量は {free} MiB しかなく、アーカイブには {needs} MiB が必要です。何も書き込んでいません。',
  },
  'export-space-next': {
    en: 'Free space there, or name a file on another disk with --to.',
    ja: 'そこに空き容量を確保するか、--to で別のディスク上のファイルを指定してください。',
  },
  'tool-space': {
    en: 'Only {free} MiB are free for {folder}, and the copy of the tool needs {needs} MiB. Nothing was changed.',
    ja: '{folder} の空き容量は {free} MiB しかなく、ツールのコピーには {needs} MiB が必要です。何も変更していません。',
  },
  'tool-space-next': {
    en: 'Free space there: flatnet-maint snapshots prune --dry-run',
    ja: '空き容量を確保してください: flatnet-maint snapshots prune --dry-run',
  },
  'tool-changed': {
    en: '{path} was changed while it was copied. The copy that was there before still is.',
    ja: 'コピー中に {path} が変更されました。以前のコピーはそのまま残っています。',
  },
  'tool-changed-next': {
    en: 'Wait until nobody updates that package, then run the same command again.',
    ja: 'そのパッケージの更新が終わってから、同じコマンドをもう一度実行してください。',
  },
  'tool-damaged': {
    en: 'The copy of the tool that this runs from, {path}, is not what was installed, and cannot mend itself. Nothing was changed.',
    ja: '実行中のツールのコピー {path} はインストール時の内容と一致せず、自身では修復できません。何も変更していません。',
  },
  'tool-damaged-next': {
    en: 'Run `install-self` from the package again: `npx flatnet-maint install-self`',
    ja: 'パッケージから `install-self` をもう一度実行してください: `npx flatnet-maint install-self`',
  },
  'source-built': { en: 'built from {commit}', ja: '{commit} からビルド' },
  'build-no-source': {
    en: '{source} is not there, and {version} is to be built from it. Nothing was changed.',
    ja: '{version} のビルド元 {source} がありません。何も変更していません。',
  },
  'build-source-next': {
    en: 'Correct `source` of that release in the site file: a git checkout or a bare repository that the user who builds may read.',
    ja: 'サイトファイルでそのリリースの `source` を修正してください。ビルドするユーザーが読める git のチェックアウトかベアリポジトリーを指定します。',
  },
  'build-unreadable': {
    en: '{source} could not be cloned for {version}: {said}. Nothing was changed.',
    ja: '{version} のために {source} を複製できませんでした: {said}。何も変更していません。',
  },
  'build-no-commit': {
    en: '{source} holds no commit {commit}, which {version} is to be built from. Nothing was changed.',
    ja: '{version} のビルド元のコミット {commit} が {source} にありません。何も変更していません。',
  },
  'build-commit-next': {
    en: 'Fetch it there by hand (`git fetch`), or correct `commit` of that release in the site file.',
    ja: '手動でそこに取得する (`git fetch`) か、サイトファイルでそのリリースの `commit` を修正してください。',
  },
  'build-no-user': {
    en: 'There is no user {user} on this host, and {version} is to be built by that one. Nothing was changed.',
    ja: '{version} をビルドするユーザー {user} がこのホストにいません。何も変更していません。',
  },
  'build-user-next': {
    en: 'Name the user who is to build it with `as` of that release in the site file.',
    ja: 'サイトファイルでそのリリースの `as` に、ビルドするユーザーを指定してください。',
  },
  'build-root': {
    en: '{version} is not built by root: {source} is not root’s own, and a build runs what strangers wrote. Nothing was changed.',
    ja: '{version} を root でビルドすることはできません。{source} は root の所有ではなく、ビルドでは第三者のコードが動くためです。何も変更していません。',
  },
  'build-not-root': {
    en: '{version} is to be built by {user}, and only root can become another user. Nothing was changed.',
    ja: '{version} は {user} がビルドしますが、別のユーザーになれるのは root だけです。何も変更していません。',
  },
  'build-sudo': {
    en: 'Run the same command with sudo.',
    ja: '同じコマンドを sudo を付けて実行してください。',
  },
  'build-no-folder': {
    en: 'Commit {commit} has no folder {folder}, in which {version} is to be built. Nothing was changed.',
    ja: '{version} をビルドするフォルダー {folder} がコミット {commit} にありません。何も変更していません。',
  },
  'build-folder-next': {
    en: 'Correct `folder` of that release in the site file; it is a folder of the commit, and no link out of it.',
    ja: 'サイトファイルでそのリリースの `folder` を修正してください。コミットの中のフォルダーを指定します (外へのリンクは使えません)。',
  },
  'build-output-before': {
    en: 'Commit {commit} holds {output} itself, so it would not be what the command of {version} makes. Nothing was changed.',
    ja: '{output} はコミット {commit} にもとから含まれているため、{version} のコマンドが作ったものとは見なせません。何も変更していません。',
  },
  'build-no-output': {
    en: 'The command of {version} ended well at commit {commit}, but left no file {output}: {said}. Nothing of an earlier build is used, and nothing was changed.',
    ja: 'コミット {commit} で {version} のコマンドは正常に終わりましたが、ファイル {output} がありません: {said}。以前のビルドは使わず、何も変更していません。',
  },
  'build-output-next': {
    en: 'Correct `output` of that release in the site file; it is relative to `folder`, in the clone.',
    ja: 'サイトファイルでそのリリースの `output` を修正してください。複製の中の `folder` からの相対パスです。',
  },
  'build-limit': {
    en: '`{command}` did not build {version} at commit {commit} within {seconds} s and was stopped: {said}. Nothing was changed.',
    ja: '`{command}` は {seconds} 秒以内に {version} をコミット {commit} でビルドできなかったため、停止しました: {said}。何も変更していません。',
  },
  'build-limit-next': {
    en: 'Find out what it waits for, or give it more time with `limit` of that release in the site file.',
    ja: '何を待っているのか調べるか、サイトファイルでそのリリースの `limit` を延ばしてください。',
  },
  'build-failed': {
    en: '`{command}` failed to build {version} at commit {commit} and ended with {code}: {said}. Nothing of an earlier build is used, and nothing was changed.',
    ja: '`{command}` は {version} をコミット {commit} でビルドできず、{code} で終了しました: {said}。以前のビルドは使わず、何も変更していません。',
  },
  'build-failed-next': {
    en: 'Correct the source or `command` of that release in the site file, then run the same command again.',
    ja: 'ソースか、サイトファイルにあるそのリリースの `command` を修正し、同じコマンドをもう一度実行してください。',
  },
  'build-said-nothing': { en: 'it said nothing', ja: '何も出力していません' },
  'release-file-empty': { en: '{path} is empty.', ja: '{path} は空です。' },

  // Sealed parts.
  'recipient-form': {
    en: '{recipient} is no recipient that a part can be sealed for: {why}. Nothing was changed.',
    ja: '{recipient} は部分の暗号化に使える受信者ではありません: {why}。何も変更していません。',
  },
  'recipient-form-next': {
    en: 'Name the public key that `age-keygen` prints (it begins with age1) as the recipient in the site file.',
    ja: '`age-keygen` が表示する公開鍵 (age1 で始まります) を、サイトファイルの受信者として指定してください。',
  },
  'recipient-device': {
    en: 'a device opens it, and no key file would',
    ja: '復号に機器が必要で、鍵ファイルでは開けません',
  },
  'identity-sealed': {
    en: '{path} is itself sealed with a passphrase. Nothing was written.',
    ja: '{path} 自体がパスフレーズで暗号化されています。何も書き込んでいません。',
  },
  'identity-sealed-next': {
    en: 'Open it first (age -d -o KEY {path}) where nobody else comes, and name the opened file with --identity.',
    ja: 'ほかの利用者が入れない場所で先に開き (age -d -o KEY {path})、開いたファイルを --identity で指定してください。',
  },
  'identity-form': {
    en: 'Line {line} of {path} is no age identity. Nothing was written.',
    ja: '{path} の {line} 行目は age の秘密鍵ではありません。何も書き込んでいません。',
  },
  'identity-form-next': {
    en: 'Name the file that `age-keygen -o` wrote: its key begins with AGE-SECRET-KEY-1.',
    ja: '`age-keygen -o` が書き出したファイルを指定してください。鍵は AGE-SECRET-KEY-1 で始まります。',
  },
  'sealed-large': {
    en: 'Part {part} is larger than a sealed part may be: {bytes} bytes, at most {most}. It is sealed in memory, so that nothing of it touches a disk in clear. No snapshot was made.',
    ja: '{part} は暗号化できる大きさを超えています: {bytes} バイト (上限 {most} バイト)。平文がディスクに触れないよう、暗号化はメモリー上で行うためです。スナップショットは作成していません。',
  },
  'sealed-large-next': {
    en: 'Let {part} hold keys and certificates alone, and keep what is large elsewhere.',
    ja: '{part} には鍵と証明書だけを置き、大きなファイルは別の場所に移してください。',
  },
  'sealed-changed': {
    en: 'What was packed of {part} differs from what was read before ({lines}): something wrote there meanwhile. No snapshot was made.',
    ja: '{part} からまとめた内容が、先に読み取った内容と異なります ({lines}): その間に書き込みがありました。スナップショットは作成していません。',
  },
  'keys-open': {
    en: '{part} holds keys in clear, and every user of this host could come to {folder}. No key was written.',
    ja: '{part} には平文の鍵が含まれていますが、{folder} はこのホストのすべての利用者がたどれる場所です。鍵は書き込んでいません。',
  },
  'keys-open-next': {
    en: 'Close {folder} to others (chmod 700) or name a place below a closed folder; or let the site file name a recipient, so that keys are sealed.',
    ja: '{folder} をほかの利用者から閉じるか (chmod 700)、閉じたフォルダーの下を指定してください。サイトファイルに受信者を指定して鍵を暗号化することもできます。',
  },
  'keys-rights-unknown': {
    en: '{part} holds keys in clear, and who could read {folder} cannot be seen on this system. No key was written.',
    ja: '{part} には平文の鍵が含まれていますが、このシステムでは {folder} を誰が読めるのか確認できません。鍵は書き込んでいません。',
  },
  'keys-rights-unknown-next': {
    en: 'Let the site file name a recipient, so that keys are sealed.',
    ja: 'サイトファイルに受信者を指定して、鍵を暗号化してください。',
  },
  'part-sealed': {
    en: 'Part {part} of snapshot {id} is sealed and only opened by a key. Nothing was changed.',
    ja: 'スナップショット {id} の {part} は暗号化されており、開くには鍵が必要です。何も変更していません。',
  },
  'not-in-archive': { en: '{path} is not in the archive.', ja: '{path} はアーカイブにありません。' },
  'archive-no-file': {
    en: 'There is no file {file}. Nothing was written.',
    ja: 'ファイル {file} がありません。何も書き込んでいません。',
  },
  'archive-no-snapshot': {
    en: '{file} holds no snapshot. Nothing was written.',
    ja: '{file} にスナップショットは含まれていません。何も書き込んでいません。',
  },
  'archive-no-file-next': {
    en: 'Name a file that `flatnet-maint snapshots export` made.',
    ja: '`flatnet-maint snapshots export` で作成したファイルを指定してください。',
  },
  'open-exists': {
    en: '{path} is there and not an empty folder, and nothing is written over something. Nothing was changed.',
    ja: '{path} がすでにあり、空のフォルダーではありません。既存のものの上に書き込むことはありません。何も変更していません。',
  },
  'open-exists-next': {
    en: 'Name a folder that is not there yet with --into.',
    ja: '--into で、まだ存在しないフォルダーを指定してください。',
  },
  'open-half': {
    en: '{path} is there: it may be what an opening that was cut short left, keys in clear among it. Nothing was changed.',
    ja: '{path} があります。途中で中断された展開の残りかもしれず、平文の鍵が含まれている可能性があります。何も変更していません。',
  },
  'open-half-next': {
    en: 'Look at {path}, remove it, then run the command again; or name another folder with --into.',
    ja: '{path} を確認して削除してから、コマンドを実行し直してください。--into で別のフォルダーを指定することもできます。',
  },
  'open-none': {
    en: 'Snapshot {id} has no part besides those that are left out ({parts}). Nothing was written.',
    ja: 'スナップショット {id} には、除外した部分 ({parts}) のほかに何もありません。何も書き込んでいません。',
  },
  'open-none-next': { en: 'Name fewer parts with --without.', ja: '--without で除外する部分を減らしてください。' },
  'open-damaged-next': {
    en: 'Open another snapshot of {component}, or leave the damaged part with --without to have the others.',
    ja: '{component} の別のスナップショットを開くか、--without で壊れた部分を除外して残りを取り出してください。',
  },
  'open-space': {
    en: 'What is opened needs {needed} bytes, and {path} has {free} free. Nothing was written.',
    ja: '展開には {needed} バイト必要ですが、{path} の空きは {free} バイトです。何も書き込んでいません。',
  },
  'open-space-next': {
    en: 'Free space, or name a folder on another disk with --into.',
    ja: '空き容量を確保するか、--into で別のディスクのフォルダーを指定してください。',
  },
  'copied-differs': {
    en: 'What was written is not what the snapshot holds ({lines}). It was removed again.',
    ja: '書き込んだ内容がスナップショットと一致しません ({lines})。書き込んだものは削除しました。',
  },
  'closed-recipient': {
    en: 'What is sealed in snapshot {id} is for {recipient}, and no key was given: {parts}. Nothing was written.',
    ja: 'スナップショット {id} の次の部分は {recipient} 宛てに暗号化されていますが、鍵が指定されていません: {parts}。何も書き込んでいません。',
  },
  'closed-recipient-next': {
    en: 'Name the key file of {recipient} with --identity FILE, or have the other parts alone with {without}.',
    ja: '{recipient} の鍵ファイルを --identity FILE で指定するか、{without} でほかの部分だけを取り出してください。',
  },
  'closed-passphrase': {
    en: 'What is sealed in snapshot {id} is sealed with a passphrase, and none was given: {parts}. Nothing was written.',
    ja: 'スナップショット {id} の次の部分はパスフレーズで暗号化されていますが、パスフレーズが指定されていません: {parts}。何も書き込んでいません。',
  },
  'closed-passphrase-next': {
    en: 'Give it with --passphrase env:NAME or --passphrase file:PATH, or have the other parts alone with {without}.',
    ja: '--passphrase env:NAME または --passphrase file:PATH で指定するか、{without} でほかの部分だけを取り出してください。',
  },
  'wrong-identity': {
    en: 'Part {part} of snapshot {id} is sound and sealed for {recipient}; the keys that were given are those of {given}. Nothing was written.',
    ja: 'スナップショット {id} の {part} は健全で、{recipient} 宛てに暗号化されています。指定された鍵は {given} のものです。何も書き込んでいません。',
  },
  'wrong-passphrase': {
    en: 'Part {part} of snapshot {id} is sound, and the passphrase that was given does not open it. Nothing was written.',
    ja: 'スナップショット {id} の {part} は健全ですが、指定されたパスフレーズでは開けません。何も書き込んでいません。',
  },
  'wrong-passphrase-next': {
    en: 'Give the passphrase of the day when it was taken, or have the other parts alone with {without}.',
    ja: '取得した当時のパスフレーズを指定するか、{without} でほかの部分だけを取り出してください。',
  },
  'sealed-damaged': {
    en: 'Part {part} of snapshot {id} is damaged: these keys are for it, and what they open is not what was sealed. Nothing was written.',
    ja: 'スナップショット {id} の {part} は壊れています: 鍵は合っていますが、開いた内容が暗号化時のものと一致しません。何も書き込んでいません。',
  },
  'sealed-other': {
    en: 'Part {part} of snapshot {id} opens, and what is inside is not what its record names. Nothing was written.',
    ja: 'スナップショット {id} の {part} は開けましたが、中身が記録と一致しません。何も書き込んでいません。',
  },
  'carried-damaged-next': {
    en: 'Check it in its folder with sha256sum -c {sums}, then carry it over again from where `flatnet-maint snapshots export` made it.',
    ja: 'そのフォルダーで sha256sum -c {sums} を実行して確認し、`flatnet-maint snapshots export` で作成した場所からもう一度運んでください。',
  },
  'carried-large-next': {
    en: 'Unpack it with tar below the snapshots of its component on some host, and open it there by its id.',
    ja: 'いずれかのホストのそのコンポーネントのスナップショットのフォルダーに tar で展開し、ID を指定して開いてください。',
  },
});
export const t = texts.en;
