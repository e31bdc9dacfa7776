#!/sbin/openrc-run
# <#if app>Service of jstartup for user ${user}; remove it with 'jstartup native remove'.<#else>Boot hook of jstartup for user ${user}, home ${home}; remove it with 'jstartup unstartup'.</#if>
<#-- command: one plain path, as openrc-run evaluates these variables; the script there has all that is the user's.
     retry: the default schedule leaves the service running and says that it was stopped. respawn_max=0: no limit. -->
# shellcheck shell=sh disable=SC2034 # openrc-run reads these
name=${serviceName}
description=${description}
supervisor=supervise-daemon
command=${keeper}
pidfile=/run/${serviceName}.pid
retry=SIGTERM/${stopLimitWithSweep}/SIGKILL/5
respawn_delay=1
respawn_max=0

depend() {
  use localmount netmount net dns logger
  after bootmisc firewall net-online
}
