#!/bin/bash
# open-cgroups.sh : inside the machine; lets Podman make control groups of its own. systemd has closed the older hierarchy's
# folder and left places for controllers that are not there, which Podman takes for controllers.
cd /sys/fs/cgroup || exit 1
if [ -e cgroup.controllers ]; then exit 0; fi
mount -o remount,rw /sys/fs/cgroup
rmdir ./* 2>/dev/null
for link in ./*; do if [ -L "$link" ] && [ ! -e "$link/tasks" ]; then rm "$link"; fi; done
exit 0
