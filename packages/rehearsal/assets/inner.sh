#!/bin/bash
# inner.sh FOLDER USR[:USR] OPT BOOT_ID HOST_NAME STATE ADDRESS [hide|ro|rw PATH]... : first process of the machine; becomes its systemd.
# Each USR is laid over the host's own /usr, the first one uppermost.
set -e
folder=$1; usr=$2; opt=$3; boot=$4; host=$5; state=$6; address=$7; shift 7
disk=$folder/disk; root=$folder/root; mkdir -p "$root"
# Two overlays, not one over two folders: a lower folder inside another lower folder of the same file system is refused
# (ELOOP), and the layer lies somewhere below /.
first=; [ -e "$disk/installed" ] || first=1
mount -t overlay practice-root -o "lowerdir=/,upperdir=$disk/root-upper,workdir=$disk/root-work" "$root"
mount -t overlay practice-usr -o "lowerdir=$usr:/usr,upperdir=$disk/usr-upper,workdir=$disk/usr-work" "$root/usr"
mount -t proc proc "$root/proc"; mount -t sysfs sysfs "$root/sys"
# A /dev of its own: journald would put its /dev/log into the shared one.
mount -t tmpfs -o mode=755 practice-dev "$root/dev"
for n in null zero full random urandom tty net/tun; do
  if [ -e "/dev/$n" ]; then mkdir -p "$root/dev/$(dirname $n)"; : > "$root/dev/$n"; mount --bind "/dev/$n" "$root/dev/$n"; fi
done
: > "$root/dev/console"; mount --bind "$folder/console" "$root/dev/console"
mkdir "$root/dev/"{pts,shm}; mount -t devpts -o newinstance,ptmxmode=666 devpts "$root/dev/pts"; ln -s pts/ptmx "$root/dev/ptmx"
mount -t tmpfs -o mode=1777 practice-shm "$root/dev/shm"
ln -s /proc/self/fd "$root/dev/fd"; for i in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/${i%:*}" "$root/dev/${i#*:}"; done
# Control groups of its own: else systemd remounts the shared /sys/fs/cgroup tmpfs read-only for the whole machine.
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
  mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
else
  mount -t tmpfs -o mode=755 practice-cgroup "$root/sys/fs/cgroup"
  for c in /sys/fs/cgroup/*; do
    c=${c##*/}; if [ ! -d "/sys/fs/cgroup/$c" ] || [ -L "/sys/fs/cgroup/$c" ]; then continue; fi
    case $c in unified) continue;; systemd) o=none,name=systemd;; *) o=$c;; esac
    mkdir "$root/sys/fs/cgroup/$c"; mount -t cgroup -o "$o" cgroup "$root/sys/fs/cgroup/$c"
  done
fi
mount -t tmpfs -o mode=755 practice-run "$root/run"; mkdir -p "$root/run/lock"; mount -t tmpfs -o mode=1777 practice-tmp "$root/tmp"
echo "$boot" > "$folder/boot_id"; mount --bind "$folder/boot_id" "$root/proc/sys/kernel/random/boot_id"
mkdir -p "$root/opt/flatnet-practice"; mount --bind "$opt" "$root/opt/flatnet-practice"; mount -o remount,bind,ro "$root/opt/flatnet-practice"
if [ "$state" != 0 ]; then mkdir -p "$root/var/lib/flatnet-maint"; mount --bind "$disk/state" "$root/var/lib/flatnet-maint"; fi
# Podman's own store: an overlay cannot lie on this one.
mkdir -p "$root/var/lib/containers"; mount --bind "$disk/containers" "$root/var/lib/containers"
while [ $# -gt 0 ]; do
  if [ "$1" = hide ]; then mount -t tmpfs -o mode=755 practice-hidden "$root$2"; shift 2; continue; fi
  if [ -d "$2" ]; then mkdir -p "$root$2"; else mkdir -p "$(dirname "$root$2")"; [ -e "$root$2" ] || : > "$root$2"; fi
  mount --bind "$2" "$root$2"; if [ "$1" = ro ]; then mount -o remount,bind,ro "$root$2"; fi
  shift 2
done
if [ -n "$first" ]; then
  # Nothing starts by itself but what a test enables: units of the host would act on the shared kernel (sysctl, binfmt,
  # modules, udev), empty /tmp, or mount its fstab; generators too. journald stays, for `journalctl -u` is worth having.
  find "$root"/usr/lib/systemd/system/*.wants "$root"/usr/lib/systemd/system/*.requires "$root"/etc/systemd/system/*.wants \
    "$root"/etc/systemd/system/*.requires -mindepth 1 ! -name 'systemd-journald*' -delete 2>/dev/null || true
  rm -rf "$root"/usr/lib/systemd/system-generators/* "$root"/etc/systemd/system-generators "$root"/etc/fstab "$root"/var/log/journal
  for u in systemd-tmpfiles-clean.timer systemd-tmpfiles-setup.service systemd-remount-fs.service systemd-udevd.service \
    systemd-sysctl.service systemd-modules-load.service systemd-binfmt.service; do ln -sf /dev/null "$root/etc/systemd/system/$u"; done
  printf '[Unit]\nDescription=Practice machine\nDefaultDependencies=no\n' > "$root/etc/systemd/system/multi-user.target"
  mkdir -p "$root/etc/systemd/system/multi-user.target.wants" "$root/etc/systemd/journald.conf.d"
  printf '[Journal]\nStorage=volatile\nReadKMsg=no\nAudit=no\n' > "$root/etc/systemd/journald.conf.d/practice.conf"
  tr -d - < /proc/sys/kernel/random/uuid > "$root/etc/machine-id.new"; mv "$root/etc/machine-id.new" "$root/etc/machine-id"
  rm -f "$root/etc/hostname" "$root/etc/hosts"
  echo "$host" > "$root/etc/hostname"; printf '127.0.0.1 localhost %s\n' "$host" > "$root/etc/hosts"
  rm -rf "$root/srv"/* "$root/etc/containers" "$root/etc/cni" "$root/opt/cni" "$root/var/lib/cni"; : > "$disk/installed"
fi
# What podman.conf of tmpfiles.d does at each boot: addresses of containers that a power cut ended would stay taken.
rm -rf "$root/var/lib/cni/networks"/*
chroot "$root" /usr/bin/env PATH=/usr/sbin:/usr/bin:/sbin:/bin bash -c "hostname $host; ip link set lo up; [ $address = none ] || ip addr add $address dev lo"
cd "$root"; mkdir -p .old; pivot_root . .old; cd /; mount --make-rprivate /; umount -l /.old; rmdir /.old
mount --make-shared /run
exec env -i container=practice PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin /usr/lib/systemd/systemd \
  --system --unit=multi-user.target --log-target=console --log-level=warning --show-status=no
