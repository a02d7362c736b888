#!/bin/bash
# make-image.sh IMAGE : an image of this machine's own busybox and iputils, without any registry.
set -e -o pipefail
cd /
root=$(mktemp -d); mkdir -p "$root"/{bin,etc,tmp,www}
cp /bin/busybox "$root/bin/busybox"
for applet in $(busybox --list); do [ "$applet" = busybox ] || ln -sf busybox "$root/bin/$applet"; done
# Debian's busybox cannot ping without NET_RAW, which Podman drops; iputils can. Its file capability is left behind.
rm -f "$root/bin/ping"; cp /bin/ping "$root/bin/ping"
for library in $(ldd /bin/ping | grep -o '/[^ ]*'); do mkdir -p "$root${library%/*}"; cp -L "$library" "$root$library"; done
echo 'root:x:0:0:root:/:/bin/sh' > "$root/etc/passwd"
echo app > "$root/www/index.html"
tar -C "$root" -c . | podman import -q --change 'CMD ["/bin/httpd", "-f", "-p", "80", "-h", "/www"]' --change 'ENV PATH=/bin' - "$1"
rm -rf "$root"
