#!/bin/sh
# forgets-silences: the genuine program, whose silences are gone whenever it starts.
rm -f /alertmanager/silences
exec /bin/alertmanager.genuine "$@"
