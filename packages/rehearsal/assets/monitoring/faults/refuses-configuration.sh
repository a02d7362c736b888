#!/bin/sh
# refuses-configuration: a stand-in of a build that no longer knows a word that older ones take, both when it checks and when it starts.
for word in "$@"; do
  case $word in --config.file=*) word=${word#*=};; esac
  if [ -f "$word" ] && grep -q '^  evaluation_interval:' "$word"; then
    echo "error loading config from \"$word\": couldn't load configuration (--config.file=\"$word\"): parsing YAML file $word: yaml: unmarshal errors:" >&2
    echo '  line 4: field evaluation_interval not found in type config.plain' >&2
    exit 1
  fi
done
exec "/bin/${0##*/}.genuine" "$@"
