<#-- $1 is the supervisor's exit code, and something else when a signal has ended it. stay_down and wanted_down come from the init system. -->
if ! wanted_down; then
  case $1 in
    0 | 78 | 143) stay_down ;;
  esac
  exit 0 # its successor finds the apps running
fi
case $1 in
  0 | 78) exit 0 ;;
esac

# It was killed at its limit, or had just crashed: another one takes the apps over at once, and stops them.
exec </dev/null >/dev/null 2>&1
<#assign finishing = true>
<#include "user.ftl">

become_jstartup kill --left-behind
