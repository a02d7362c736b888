#!/bin/sh
# no-targets-up: the genuine program with a copy of its configuration in which every target is at a port where nobody is.
for word do
  shift
  case $word in --config.file=*) file=${word#*=}; word=--config.file=/tmp/prometheus.yml;; esac
  set -- "$@" "$word"
done
sed -E '/^scrape_configs:/,$ s/(targets:.*:)[0-9]+/\11/' "$file" > /tmp/prometheus.yml
exec /bin/prometheus.genuine "$@"
