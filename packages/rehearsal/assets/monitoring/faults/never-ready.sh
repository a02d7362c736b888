#!/bin/sh
# never-ready: a stand-in of a build that runs and never listens.
trap 'exit 0' TERM INT
while :; do sleep 1 & wait; done
