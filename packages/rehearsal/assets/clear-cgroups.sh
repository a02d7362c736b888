#!/bin/bash
# clear-cgroups.sh NAME : removes the machine's control groups; the last members need an instant to leave.
shopt -s nullglob
# Not even a kill ends what is frozen, as in a paused container.
for group in /sys/fs/cgroup/freezer/flatnet-practice-"$1"; do
  find "$group" -depth -name freezer.state | while read -r file; do echo THAWED > "$file"; done
done
for _ in $(seq 100); do
  left=
  for group in /sys/fs/cgroup/flatnet-practice-"$1" /sys/fs/cgroup/*/flatnet-practice-"$1"; do
    [ -L "${group%/*}" ] && continue
    find "$group" -depth -type d -exec rmdir {} + 2>/dev/null
    [ -d "$group" ] && left=1
  done
  [ -z "$left" ] && exit 0
  sleep 0.02
done
echo "control groups of $1 are still in use" >&2; exit 1
