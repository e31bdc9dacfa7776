<#-- $1 is the exit code, and something else when a signal has ended it. stay_down, wanted_down and pid come from the init system. -->
signal=${signal}
state=${state}
<#if tree>

<#include "app-session.ftl">

# What the app has left gets the signal, and SIGKILL when its time is over.
sweep() {
  left=$(members "$1")
  if [ -z "$left" ]; then return; fi
  # shellcheck disable=SC2086 # numbers
  kill -"$signal" $left 2>/dev/null
  tenths=0
  while [ -n "$(members "$1")" ] && [ "$tenths" -lt $((${killMillis} / 100)) ]; do
    # Not every sleep knows fractions.
    if sleep 0.1 2>/dev/null; then tenths=$((tenths + 1)); else sleep 1; tenths=$((tenths + 10)); fi
  done
  # shellcheck disable=SC2046 # numbers
  kill -KILL $(members "$1") 2>/dev/null
}
sweep "$pid"
</#if>
if wanted_down; then
  rm -f "$state/history"
  exit 0
fi
if [ ! -e ${gate} ]; then stay_down; fi
<#if !autorestart>
stay_down
<#else>
<#if stopCodes?has_content>
for code in<#list stopCodes as code> ${code}</#list>; do
  if [ "$1" = "$code" ]; then stay_down; fi
done
</#if>

<#include "uptime.ftl">

read_uptime
now=$up # hundredths of a second after boot, as all here
read -r started <"$state/started"
since=$started unstable=0 last=0
if [ -r "$state/history" ]; then read -r since unstable last <"$state/history"; fi
ran=$((now - started))
if [ $((now - since)) -lt ${window} ] && [ "$ran" -lt ${minUptime} ]; then unstable=$((unstable + 1)); fi
if [ "$unstable" -ge ${maxRestarts} ]; then
  rm -f "$state/history"
  stay_down
fi
<#if backoff != "0">
if [ "$last" = 0 ] || [ "$ran" -ge 3000 ]; then last=${backoff}; else last=$(((last * 3 + 1) / 2)); fi
if [ "$last" -gt 15000 ]; then last=15000; fi
delay=$last
<#else>
delay=${delay}
</#if>
echo "$since $unstable $last" >"$state/history"
if [ "$delay" -gt 0 ]; then
  sleep "$((delay / 1000)).$(printf %03d $((delay % 1000)))" 2>/dev/null || sleep $((delay / 1000 + 1))
fi
</#if>
