#!/bin/sh
# noisy: the genuine program, which says an error once a second that no other build says.
while :; do
  echo 'ts=2026-01-01T00:00:00Z caller=head.go:1 level=error component=tsdb msg="stand-in: compaction failed" err="invalid magic number 0"' >&2
  sleep 1
done &
exec /bin/prometheus.genuine "$@"
