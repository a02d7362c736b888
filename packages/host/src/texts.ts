import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  'lock-held': {
    en: 'Process {pid} is at work there and holds {path}. Nothing was changed.',
    ja: 'プロセス {pid} が作業中で、{path} を保持しています。何も変更していません。',
  },
  'lock-held-next': {
    en: 'Wait until the other command has ended, then run this one again.',
    ja: 'もう一方のコマンドが終わるのを待って、もう一度実行してください。',
  },
  'download-unanswered': {
    en: '{url} could not be read: {why}. Nothing was fetched.',
    ja: '{url} を読み取れませんでした: {why}。何も取得していません。',
  },
  'download-unanswered-next': {
    en: 'Check the network and the address; without a network use `flatnet-maint releases add COMPONENT FILE`.',
    ja: 'ネットワークとアドレスを確認してください。ネットワークがない場合は `flatnet-maint releases add COMPONENT FILE` を使用してください。',
  },
  'download-unfinished': {
    en: '{url} was not fetched whole: {why}. {have} of {bytes} bytes are in the cache.',
    ja: '{url} を最後まで取得できませんでした: {why}。{bytes} バイトのうち {have} バイトがキャッシュにあります。',
  },
  'download-unfinished-next': {
    en: 'Run the same command again; it goes on where this one ended.',
    ja: '同じコマンドをもう一度実行してください。中断した箇所から再開します。',
  },
  'download-proxied': {
    en: 'It was asked through the proxy that {name} names.',
    ja: '{name} で指定されたプロキシ経由で要求しました。',
  },
  'download-status': { en: 'the server answered {status}', ja: 'サーバーの応答は {status} でした' },
  'download-ended-early': { en: 'the server ended before all was sent', ja: 'サーバーが送信を途中で終えました' },
  'download-other-range': {
    en: 'the server did not go on where the last attempt ended',
    ja: 'サーバーが前回の続きを送信しませんでした',
  },
  'download-coded': {
    en: 'the server sent it in the coding {coding}, which was not asked for',
    ja: 'サーバーが、要求していない形式 {coding} で送信しました',
  },
  'download-stalled': {
    en: 'the server sent nothing for {stall} s',
    ja: 'サーバーから {stall} 秒間何も届きませんでした',
  },
  'download-over': {
    en: 'it took longer than {total} s in all',
    ja: '全体で {total} 秒を超えました',
  },
  'download-broken': { en: 'the connection failed with {why}', ja: '接続エラー {why}' },
  'download-refused': {
    en: '{url} was refused by its server with status {status}. Nothing was fetched.',
    ja: '{url} はサーバーにステータス {status} で拒否されました。何も取得していません。',
  },
  'download-refused-next': {
    en: 'Correct the source in the site file, tell whoever keeps it, or use another one (`flatnet-maint releases`).',
    ja: 'サイトファイルのリリース元を修正するか、管理者に連絡するか、別のリリース元を使用してください (`flatnet-maint releases`)。',
  },
  'download-too-large': {
    en: '{url} sent more than the {most} bytes that it may have, and was cut off. Nothing of it was kept.',
    ja: '{url} は上限の {most} バイトを超えて送信したため打ち切りました。内容は保持していません。',
  },
  'download-size': {
    en: '{url} is {length} bytes long at its server, and {bytes} by its index. Nothing of it was kept.',
    ja: '{url} はサーバー上では {length} バイトですが、索引では {bytes} バイトです。内容は保持していません。',
  },
  'redirect-refused': {
    en: '{url} was redirected, which was not followed: {why}. Nothing was fetched.',
    ja: '{url} はリダイレクトされましたが、従いませんでした: {why}。何も取得していません。',
  },
  'redirect-many': { en: 'there were more than {most} redirects in a row', ja: 'リダイレクトが {most} 回を超えました' },
  'redirect-nowhere': { en: 'its new address is none', ja: '転送先がアドレスとして正しくありません' },
  'redirect-scheme': {
    en: 'its new address begins with {scheme}, and only http and https are used',
    ja: '転送先が {scheme} で始まります。使用できるのは http と https だけです',
  },
  'redirect-downgrade': {
    en: 'it leads from https to http, where anybody could change it',
    ja: 'https から http への転送であり、途中で改変されるおそれがあります',
  },
  'partial-kind': {
    en: '{path} is not a file, so nothing can be fetched into it.',
    ja: '{path} はファイルではないため、取得先として使用できません。',
  },
  'partial-kind-next': { en: 'Look at what {path} is, and remove it.', ja: '{path} を確認し、削除してください。' },
  'partial-full': {
    en: 'The disk became full while {path} was fetched; its first {size} bytes are kept.',
    ja: '{path} の取得中にディスクがいっぱいになりました。先頭の {size} バイトは保持しています。',
  },
  'partial-full-next': {
    en: 'Free some space (`df -h`), then run the same command again; it goes on where this one ended.',
    ja: '空き容量を確保し (`df -h`)、同じコマンドをもう一度実行してください。中断した箇所から再開します。',
  },
});
export const t = texts.en;
