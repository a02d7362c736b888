import { catalogue } from '@flatnet-maint/core';

/** What this package says to people, in every language. `t` is the English, which errors, plans and journals hold. */
export const texts = catalogue({
  // The site file.
  'allowed-image': { en: 'the name of an image', ja: 'イメージ名' },
  // The list in /etc/cni/net.d.
  'list-absent': { en: 'there is no such file', ja: 'ファイルがありません' },
  'list-syntax': { en: 'it is no JSON: {why}', ja: 'JSON として読めません: {why}' },
  'list-no-object': { en: 'it is JSON, and no list of plugins', ja: 'JSON ですが、プラグインの一覧ではありません' },
  'list-no-name': { en: 'it names no network', ja: 'ネットワーク名がありません' },
  'list-no-plugin': { en: 'it names no plugin', ja: 'プラグイン名がありません' },
  'list-names': {
    en: 'it names the plugin {type}, and the plugin here is {plugin}',
    ja: 'プラグイン {type} を指定していますが、ここのプラグインは {plugin} です',
  },
  'list-renames': {
    en: 'its network is {name}, and the one here is {present}; every container would lose its network',
    ja: 'ネットワークが {name} ですが、ここのものは {present} です。すべてのコンテナーがネットワークを失います',
  },
  // Steps and gates.
  'step-lay': {
    en: 'keep {version} as {tree}, its sha256 verified',
    ja: 'sha256 を検証して {version} を {tree} に保管',
  },
  'step-record': { en: 'record generation {id}', ja: '世代 {id} を記録' },
  'step-keep': { en: 'keep plugin and list as generation {id}', ja: 'プラグインとリストを世代 {id} として保管' },
  'step-before': {
    en: 'try the present plugin ({version}) with a container of its own, and remove that again',
    ja: '現在のプラグイン ({version}) を専用のコンテナーで試し、そのコンテナーを削除',
  },
  'step-owe': {
    en: 'from here on, end a way back with a container on {version}',
    ja: 'ここから先で元に戻す場合は、最後に {version} でコンテナーを試す',
  },
  'step-put': { en: 'replace {path} by that of {version}, at once', ja: '{path} を {version} のものに一度で置き換え' },
  'gate-answers': {
    en: 'plugin and list are those of {version}, and the plugin answers',
    ja: 'プラグインとリストが {version} のもので、プラグインが応答する',
  },
  'step-trial': {
    en: 'start a container with {version}, try ping and HTTP, and remove it with its address',
    ja: '{version} でコンテナーを起動し、ping と HTTP を試してから、アドレスとともに削除',
  },
  'step-settle': { en: 'leave nothing of the trials behind', ja: '試験のあとを残さない' },
  'step-snapshot': {
    en: 'keep a snapshot of plugin, list and given addresses, under the lock of their keeper',
    ja: 'プラグイン、リスト、払い出し済みアドレスのスナップショットを、管理側のロックのもとで取得',
  },
  'note-before-run': { en: 'before run {run}', ja: '実行 {run} の前' },
  'expect-running': {
    en: 'running containers are not touched; they keep the set-up that they were started with until they are restarted',
    ja: '実行中のコンテナーには触れません。再起動するまで、起動時の設定のままです',
  },
  'ipam-unknown': {
    en: 'Where the plugin keeps the addresses that it gave out is not known, so they are not in the snapshot, and a leak of one would not be seen.',
    ja: 'プラグインが払い出したアドレスの保管場所が分からないため、スナップショットに含まれず、アドレスの解放漏れも検出できません。',
  },
  'ipam-unknown-next': {
    en: 'Write its folder or file as `ipam` into the site file.',
    ja: 'そのフォルダーまたはファイルを、サイトファイルに `ipam` として書いてください。',
  },
  'ipam-copy': {
    en: 'The given addresses in {path} could not be copied under their lock: {said}',
    ja: '{path} の払い出し済みアドレスを、ロックのもとでコピーできませんでした: {said}',
  },
  'ipam-copy-next': {
    en: 'Look who holds the lock, then type the command again.',
    ja: 'ロックを保持しているプログラムを確認し、コマンドをもう一度入力してください。',
  },
  // Podman and the plugin, as they answer.
  'podman-failed': { en: '`podman {words}` failed: {said}', ja: '`podman {words}` が失敗しました: {said}' },
  'containers-not-asked': {
    en: 'without Podman or a list that can be used, its containers cannot be told',
    ja: 'Podman または使えるリストがないため、コンテナーを確認できません',
  },
  'plugin-absent': { en: 'There is no plugin at {path}.', ja: '{path} にプラグインがありません。' },
  'plugin-ended': { en: 'VERSION ended with {how}: {said}', ja: 'VERSION が {how} で終了しました: {said}' },
  'plugin-no-versions': {
    en: 'VERSION was not answered with a list of versions: {said}',
    ja: 'VERSION への応答がバージョンの一覧ではありません: {said}',
  },
  'plugin-other-versions': {
    en: 'it speaks {versions}, and its list wants {wanted}',
    ja: '対応しているのは {versions} ですが、リストが求めているのは {wanted} です',
  },
  'plugin-speaks': { en: 'speaks {versions}', ja: '{versions} に対応' },
  'plugin-took': { en: 'says its versions in {took} ms', ja: '{took} ミリ秒でバージョンを応答' },
  'not-in-place': { en: '{path} is not that of {version}', ja: '{path} が {version} のものではありません' },
  'podman-says': { en: 'Podman said: {said}', ja: 'Podman の出力: {said}' },
  'plugin-says': { en: '{path} does not answer well: {said}', ja: '{path} の応答が正しくありません: {said}' },
  'in-place': { en: '{version} is in place; the plugin {said}', ja: '{version} が配置済み、プラグインは{said}' },
  'network-unknown': {
    en: 'Podman does not know the network {network}: {said}',
    ja: 'Podman がネットワーク {network} を認識していません: {said}',
  },
  'network-other': {
    en: 'The network {network} is one of {driver}, not of {type}.',
    ja: 'ネットワーク {network} は {type} ではなく {driver} のものです。',
  },
  'network-there': {
    en: 'Podman knows the network {network}, of {driver}',
    ja: 'Podman がネットワーク {network} ({driver}) を認識している',
  },
  'containers-answer': {
    en: '{count} running containers on {network}, and each of them answers',
    ja: '{network} で実行中のコンテナー {count} 個がすべて応答している',
  },
  'containers-silent': { en: 'These do not answer: {containers}', ja: '応答しないコンテナー: {containers}' },
  // A trial.
  'trial-failed': {
    en: 'A new container does not come up as it should: {why}',
    ja: '新しいコンテナーが正しく起動しません: {why}',
  },
  'trial-ended': {
    en: 'what listens in {image} ended at once: {said}',
    ja: '{image} の中で待ち受けるプログラムがすぐに終了しました: {said}',
  },
  'trial-address': {
    en: 'its address {address} is none of {ranges}',
    ja: 'アドレス {address} が {ranges} の範囲外です',
  },
  'trial-not-on': {
    en: 'Podman does not list {name} on {network}',
    ja: 'Podman の一覧では、{name} が {network} 上にありません',
  },
  'trial-unproven': {
    en: 'nothing shows that the plugin wired it: {path} is not there',
    ja: 'このプラグインが接続したという記録 {path} がありません',
  },
  'trial-other-plugin': {
    en: 'it was wired by {used}, not by {type}',
    ja: '{type} ではなく {used} によって接続されました',
  },
  'trial-no-ping': {
    en: 'it does not reach the gateway {gateway}: {said}',
    ja: 'ゲートウェイ {gateway} に届きません: {said}',
  },
  'trial-no-http': {
    en: 'what listens in it does not answer at {url}: {why}',
    ja: 'コンテナー内の待ち受けが {url} で応答しません: {why}',
  },
  'trial-leak': {
    en: 'The plugin did not give back what it had given out: {addresses}.',
    ja: 'プラグインが払い出したアドレスを解放しませんでした: {addresses}。',
  },
  'trial-left': { en: 'it is not gone after its removal: {what}', ja: '削除後も残っています: {what}' },
  'trial-slow': {
    en: 'A new container comes up, but slowly: the plugin’s calls took {took} s, and at most {most} s are usual here.',
    ja: '新しいコンテナーは起動しますが、低速です。プラグインの呼び出しに {took} 秒かかりました (ここでの目安は {most} 秒以内)。',
  },
  'trial-hangs': {
    en: 'The plugin hangs: `{words}` did not end within {limit} s, and the plugin was ended. Podman said: {said}',
    ja: 'プラグインが応答しません。`{words}` が {limit} 秒以内に終わらないため、プラグインを終了しました。Podman の出力: {said}',
  },
  'left-notes': { en: 'the notes {path}', ja: '記録 {path}' },
  'left-container': { en: 'container {name}', ja: 'コンテナー {name}' },
  'left-addresses': { en: 'the addresses {addresses}', ja: 'アドレス {addresses}' },
  'back-tried': {
    en: 'a new container on {network} came up and was removed with the plugin from before',
    ja: '以前のプラグインで {network} に新しいコンテナーを起動し、削除できることを確認しました',
  },
  'back-not-tried': {
    en: 'the plugin from before fails its trial, as it did before the change: {why}',
    ja: '以前のプラグインは、変更前と同じく試験に失敗します: {why}',
  },
  // What is kept.
  'same-pair': {
    en: 'Plugin and list of release {version} are in place already, byte for byte. Nothing was changed.',
    ja: 'リリース {version} のプラグインとリストは、まったく同じものがすでに配置済みです。何も変更していません。',
  },
  'release-no-plugin': {
    en: 'Release {version} holds no program that is clearly the plugin {name}: {held}. Nothing was changed.',
    ja: 'リリース {version} に、プラグイン {name} と特定できるプログラムがありません: {held}。何も変更していません。',
  },
  'release-two-lists': {
    en: 'Release {version} holds more than one list: {held}. Nothing was changed.',
    ja: 'リリース {version} にリストが複数あります: {held}。何も変更していません。',
  },
  'release-list': {
    en: 'The list {path} of this release cannot be used: {why}. Nothing was changed.',
    ja: 'このリリースのリスト {path} は使えません: {why}。何も変更していません。',
  },
  'release-next': { en: 'Correct the release.', ja: 'リリースを修正してください。' },
  // Preflight.
  'no-permission': {
    en: '{path} and the containers are root’s; user {uid} may not change them.',
    ja: '{path} とコンテナーは root のものです。ユーザー {uid} には変更できません。',
  },
  sudo: { en: 'Type the command with sudo.', ja: 'sudo を付けて入力してください。' },
  'podman-absent': { en: 'There is no Podman on this host.', ja: 'このホストには Podman がありません。' },
  'podman-absent-next': { en: 'Install Podman 4.', ja: 'Podman 4 をインストールしてください。' },
  'podman-5': {
    en: 'Podman {version} has no CNI any more: it would never run the plugin.',
    ja: 'Podman {version} には CNI がなく、プラグインが実行されることはありません。',
  },
  'podman-5-next': { en: 'Go back to Podman 4.', ja: 'Podman 4 に戻してください。' },
  'podman-backend': {
    en: 'Podman’s network back end is {backend}, not cni: it would never run the plugin.',
    ja: 'Podman のネットワークバックエンドが cni ではなく {backend} のため、プラグインが実行されることはありません。',
  },
  'podman-backend-next': {
    en: 'Write network_backend = "cni" below [network] in /etc/containers/containers.conf.',
    ja: '/etc/containers/containers.conf の [network] に network_backend = "cni" と書いてください。',
  },
  'image-absent': {
    en: 'The image {image}, which a trial starts, is not on this host, and it is not pulled in the middle of a run.',
    ja: '試験で起動するイメージ {image} がこのホストにありません。実行の途中では取得しません。',
  },
  'program-absent': { en: 'These programs are missing: {programs}.', ja: '次のプログラムがありません: {programs}。' },
  shadowed: {
    en: '{path} has the plugin’s name and another content; Podman may run it instead.',
    ja: '{path} はプラグインと同じ名前で内容が異なります。Podman がこちらを実行する可能性があります。',
  },
  'shadowed-next': { en: 'Move {path} away.', ja: '{path} を別の場所に移動してください。' },
  'not-executable': {
    en: '{path} may not be executed, so Podman cannot run it.',
    ja: '{path} に実行権限がないため、Podman が実行できません。',
  },
  'list-unusable': { en: 'The list {path} cannot be used: {why}.', ja: 'リスト {path} は使えません: {why}。' },
  'list-next': {
    en: 'Correct the list, or go back: flatnet-maint rollback cni',
    ja: 'リストを修正するか、元に戻してください: flatnet-maint rollback cni',
  },
  'list-other-plugin': {
    en: 'The list {path} names the plugin {type}, and the site file says {plugin}.',
    ja: 'リスト {path} が指定しているプラグインは {type} ですが、サイトファイルでは {plugin} です。',
  },
  'same-version': { en: 'Version {version} is in place already.', ja: 'バージョン {version} はすでに配置済みです。' },
  downgrade: {
    en: '{version} is older than {present}, which is in place.',
    ja: '{version} は、配置済みの {present} より古いバージョンです。',
  },
  'downgrade-next': {
    en: 'To go back to what was here before: flatnet-maint rollback cni',
    ja: '以前のものに戻すには: flatnet-maint rollback cni',
  },
  'unknown-build': {
    en: 'The plugin in place is an unknown build {sha256}: no release of the site file has this hash.',
    ja: '配置済みのプラグインは不明なビルド {sha256} です。このハッシュのリリースがサイトファイルにありません。',
  },
  'unknown-build-next': {
    en: 'With its release in the site file it would have a name.',
    ja: 'サイトファイルにそのリリースを書けば、名前が付きます。',
  },
  'trial-before': {
    en: 'A container is tried with the present plugin first; if that fails, the upgrade is refused.',
    ja: '最初に現在のプラグインでコンテナーを試し、失敗した場合はアップグレードしません。',
  },
  'trial-before-next': {
    en: 'To replace a plugin that fails it: --accept trial-before --reason TEXT',
    ja: '試験に失敗するプラグインを置き換えるには: --accept trial-before --reason 理由',
  },
  orphans: {
    en: '{count} given addresses belong to no container that is there: {addresses}.',
    ja: '払い出し済みのアドレス {count} 個に対応するコンテナーがありません: {addresses}。',
  },
  'orphans-next': {
    en: 'They are lost for new containers until somebody removes them.',
    ja: '削除するまで、新しいコンテナーには使われません。',
  },
  'find-on-windows': {
    en: 'The CNI plugin runs where Podman runs, which is not Windows; ask inside WSL2.',
    ja: 'CNI プラグインは Podman のある環境で動作します (Windows ではありません)。WSL2 内で実行してください。',
  },
  'find-list-unread': { en: '{path} is not there or may not be read', ja: '{path} がないか、読み取る権限がありません' },
  'find-not-asked': {
    en: 'not asked: only the {most} newest programs are',
    ja: '未確認: 確認するのは新しい {most} 個のプログラムだけです',
  },
  'find-empty': { en: 'it is an empty file', ja: '空のファイルです' },
  'find-not-executable': { en: 'it may not be executed', ja: '実行権限がありません' },
  'find-time-over': { en: 'it was not asked, for the time was up', ja: '制限時間に達したため確認していません' },
  'find-open-to-others': {
    en: 'it was not asked, for others than root can change {path}; to trust it: --use {program}',
    ja: '{path} は root 以外のユーザーも変更できるため確認していません。信頼する場合は --use {program} を指定してください',
  },
  'list-can-be-read': { en: 'it can be read as a list', ja: 'リストとして読み取れます' },
  'best-answers': { en: 'it is in its place and answers', ja: '本来の場所にあり、応答します' },
  'best-copy': { en: 'the newest copy that answers', ja: '応答するコピーのうち最も新しいものです' },
  'best-build': { en: 'the newest kept build that answers', ja: '応答する保存済みビルドのうち最も新しいものです' },
  'best-copy-new': {
    en: 'nothing else answers; it was put there as a new one',
    ja: 'ほかに応答するものがありません。新しいものとして置かれたプログラムです',
  },
  'best-copy-failed': {
    en: 'nothing else answers; it was put aside as a failed one',
    ja: 'ほかに応答するものがありません。失敗したものとして退避されたプログラムです',
  },
  'why-named': {
    en: 'network {network} in {list} names it; containers that run on it: {count}',
    ja: '{list} のネットワーク {network} が指定しています。稼働中のコンテナー: {count}',
  },
  'why-named-unseen': {
    en: 'network {network} in {list} names it; its containers cannot be seen without sudo',
    ja: '{list} のネットワーク {network} が指定しています。コンテナーの確認には sudo が必要です',
  },
  'why-only-program': {
    en: '{plugin} is there, and no list that can be read names it ({list})',
    ja: '{plugin} はありますが、指定しているリストを読み取れません ({list})',
  },
  'why-only-list': {
    en: 'neither {plugin} nor a list that can be read is there ({list})',
    ja: '{plugin} も、読み取れるリストもありません ({list})',
  },
  'seen-site': { en: 'so says the site file: {of}', ja: 'サイトファイルの記載: {of}' },
  'seen-chosen': { en: 'found: {of}, for it was chosen', ja: '検出: 選択された {of}' },
  'seen-program': {
    en: 'found: a program named {type} in a folder of plugins',
    ja: '検出: プラグインのフォルダーにある {type} という名前のプログラム',
  },
  'seen-named': { en: 'found: {list} names it', ja: '検出: {list} が指定' },
  'seen-list': { en: 'found: among the lists that Podman reads', ja: '検出: Podman が読み取るリストの中' },
  'seen-copy': { en: 'found: it is gone, its copy is {of}', ja: '検出: 本体はなく、コピー {of} があります' },
  'seen-image': { en: 'found: has ping in it, in {store}', ja: '検出: ping を含むイメージ ({store} 内)' },
  'seen-ipam': {
    en: 'found: this folder, and the list names none',
    ja: '検出: このフォルダー (リストには指定がありません)',
  },
  'seen-registry': { en: 'found: registryEndpoints in {list}', ja: '検出: {list} の registryEndpoints' },
  'fill-list': {
    en: 'the list that names the plugin {type}, usually in /etc/cni/net.d',
    ja: 'プラグイン {type} を指定するリスト (通常は /etc/cni/net.d にあります)',
  },
  'fill-image': {
    en: 'an image on this host with ping in it; docker.io/library/alpine:latest if absent',
    ja: 'このホストにある ping を含むイメージ (なければ docker.io/library/alpine:latest)',
  },
  'init-names-it': {
    en: '`flatnet-maint init` names the command that puts a good one in its place.',
    ja: '正常なものを戻すコマンドは `flatnet-maint init` が示します。',
  },
  'remark-plugin-absent': {
    en: '{list} names a plugin, and there is no {plugin}: no new container starts on its network.',
    ja: '{list} がプラグインを指定していますが、{plugin} がありません。このネットワークでは新しいコンテナーを起動できません。',
  },
  'remark-runs-on-broken': {
    en: 'No new container starts, and {count} still run on the network: {names}. Whoever restarts one ends it.',
    ja: '新しいコンテナーを起動できません。稼働中のコンテナー {count} 個 ({names}) は動作を続けていますが、再起動すると停止したままになります。',
  },
  'restart-nothing': {
    en: 'Restart no container until `flatnet-maint status` says that the plugin is well.',
    ja: '`flatnet-maint status` でプラグインが正常と示されるまで、コンテナーを再起動しないでください。',
  },
  'remark-reference': {
    en: '{plugin} comes with the distribution, which replaces it when it is updated.',
    ja: '{plugin} はディストリビューション付属のもので、その更新時に置き換わります。',
  },
  'remark-reference-next': {
    en: 'If that is meant all the same: --use with the path of the list.',
    ja: 'それでも対象とする場合は、リストのパスを --use で指定してください。',
  },
  'remark-shadowed': {
    en: '{other} has the same name; Podman takes {plugin}, which is in an earlier folder.',
    ja: '{other} も同じ名前ですが、Podman は先のフォルダーにある {plugin} を使います。',
  },
  'remark-shadowed-next': {
    en: 'Look which of them is meant, and move the other away: {other}',
    ja: 'どちらが正しいか確認し、不要なほうを移動してください: {other}',
  },
  'remark-no-list': {
    en: 'No list names {plugin}, so no container uses it.',
    ja: '{plugin} を指定するリストがないため、どのコンテナーにも使われていません。',
  },
  'remark-no-list-next': {
    en: 'Put the list back; backups of the manual have it in /backup/flatnet/*/cni-config.',
    ja: 'リストを元に戻してください。手順書のバックアップでは /backup/flatnet/*/cni-config にあります。',
  },
  'list-by-hand': {
    en: 'Mend it by hand, or put it back from a backup; no copy of it can be read.',
    ja: '手動で修正するか、バックアップから戻してください。読み取れるコピーはありません。',
  },
  'list-from-copy': {
    en: '{copy} can be read and is taken in its place: flatnet-maint init',
    ja: '代わりに {copy} を使います (読み取り可能): flatnet-maint init',
  },
  'remark-list-absent': {
    en: '{list} is gone: its network is unknown to Podman, and no new container starts on it.',
    ja: '{list} がないため、Podman はこのネットワークを認識できず、新しいコンテナーを起動できません。',
  },
  'remark-list-broken': {
    en: '{list} cannot be used, and no new container starts on its network: {why}',
    ja: '{list} を使用できないため、このネットワークでは新しいコンテナーを起動できません: {why}',
  },
  'remark-list-differs': {
    en: '{copy} is not the same as {list}.',
    ja: '{copy} の内容は {list} と異なります。',
  },
  'remark-list-besides': {
    en: '{list} names {plugin}, too: what is done to the program is done to its containers as well.',
    ja: '{list} も {plugin} を指定しているため、プログラムへの変更はそのコンテナーにも影響します。',
  },
  'remark-list-besides-next': {
    en: 'To make that list the one of the site file: {flag}',
    ja: 'そのリストをサイトファイルに使う場合: {flag}',
  },
  'remark-copy-broken': {
    en: '{path} is no way back: {said}',
    ja: '{path} は復帰先として使えません: {said}',
  },
  'leave-it': {
    en: 'Leave it where it is; no command of this tool uses it or takes it away.',
    ja: 'そのまま残してください。このツールのコマンドが使うことも消すこともありません。',
  },
  'remark-copy-is-bad': {
    en: 'The bytes of {plugin}, which does not answer, are those of {paths}, too: what was kept is the bad one.',
    ja: '{paths} は応答しない {plugin} と同一の内容です。不良のものがバックアップされています。',
  },
  'remark-copy-is-live': {
    en: 'The bytes of {plugin} are those of {paths}, too: going back to them changes nothing.',
    ja: '{paths} は {plugin} と同一の内容のため、戻しても現在と変わりません。',
  },
  'adopt-keeps': {
    en: 'Nothing needs doing; `flatnet-maint adopt cni` keeps what is there under a name of its content.',
    ja: '対応は不要です。`flatnet-maint adopt cni` は現在のものを内容に基づく名前で保存します。',
  },
  'remark-copies-several': {
    en: 'There are {count} backups by hand: {paths}. `cp flatnet.bak.*` of the manual fails with more than one, and its script says "Done" all the same.',
    ja: '手動のバックアップが {count} 個あります: {paths}。複数あると手順書の `cp flatnet.bak.*` は失敗しますが、スクリプトは "Done" と表示します。',
  },
  'remark-copies-several-next': {
    en: 'Do not use that script; `flatnet-maint init` says which of them is good.',
    ja: 'そのスクリプトは使わないでください。どれが正常かは `flatnet-maint init` が示します。',
  },
  'remark-orphans': {
    en: '{count} addresses in {place} belong to containers that run no more: {addresses}',
    ja: '{place} のアドレス {count} 個は、すでに稼働していないコンテナーのものです: {addresses}',
  },
  'remark-orphans-next': {
    en: 'Nothing needs doing as long as addresses are left; see with `podman ps -a` whose they were.',
    ja: 'アドレスに余裕がある限り対応は不要です。どのコンテナーのものかは `podman ps -a` で確認できます。',
  },
  'remark-podman-absent': {
    en: 'There is no Podman on this host, so nobody runs the plugin.',
    ja: 'このホストには Podman がないため、プラグインは使われていません。',
  },
  'remark-podman-absent-next': {
    en: 'Install Podman, or type the command on the host that has it.',
    ja: 'Podman をインストールするか、Podman のあるホストで実行してください。',
  },
  'remark-podman-new': {
    en: 'Podman {version} knows netavark only: it never runs the plugin, and a container that starts tells nothing of it.',
    ja: 'Podman {version} は netavark 専用のため、プラグインは使われません。コンテナーが起動しても、プラグインの確認にはなりません。',
  },
  'remark-podman-new-next': {
    en: 'A Podman of version 4 with `network_backend = "cni"` runs it.',
    ja: 'プラグインを使うには、`network_backend = "cni"` を設定したバージョン 4 の Podman が必要です。',
  },
  'remark-backend': {
    en: 'Podman uses {backend} here: it never runs the plugin, and a container that starts tells nothing of it.',
    ja: 'この Podman は {backend} を使うため、プラグインは使われません。コンテナーが起動しても、プラグインの確認にはなりません。',
  },
  'remark-backend-next': {
    en: 'Write `network_backend = "cni"` below [network] in /etc/containers/containers.conf, then start the containers anew.',
    ja: '/etc/containers/containers.conf の [network] の下に `network_backend = "cni"` と書き、コンテナーを起動し直してください。',
  },
  'remark-two-stores': {
    en: 'Containers of root and of users are on this host, each in a store of its own: {users}. This tool looks after those of root.',
    ja: 'このホストには root のコンテナーとユーザーのコンテナーがあり、保存先が別々です: {users}。このツールが扱うのは root のものです。',
  },
  'remark-two-stores-next': {
    en: 'With `podman ps` each user sees his own; with `sudo podman ps` those of root.',
    ja: '`podman ps` では各ユーザー自身のもの、`sudo podman ps` では root のものが表示されます。',
  },
  'remark-rootless-only': {
    en: 'All containers of this host belong to users ({users}), and none to root: their Podman reads lists in ~/.config/cni/net.d, and this tool looks after root’s only.',
    ja: 'このホストのコンテナーはすべてユーザー ({users}) のもので、root のものはありません。ユーザーの Podman は ~/.config/cni/net.d のリストを読み取りますが、このツールが扱うのは root のものだけです。',
  },
  'remark-rootless-only-next': {
    en: 'Start the containers of a Flatnet as root, as its operations guide does: sudo podman run …',
    ja: 'Flatnet のコンテナーは、運用ガイドのとおり root で起動してください: sudo podman run …',
  },
  'chosen-absent': {
    en: 'There is no program at {path}. Nothing was changed.',
    ja: '{path} にプログラムがありません。何も変更していません。',
  },
  'step-aside': {
    en: 'keep a copy of {path}, as it stands there now, as {name}',
    ja: '現在の {path} の写しを {name} として残す',
  },
  'expect-asides': {
    en: 'what stands there now stays beside under another name, byte for byte: {paths}',
    ja: '現在あるものは、別の名前でそのまま残します: {paths}',
  },
  'answers-well': { en: '{path} answers: it {said}', ja: '{path} は応答します: {said}' },
  'plugin-ended-mute': {
    en: 'VERSION ended with {how} and no word',
    ja: 'VERSION は何も出力せずに終了しました ({how})',
  },
  'why-no-podman': {
    en: 'no Podman is on this host, so it may be left over',
    ja: 'このホストには Podman がないため、残り物の可能性があります',
  },
  // Containers that are restarted.
  'step-restart': {
    en: 'restart the running containers one at a time, each seen answering before the next',
    ja: '実行中のコンテナーを一つずつ再起動し、応答を確認してから次へ進む',
  },
  'gate-restarted': { en: 'tell the addresses before and after', ja: '再起動前後のアドレスを報告' },
  'expect-restarts': {
    en: 'after the commit each running container is restarted once and is away for that time; its address may change',
    ja: 'コミット後に実行中のコンテナーを一度ずつ再起動します。その間は停止し、アドレスが変わることがあります',
  },
  'restart-silent': {
    en: 'it runs, and does not answer at {address}',
    ja: '実行中ですが、{address} で応答しません',
  },
  'restart-stopped': {
    en: 'Container {name} did not come back from its restart: {why}. The new plugin stays; not restarted yet: {untouched}.',
    ja: 'コンテナー {name} が再起動後に復帰しません: {why}。新しいプラグインはそのままです。まだ再起動していないもの: {untouched}。',
  },
  'restarts-none': { en: 'no container was running', ja: '実行中のコンテナーはありませんでした' },
  'restart-same': { en: '{name} has its address {address} again', ja: '{name} は同じアドレス {address} です' },
  'restart-moved': {
    en: '{name} moved from {before} to {after}',
    ja: '{name} のアドレスが {before} から {after} に変わりました',
  },
  'restart-routes': { en: 'registered anew: {routes}', ja: '登録し直したルート: {routes}' },
  'restart-named': {
    en: 'still naming {before}: {files}',
    ja: 'まだ {before} を参照しているファイル: {files}',
  },
  'registry-refused': {
    en: 'The gateway did not take the new address of {name} at {url} ({status}): {said}',
    ja: 'ゲートウェイが {url} で {name} の新しいアドレスを受け付けませんでした ({status}): {said}',
  },
  'containers-down': { en: 'not running: {containers}', ja: '停止中: {containers}' },
  'plugin-linked': {
    en: '{path} is a link to {to}; it has to be a file of its own, for one version would come into the file of another.',
    ja: '{path} は {to} へのリンクです。あるバージョンの内容が別のバージョンのファイルに入るのを防ぐため、独立したファイルである必要があります。',
  },
  'ipam-unreadable': {
    en: 'The given addresses in {path} cannot be read: {why}',
    ja: '{path} の払い出し済みアドレスを読めません: {why}',
  },
  'ipam-unreadable-next': {
    en: 'Look whether the file is damaged, then type the command again.',
    ja: 'ファイルが壊れていないかを確認し、コマンドをもう一度入力してください。',
  },
  'podman-mute': {
    en: '`{words}` ended with {how} and said nothing',
    ja: '`{words}` が何も出力せずに {how} で終了しました',
  },
  'restart-not': {
    en: '{name} was stopped or removed by somebody meanwhile, and was left so',
    ja: '{name} はその間に停止または削除されていたため、そのままにしました',
  },
  'calls-ended': {
    en: 'plugin calls that hung and held up Podman were ended: {calls}',
    ja: '応答せず Podman を止めていたプラグインの呼び出しを終了しました: {calls}',
  },
  'step-trial-last': {
    en: 'end plugin calls that hang, then start a container with {version}, try ping and HTTP, and remove it with its address',
    ja: '応答しないプラグインの呼び出しを終了してから {version} でコンテナを起動し、ping と HTTP を試して、アドレスとともに削除',
  },
  'trial-name': {
    en: 'There is a container {name} that is not of this run. It was not touched.',
    ja: 'この実行のものではないコンテナ {name} があります。触れていません。',
  },
  'registry-answers': {
    en: 'The gateway does not tell its routes: {url} answered with status {status}.',
    ja: 'ゲートウェイがルートを返しません。{url} の応答は状態 {status} です。',
  },
  'list-tells': {
    en: '{path} tells of network {name}, of plugin {type}',
    ja: '{path} はネットワーク {name} (プラグイン {type}) を定義しています',
  },
  'step-clear-trials': {
    en: 'leave nothing of trials that were cut short behind',
    ja: '途中で終わった試験のあとを残さない',
  },
  'containers-ended': {
    en: 'not running since the machine was started anew: {containers}',
    ja: 'マシンの再起動後は停止中: {containers}',
  },
  'trial-present': {
    en: 'The plugin that is in place fails already, before the new one was tried. {why}',
    ja: '新しいプラグインを試す前に、配置済みのプラグインがすでに失敗しています。{why}',
  },
  'trial-present-next': {
    en: 'Go back to a good one: flatnet-maint rollback cni; or type the upgrade again with --accept trial-before --reason TEXT',
    ja: '正常なものに戻すか (flatnet-maint rollback cni)、--accept trial-before --reason 理由 を付けてアップグレードをもう一度入力してください',
  },
});
export const t = texts.en;
