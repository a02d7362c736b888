#!/bin/sh
# rules-not-loaded: the genuine program with a copy of its configuration that names no folder of rules that is there.
for word do
  shift
  case $word in --config.file=*) file=${word#*=}; word=--config.file=/tmp/prometheus.yml;; esac
  set -- "$@" "$word"
done
sed '/^rule_files:/,/^[a-z]/ s#- .*/#- /nowhere/#' "$file" > /tmp/prometheus.yml
exec /bin/prometheus.genuine "$@"
