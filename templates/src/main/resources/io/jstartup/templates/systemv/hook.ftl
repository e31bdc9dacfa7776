#!/bin/sh
# <#if app>Service of jstartup for user ${user}; remove it with 'jstartup native remove'.<#else>Boot hook of jstartup for user ${user}, home ${home}; remove it with 'jstartup unstartup'.</#if>
# chkconfig: 2345 95 05
# description: ${description}
### BEGIN INIT INFO
# Provides:          ${serviceName}
# Required-Start:    $local_fs $remote_fs<#if waitIp> $network</#if>
# Required-Stop:     $local_fs $remote_fs<#if waitIp> $network</#if>
# Should-Start:      $syslog $time $named<#if !waitIp> $network</#if>
# Should-Stop:       $syslog<#if !waitIp> $network</#if>
# Default-Start:     2 3 4 5
# Default-Stop:      0 1 6
# Short-Description: ${description}
### END INIT INFO

<#include "/shell/service.ftl">
