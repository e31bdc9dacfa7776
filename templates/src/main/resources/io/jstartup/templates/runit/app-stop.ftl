#!/bin/sh
# Service of jstartup for user ${user}; remove it with 'jstartup native remove'.
# In place of SIGTERM. Without waiting: runsv waits for this.
signal=${signal}
read -r pid <supervise/pid
case $pid in '' | *[!0-9]*) exit 0 ;; esac
<#if tree>
<#include "/shell/app-session.ftl">

# shellcheck disable=SC2046 # numbers
kill -"$signal" $(members "$pid")
{
  sleep ${killSeconds} 2>/dev/null || sleep ${wholeSeconds} # not every sleep knows fractions
  read -r now <supervise/pid
  # shellcheck disable=SC2046
  if [ "$now" = "$pid" ]; then kill -KILL $(members "$pid"); fi # else finish has seen to the rest, and the number may be another's
} </dev/null >/dev/null 2>&1 &
<#else>
kill -"$signal" "$pid"
{
  sleep ${killSeconds} 2>/dev/null || sleep ${wholeSeconds} # not every sleep knows fractions
  read -r now <supervise/pid
  if [ "$now" = "$pid" ]; then kill -KILL "$pid"; fi
} </dev/null >/dev/null 2>&1 &
</#if>
