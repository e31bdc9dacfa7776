#!/bin/sh
# <#if app>Service of jstartup for user ${user}; remove it with 'jstartup native remove'.<#else>Boot hook of jstartup for user ${user}, home ${home}; remove it with 'jstartup unstartup<#if init == "launchd-agent"> --user</#if>'.</#if>
<#-- The exit codes of the supervisor: 0 it was told to end, 143 so early that Java ended it, 78 another one serves this home. -->
<#include "user.ftl">

stop_limit=${stopLimit} # seconds
child='' nap='' stopping='' code=0

<#if waitIp && linux>
<#include "network.ftl">

</#if>
<#-- A handler runs between two commands, so it may come between a start in the background and the line after it. -->
# SIGTERM: the supervisor gives each app its own signal and time.
# shellcheck disable=SC2317 # the trap calls it
stop() {
  if [ -n "$stopping" ]; then return; fi
  stopping=yes
  if [ -n "$nap" ]; then kill -KILL "$nap" 2>/dev/null; fi
  if [ -n "$child" ]; then end_child; fi
}
trap stop TERM INT
trap '' HUP # a terminal's, or an init system's for "read your settings"

<#include "pause.ftl">

# Ends the child, one that does not come to an end by force, and sets code. This file may have been updated since, with another limit.
end_child() {
  updated=$(sed -n 's/^stop_limit=\([0-9][0-9]*\).*/\1/p' "$0")
  tenths=0 again=''
  kill -TERM "$child" 2>/dev/null
  while kill -0 "$child" 2>/dev/null; do
    pause
    # The first is lost when the child had only begun, and still had the trap of this script.
    if [ -z "$again" ] && [ "$tenths" -ge 10 ]; then
      again=yes
      kill -TERM "$child" 2>/dev/null
    fi
    if [ "$tenths" -ge "<#noparse>${updated:-$stop_limit}</#noparse>0" ]; then kill -KILL "$child" 2>/dev/null; fi
  done
  wait "$child" 2>/dev/null
  code=$?
  ended=yes
}

# Sets code when the child has ended.
run_supervisor() {
  ended=''
  (trap - TERM INT HUP; <#if app>become_jstartup exec --settle --home "$state" - <${spec}<#else>become_jstartup daemon --boot ${init}</#if>) &
  child=$!
  if [ -n "$stopping" ]; then end_child; fi # the signal came before the line above
  wait "$child" 2>/dev/null
  status=$?
  if [ -z "$ended" ]; then code=$status; fi
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
<#if stayDown?has_content>
${command(stayDown)} </dev/null >/dev/null 2>&1 &
</#if>
while [ -z "$stopping" ]; do
  sleep 86400 &
  nap=$!
  if [ -n "$stopping" ]; then kill -KILL "$nap"; fi # as above
  wait "$nap" 2>/dev/null
  nap=''
done
</#if>
exit 0
