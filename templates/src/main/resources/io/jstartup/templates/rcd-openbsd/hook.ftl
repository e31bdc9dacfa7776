#!/bin/ksh
# <#if app>Service of jstartup for user ${user}; remove it with 'jstartup native remove'.<#else>Boot hook of jstartup for user ${user}, home ${home}; remove it with 'jstartup unstartup'.</#if>
# shellcheck disable=SC2034 # rc.subr reads these
daemon=${keeper}
daemon_timeout=${stopLimitWithSweep}

. /etc/rc.d/rc.subr

rc_bg=YES
rc_reload=NO
pexp=${pattern}

rc_cmd "$1"
