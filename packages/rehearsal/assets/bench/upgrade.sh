#!/bin/bash
# The deeds and checks of `flatnet-maint upgrade gateway --soak 0s` on the practice gateway, by hand, in the same order and
# with the same fixed waits. What it cannot do: go back, be killed half-way, refuse what is wrong before it starts.
# Every series of questions is one curl with many URLs and new connections, not one process a question.
set -euo pipefail
root=$1 archive=$2 sha=$3 version=$4 state=$5
home=$root/openresty site=http://127.0.0.1:80 api=http://10.100.1.1:8080
old=$(readlink -f "$home")
id=$version-by-hand-$$
new=$root/generations/gateway/$id
rehearsal=$root/generations/gateway/.rehearsal-$$
snapshot=$state/snapshots/gateway/$id
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$state/last-good" "$state/generations/gateway" "$snapshot" "${new%/*}"

fail() { echo "$*" >&2; exit 1; }
# Written aside, on the disk, renamed.
put() { cat > "$1.new"; sync "$1.new"; mv -T "$1.new" "$1"; sync "${1%/*}"; }
on_disk() { find "$1" -type f -exec sync {} +; }
digests() { (cd "$1" && find . -path ./logs -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum); }
nginx_under() { find /proc -maxdepth 2 -name exe -lname "$1/*" -printf '%h\n' 2> /dev/null | cut -c7-; }
accepting() {
  local held pid
  held=$(ss -Hltnp)
  for pid in $(nginx_under "$1"); do [[ $held == *"pid=$pid,"* && $(tr '\0' ' ' < "/proc/$pid/cmdline") == 'nginx: worker'* ]] && echo "$pid"; done
  return 0
}
master_of() {
  local pid
  for pid in $(nginx_under "$1"); do [[ $(tr '\0' ' ' < "/proc/$pid/cmdline") == 'nginx: master'* ]] && echo "$pid" && return; done
}
# within TENTHS CONDITION: asked every 25 ms.
within() { local n=$(($1 * 4)); shift; until "$@"; do ((n-- > 0)) || return 1; sleep 0.025; done; }
takes_connections() { [[ -n $(accepting "$1") ]]; }
takes_none() { [[ -z $(accepting "$1") ]]; }
is_gone() { [[ -z $(nginx_under "$1") ]]; }
get() { curl -sf -m 3 "$1"; }
median() { sort -n | sed -n "$((($1 + 1) / 2))p"; }

# How many of 40 new connections are answered by the wanted build, and whether its program is what lies on the disk.
identity() {
  local tree=$1 wanted=$2 count pid exe
  count=$(curl -s -m 2 -H 'Connection: close' "$site/build?[1-40]" | grep -cx "${wanted//./\\.}") || true
  pid=$(accepting "$tree" | head -1)
  if [[ -n $pid ]]; then
    exe=$(readlink "/proc/$pid/exe")
    [[ $(sha256sum < "/proc/$pid/exe") == "$(sha256sum < "$exe")" ]] || fail "$exe runs from other bytes"
    "$exe" -v 2>&1 | grep -q "/${wanted//./\\.}\$" || fail "$exe is not $wanted"
  fi
  echo "$count"
}
latency() { curl -s -m 2 -H 'Connection: close' -o /dev/null -w '%{time_total}\n' "$api/api/status?[1-7]" | median 7; }
log_signs() { tail -c 65536 "$root/logs/error.log" 2> /dev/null | grep -E '\[(emerg|alert|crit)\]' | sed 's/.*\[/[/; s/[0-9]\+/N/g' | sort -u || true; }
names() { grep -o '"name":"[^"]*"' | sort; }
routes_known() { local now; now=$(get "$api/api/containers" | names); [[ -z $(comm -23 <(names < "$new/boot/routes.json") <(echo "$now")) ]]; }

# ── prepare: nothing live changes
echo "$sha  $archive" | sha256sum -c --quiet
mkdir "$new"
tar -xzf "$archive" -C "$new" --strip-components=1
rm -rf "$new/conf"
cp -a "$old/conf" "$new/conf"
cp -a "$old/lualib/flatnet" "$new/lualib/flatnet"
rm -rf "$new/html"
cp -a "$old/html" "$new/html"
mkdir -p "$new/logs" "$new/boot"
sed -i "s|$old|$new|g; s|$home|$new|g" "$new"/conf/*.conf
echo "{\"id\":\"$id\",\"version\":\"$version\"}" | put "$new/generation.json"
on_disk "$new"
# Tested and rehearsed with the paths it was rendered with.
"$new/sbin/nginx" -t -p "$new" -c "$new/conf/nginx.conf" 2> "$work/test" || fail "$(cat "$work/test")"

get "$api/api/containers" > "$new/boot/routes.json"
mkdir -p "$rehearsal/logs"
cp -a "$new/conf" "$rehearsal/conf"
sed -i "s|$new/conf|$rehearsal/conf|g
  s|listen 80 default_server|listen 127.0.0.1:21100|; s|listen 10.100.1.1:8080|listen 127.0.0.1:21101|; s|listen 127.0.0.1:9145|listen 127.0.0.1:21102|
  s|^pid .*|pid \"$rehearsal/nginx.pid\";|; s|^error_log .*|error_log \"$rehearsal/logs/error.log\" notice;|; s|\"[^\"]*/temp/|\"$rehearsal/|" "$rehearsal"/conf/*.conf
"$new/sbin/nginx" -p "$rehearsal" -c "$rehearsal/conf/nginx.conf"
within 40 takes_connections "$new" || fail 'the rehearsal takes no connections'
first=$(master_of "$new")
began=$EPOCHREALTIME
pairs() {
  local live=$1 there=$2 args=() n
  get "$there" > /dev/null
  for n in {1..15}; do args+=(-o /dev/null "$live" -o /dev/null "$there"); done
  curl -s -m 4 -H 'Connection: close' -w '%{http_code} %{time_total}\n' "${args[@]}" > "$work/pairs"
  [[ $(grep -c '^200' "$work/pairs") == 30 ]] || fail "$there does not answer"
  local a b
  a=$(sed -n 'n;p' "$work/pairs" | cut -d' ' -f2 | median 15)
  b=$(sed -n 'p;n' "$work/pairs" | cut -d' ' -f2 | median 15)
  awk -v new="$a" -v old="$b" 'BEGIN { exit (new > 4 * old && new - old > 0.004) }' || fail "$there takes $a s, $b s on the live build"
}
ask_all() {
  pairs "$site/health" http://127.0.0.1:21100/health
  pairs "$api/api/health" http://127.0.0.1:21101/api/health
  pairs "$api/api/status" http://127.0.0.1:21101/api/status
  [[ -z $(comm -23 <(names < "$new/boot/routes.json") <(get http://127.0.0.1:21101/api/containers | names)) ]] || fail 'routes are missing'
}
ask_all
sleep "$(awk -v a="$began" -v b="$EPOCHREALTIME" 'BEGIN { left = 3 - (b - a); print (left > 0 ? left : 0) }')"
[[ $(master_of "$new") == "$first" ]] && takes_connections "$new" || fail 'the rehearsal did not stay up'
ask_all
kill -QUIT "$first"
within 5 is_gone "$new" || { kill -TERM "$first"; within 10 is_gone "$new"; } || fail 'the rehearsal does not end'
rm -rf "$rehearsal"
digests "$new" > "$work/generation"
put "$state/generations/gateway/$id.sha256" < "$work/generation"
# From here on the paths mean the pointer.
sed -i "s|$new|$home|g" "$new"/conf/*.conf
sync "$new"/conf/*.conf

# ── backup
for part in "$old"/*; do [[ ${part##*/} == logs ]] || cp -a "$part" "$snapshot/"; done
on_disk "$snapshot"
digests "$old" > "$work/before"
digests "$snapshot" > "$work/copy"
cmp "$work/before" "$work/copy" || fail 'the snapshot differs'
put "$snapshot.sha256" < "$work/copy"
echo "$old" | put "$state/last-good/gateway"

# ── before the first change: every probe, those that compare five times
[[ $(identity "$old" "$("$old/sbin/nginx" -v 2>&1 | sed 's|.*/||')") == 40 ]] || fail 'another build answers'
get "$site/health" > /dev/null
get "$api/api/health" > /dev/null
get "$api/api/status" > /dev/null
get "$api/api/containers" > /dev/null
for n in {1..5}; do latency; done | median 5 > "$work/latency"
for n in {1..5}; do log_signs; done | sort -u > "$work/signs"

# ── cutover
get "$api/api/containers" | put "$new/boot/routes.json"
ln -s "$new" "$home.new"
mv -T "$home.new" "$home"
sync "$root"
master=$(master_of "$old")
kill -USR2 "$master"
within 60 takes_connections "$new" || fail 'the new build did not come up'
answers=0
for n in {1..8}; do
  answers=$(identity "$new" "$version")
  ((answers >= 5)) && break
  sleep 0.2
done
((answers >= 5)) || fail 'the new build does not answer'
touch "$old/drain" "$new/drain"
sync "$old/drain" "$new/drain"
for n in {1..20}; do
  workers=$(accepting "$old")
  open=$(ss -Htnp state established)
  for pid in $workers; do [[ $open == *"pid=$pid,"* ]] && { sleep 0.1; continue 2; }; done
  break
done
get "$api/api/containers" > /dev/null
kill -WINCH "$master"
within 30 takes_none "$old" || fail 'the old build still takes connections'
routes_known || fail 'routes were lost'
rm -f "$old/drain" "$new/drain"
[[ $(identity "$new" "$version") == 40 ]] || fail 'the old build still answers'

# ── verify: three in a row, 250 ms apart; no soak
for n in 1 2 3; do
  [[ $(identity "$new" "$version") == 40 ]] || fail 'identity'
  get "$site/health" > /dev/null
  get "$api/api/health" > /dev/null
  get "$api/api/status" | grep -q '^{' || fail 'api-status'
  routes_known || fail 'routes'
  awk -v now="$(latency)" -v before="$(cat "$work/latency")" 'BEGIN { exit (now > 4 * before && now > 0.008) }' || fail 'latency'
  [[ $n == 1 ]] && { [[ -z $(comm -13 "$work/signs" <(log_signs)) ]] || fail 'log'; }
  [[ $n == 3 ]] || sleep 0.25
done

# ── after
echo "$new" | put "$state/last-good/gateway"
digests "$old" | put "$state/generations/gateway/${old##*/}.sha256"
takes_connections "$new" || fail 'the new build is gone'
kill -QUIT "$master"
within 600 is_gone "$old" || fail 'the old build does not end'
