<#-- The verbs of an init script around the keeper; each has the exit code that LSB asks for. -->
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH
keeper=${keeper}
pid_file=/var/run/${serviceName}.pid
stop_limit=${stopLimitWithSweep} # seconds
red_hat_mark=/var/lock/subsys/${serviceName} # without it Red Hat's rc skips the stop at shutdown
name=${serviceName}
<#noparse>

# Sets pid; succeeds when that is a keeper of this hook, whatever became of a pid that was written before a crash.
running() {
  pid=''
  if [ -r "$pid_file" ]; then read -r pid <"$pid_file"; fi
  case $pid in '' | *[!0-9]*) return 1 ;; esac
  case " $(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null) " in
    *" $keeper "*) return 0 ;;
  esac
  return 1
}

start() {
  if running; then return 0; fi
  true >"$pid_file" || return 1 # what nobody could stop is not started
  setsid "$keeper" </dev/null >/dev/null 2>&1 &
  echo $! >"$pid_file"
  if [ -d "${red_hat_mark%/*}" ]; then : >"$red_hat_mark"; fi
}

</#noparse>
<#include "pause.ftl">
<#noparse>

stop() {
  tenths=0
  if running; then kill -TERM "$pid"; fi
  while running; do
    if [ "$tenths" -ge "${stop_limit}0" ]; then kill -KILL "$pid"; fi
    pause
  done
  rm -f "$pid_file" "$red_hat_mark"
}

case ${1-} in
  start) start ;;
  stop) stop ;;
  restart | force-reload) stop && start ;;
  status)
    if running; then
      echo "$name runs, pid $pid"
    elif [ -e "$pid_file" ]; then
      echo "$name has ended"
      exit 1
    else
      echo "$name is stopped"
      exit 3
    fi
    ;;
  *)
    echo "usage: $0 start|stop|restart|force-reload|status" >&2
    exit 2
    ;;
esac
</#noparse>
