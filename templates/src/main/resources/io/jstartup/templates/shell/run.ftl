#!/bin/sh
# Boot hook of jstartup for user ${user}, home ${home}; remove it with 'jstartup unstartup'.
<#-- For an init system that supervises this very process; its log is in the home. -->
exec </dev/null >/dev/null 2>&1
<#include "user.ftl">

<#if waitIp && linux>
stopping=''
<#include "network.ftl">

await_network
</#if>
become_jstartup daemon --boot ${init}
