#!/bin/bash
# boot.sh NAME INNER... : enters the machine's own control groups, then starts pid 1 in namespaces of its own.
# The caller gives it a session of its own; setsid here would fork and hide the process that is waited for.
set -e
name=flatnet-practice-$1; shift
cd /sys/fs/cgroup
if [ -e cgroup.controllers ]; then # pure v2
  mkdir -p "$name"; echo $$ > "$name/cgroup.procs"
else
  for controller in *; do
    if [ ! -d "$controller" ] || [ -L "$controller" ] || [ ! -e "$controller/cgroup.procs" ]; then continue; fi
    mkdir -p "$controller/$name"
    # A new cpuset has no processors and takes no process until it gets some.
    if [ -e "$controller/cpuset.cpus" ]; then for f in cpus mems; do cat "$controller/cpuset.$f" > "$controller/$name/cpuset.$f"; done; fi
    echo $$ > "$controller/$name/cgroup.procs"
  done
fi
cd /
exec unshare -m -p -f -n -u -i -C --propagation private "$BASH" "$@"
