#!/bin/sh
# crash-loops: a stand-in of a build that ends at once.
echo 'ts=2026-01-01T00:00:00Z caller=main.go:1 level=error msg="stand-in: this build ends at once" err="panic: runtime error"' >&2
exit 2
