<#-- $1 is the exit code, and something else when a signal has ended it. stay_down, wanted_down and pid come from the init system,
     and told: whether its stop has signalled the whole session, and written down when and whom. -->
signal=${signal}
state=${state}
<#if tree>

<#include "app-session.ftl">

<#include "uptime.ftl">

# What the app has left gets the signal<#if told>, unless it has got it with the stop</#if>, and SIGKILL when its time is over.
sweep() {
  left=$(members "$1")
  if [ -z "$left" ]; then return; fi
  read_uptime
<#if told>
  stopped='' since=0 told=''
  if [ -r "$state/stop" ]; then read -r stopped since told <"$state/stop"; fi
  if [ "$stopped" != "$1" ]; then
    told=''
    since=$up
  fi
  for member in $left; do
    case " $told " in *" $member "*) ;; *) kill -"$signal" "$member" 2>/dev/null ;; esac
  done
<#else>
  since=$up
  # shellcheck disable=SC2086 # numbers
  kill -"$signal" $left 2>/dev/null
</#if>
  while [ -n "$(members "$1")" ] && [ "$up" -lt $((since + ${killTime})) ]; do
    sleep 0.1 2>/dev/null || sleep 1 # not every sleep knows fractions
    read_uptime
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
<#if !tree>

<#include "uptime.ftl">

</#if>
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
