#!/bin/bash
# ask-peer ADDRESS reaches|status : asks the other machine beside the tunnel. `reaches`: does it reach us through the tunnel?
# `status`: what its flatnet-maint says. Ends with 0 when the answer is a good one.
if [ -z "$ASKED" ]; then ASKED=1 exec timeout 15 "$BASH" "$0" "$@"; fi
exec 3<>"/dev/tcp/$1/7000" || exit 1
printf 'GET /%s HTTP/1.0\r\n\r\n' "$2" >&3
read -r _ code _ <&3
sed '1,/^\r$/d' <&3
[ "$code" = 200 ]
