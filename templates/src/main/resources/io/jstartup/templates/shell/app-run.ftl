#!/bin/sh
# Service of jstartup for user ${user}; remove it with 'jstartup native remove'.
exec </dev/null >/dev/null 2>&1
PATH=/usr/sbin:/usr/bin:/sbin:/bin
# Without it the supervisor has the app: 'native install' or 'native remove' was cut short.
if [ ! -e ${gate} ]; then exit 0; fi
cd / || exit 1
umask 022
state=${state}
mkdir -p "$state"
echo $$ >"$state/pid"
<#if waitIp>

<#-- A stop's signal need not reach who waits: the session that it is sent to begins with the app, or the shell ignores it. -->
wanted_down() { <@wantedDown/>; }

<#assign asksInit = true>
<#include "network.ftl">

await_network
if wanted_down; then exit 0; fi
</#if>

<#include "uptime.ftl">

<#if controls>
rm -f "$state/stop"
</#if>
read_uptime
echo "$up" >"$state/started"
# shellcheck disable=SC3045 # not in POSIX, but in every sh
ulimit -S -n ${softFiles} 2>/dev/null || :
<#if hardFiles != "">
# shellcheck disable=SC3045
ulimit -H -n ${hardFiles} && ulimit -S -n ${softFiles}
</#if>
signals=''
if env --default-signal true 2>/dev/null; then signals=--default-signal; fi # runsv ignores some, and a shell can't change that
<#-- A shell of the user's own reads what it has to become from a file that only root can open: no variable of the app's is seen by what
     runs as root, and none is in the arguments of a process. -->
# shellcheck disable=SC2086 # one word or none
exec <#if nice != "">nice -n $((${nice} - $(nice))) </#if><#if leads>setsid </#if>${command(become)} env -i $signals /bin/sh -s <${spec}
