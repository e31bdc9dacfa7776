#!/bin/sh
# PROVIDE: ${rcName}
# REQUIRE: LOGIN NETWORKING
# KEYWORD: shutdown
# <#if app>Service of jstartup for user ${user}; remove it with 'jstartup native remove'.<#else>Boot hook of jstartup for user ${user}, home ${home}; remove it with 'jstartup unstartup'.</#if>
# shellcheck disable=SC2034 # rc.subr reads these
. /etc/rc.subr

name=${rcName}
rcvar=${rcName}
keeper=${keeper}
pidfile=/var/run/${rcName}.pid
stop_limit=${stopLimitWithSweep} # seconds
start_cmd=start_keeper
stop_cmd=stop_keeper
status_cmd=status_of_keeper

start_keeper() {
  if keeper_runs; then return 0; fi
  true >"$pidfile" || return 1 # what nobody could stop is not started
  "$keeper" </dev/null >/dev/null 2>&1 &
  echo $! >"$pidfile"
}

# Sets pid; succeeds when that is the script of this hook.
keeper_runs() {
  pid=''
  if [ -r "$pidfile" ]; then read -r pid <"$pidfile"; fi
  case $pid in '' | *[!0-9]*) return 1 ;; esac
  case " $(ps -ww -o command= -p "$pid" 2>/dev/null) " in
    *" $keeper "*) return 0 ;;
  esac
  return 1
}

# rc.subr itself would wait for ever, and stop an app that has taken over the number.
stop_keeper() {
  waited=0
  if keeper_runs; then kill -TERM "$pid"; fi
  while keeper_runs; do
    if [ "$waited" -ge "$stop_limit" ]; then kill -KILL "$pid"; fi
    sleep 1
    waited=$((waited + 1))
  done
  rm -f "$pidfile"
}

status_of_keeper() {
  if keeper_runs; then
    echo "$name is running as pid $pid."
  else
    echo "$name is not running."
    return 1
  fi
}

load_rc_config "$name"
run_rc_command "$1"
