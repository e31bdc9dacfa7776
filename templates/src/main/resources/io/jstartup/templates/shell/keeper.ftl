#!/bin/sh
# <#if app>Service of jstartup for user ${user}; remove it with 'jstartup native remove'.<#else>Boot hook of jstartup for user ${user}, home ${home}; remove it with 'jstartup unstartup<#if init == "launchd-agent"> --user</#if>'.</#if>
<#-- The exit codes of the supervisor: 0 it was told to end, 143 so early that Java ended it, 78 another one serves this home. -->
<#include "user.ftl">

stop_limit=${stopLimit} # seconds
child='' watchdog='' stopping='' code=0

<#if waitIp && linux>
<#include "network.ftl">

</#if>
# SIGTERM: the supervisor gives each app its own signal and time.
# shellcheck disable=SC2317 # the trap calls it
stop() {
  stopping=yes
  if [ -n "$child" ]; then kill -TERM "$child" 2>/dev/null; fi
}
trap stop TERM INT
trap '' HUP # a terminal's, or an init system's for "read your settings"

# Kills a supervisor that does not come to an end. This file may have been updated since, with another limit.
watch_stop() {
  nap=''
  updated=$(sed -n 's/^stop_limit=\([0-9][0-9]*\).*/\1/p' "$0")
  trap 'if [ -n "$nap" ]; then kill "$nap" 2>/dev/null; fi; exit 0' TERM
  sleep "<#noparse>${updated:-$stop_limit}</#noparse>" &
  nap=$!
  wait "$nap"
  kill -KILL "$child"
}

# Sets code when the child has ended; a signal cuts the first wait short.
await_child() {
  if [ -z "$stopping" ]; then
    wait "$child"
    code=$?
  fi
  if [ -z "$stopping" ]; then return; fi
  watch_stop &
  watchdog=$!
  while kill -0 "$child" 2>/dev/null; do
    wait "$child"
    code=$?
  done
  kill -TERM "$watchdog" 2>/dev/null
}

run_supervisor() {
  (trap - TERM INT HUP; <#if app>become_jstartup exec --settle --home "$state" - <${spec}<#else>become_jstartup daemon --boot ${init}</#if>) &
  child=$!
  if [ -n "$stopping" ]; then kill -TERM "$child" 2>/dev/null; fi
  await_child
  child=''
}

<#if waitIp && linux>
await_network
</#if>
while [ -z "$stopping" ]; do
  run_supervisor
  case $code in 0 | 78 | 143) break ;; esac
  if [ -z "$stopping" ]; then sleep 1; fi # its successor finds the apps running
done
if [ -n "$stopping" ] && [ "$code" != 0 ] && [ "$code" != 78 ]; then
  # It was killed or had just crashed: another one takes the apps over at once, and stops them.
  (trap - TERM INT HUP; become_jstartup kill --left-behind) </dev/null
fi
<#if idles>
if [ -n "$stopping" ]; then exit 0; fi

# It was told to end. Nothing is to bring it back before the next boot, so this script stays.
nap=''
trap 'kill "$nap" 2>/dev/null; exit 0' TERM INT
<#if stayDown?has_content>
${command(stayDown)} </dev/null >/dev/null 2>&1 &
</#if>
while :; do
  sleep 86400 &
  nap=$!
  wait "$nap"
done
<#else>
exit 0
</#if>
