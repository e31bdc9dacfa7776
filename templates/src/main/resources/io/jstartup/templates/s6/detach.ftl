#!/bin/sh
<#if app>
# Takes the service out of s6's hands. Names that begin with a dot are no services.
s6-svc -xd ${folder}
mv ${folder} ${goneFolder} || exit 0
s6-svscanctl -a ${scanFolder}
rm -rf ${goneFolder}
<#else>
# Takes the service out of s6's hands; the supervisor goes on. Names that begin with a dot are no services.
<#include "/shell/parent.ftl">

pid=$(s6-svstat -o pid ${folder})
mv ${folder} ${goneFolder} || exit 0
s6-svscanctl -a ${scanFolder}
release "$pid" s6-supervise
rm -rf ${goneFolder}
</#if>
