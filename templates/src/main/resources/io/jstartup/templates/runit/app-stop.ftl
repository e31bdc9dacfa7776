#!/bin/sh
# Service of jstartup for user ${user}; remove it with 'jstartup native remove'.
# In place of SIGTERM. Without waiting: runsv waits for this.
signal=${signal}
state=${state}
read -r pid <supervise/pid
case $pid in '' | *[!0-9]*) exit 0 ;; esac

<#include "app-stopping.ftl">

if stopping "$pid"; then exit 0; fi # 'sv exit' after 'sv down', as at each shutdown
<#if tree>

<#include "/shell/app-session.ftl">

told=$(members "$pid" | tr '\n' ' ')
if [ -n "$told" ]; then
  echo "$pid $up $told" >"$state/stop"
  # shellcheck disable=SC2086 # numbers
  kill -"$signal" $told
fi
{
  sleep ${killSeconds} 2>/dev/null || sleep ${wholeSeconds} # not every sleep knows fractions
  read -r now <supervise/pid
  # shellcheck disable=SC2046
  if [ "$now" = "$pid" ]; then kill -KILL $(members "$pid"); fi # else finish has seen to the rest, and the number may be another's
} </dev/null >/dev/null 2>&1 &
<#else>
echo "$pid $up" >"$state/stop"
kill -"$signal" "$pid"
{
  sleep ${killSeconds} 2>/dev/null || sleep ${wholeSeconds} # not every sleep knows fractions
  read -r now <supervise/pid
  if [ "$now" = "$pid" ]; then kill -KILL "$pid"; fi
} </dev/null >/dev/null 2>&1 &
</#if>
