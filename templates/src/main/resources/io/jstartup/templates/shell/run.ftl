#!/bin/sh
# <#if app>Service of jstartup for user ${user}; remove it with 'jstartup native remove'.<#else>Boot hook of jstartup for user ${user}, home ${home}; remove it with 'jstartup unstartup'.</#if>
<#-- For an init system that supervises this very process; its log is in the home. -->
exec </dev/null >/dev/null 2>&1
<#include "user.ftl">

<#if waitIp && linux>
stopping=''
<#include "network.ftl">

await_network
</#if>
<#if app>become_jstartup exec --settle --home "$state" - <${spec}<#else>become_jstartup daemon --boot ${init}</#if>
