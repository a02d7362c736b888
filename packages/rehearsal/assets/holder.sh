#!/bin/bash
# holder.sh FOLDER STATE_BYTES : keeps a practice machine's disk (a tmpfs in a mount namespace of its own) across its
# boots, and clears everything away when its standard input ends: the owner closed it, or died.
set -e
folder=$1; state=$2
mount -t tmpfs -o mode=755 practice-disk "$folder/disk"
mkdir -p "$folder/disk/"{root-upper,root-work,usr-upper,usr-work,state,containers}
if [ "$state" != 0 ]; then mount -t tmpfs -o "size=$state,mode=755" practice-state "$folder/disk/state"; fi
echo ready
read -r _ || true
trap '' TERM INT HUP
started() { local s; s=$(cat "/proc/$1/stat" 2>/dev/null) || return 1; s=${s##*) }; set -- $s; [ "$1" != Z ] && [ "$1" != X ] && echo "${20}"; }
if read -r pid start < "$folder/pid" 2>/dev/null; then
  if [ "$(started "$pid")" = "$start" ]; then kill -9 "$pid" || true; fi
  for _ in $(seq 500); do [ "$(started "$pid")" = "$start" ] || break; sleep 0.01; done
fi
"$BASH" "$(dirname "$0")/clear-cgroups.sh" "$(basename "$folder")"
cd /; umount -l "$folder/disk/state" 2>/dev/null || true
umount -l "$folder/disk"; rm -rf "$folder"
