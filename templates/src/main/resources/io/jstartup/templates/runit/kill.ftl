#!/bin/sh
# Whoever has lost patience after 7 s, the supervisor is killed when the apps' own limit has passed. Without waiting: runsv waits for this.
stop_limit=${stopLimit} # seconds
read -r pid <supervise/pid
{
  sleep "$stop_limit"
  read -r now <supervise/pid
  if [ "$now" = "$pid" ]; then kill -KILL "$pid"; fi
} </dev/null >/dev/null 2>&1 &
