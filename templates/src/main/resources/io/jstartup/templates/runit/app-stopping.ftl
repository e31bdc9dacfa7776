<#include "/shell/uptime.ftl">

# Whether a stop of process $1 is under way. 'stop' has whom it was, when, and who else was told; what did not end in time is killed then.
stopping() {
  stopped='' since=0
  if [ -r "$state/stop" ]; then read -r stopped since _ <"$state/stop"; fi
  read_uptime
  [ "$stopped" = "$1" ] && [ "$up" -lt $((since + ${stopTime})) ]
}
