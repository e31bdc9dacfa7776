#!/bin/sh
<#if app>
# Takes the service out of runit's hands.
cd ${folder} || exit 0
rm -f ${link}
sv shutdown ${folder} >/dev/null
rm -rf supervise
<#else>
# Takes the service out of runit's hands; the supervisor goes on. runsv would end it together with itself.
<#include "/shell/parent.ftl">

cd ${folder} || exit 0
pid=''
if [ -r supervise/pid ]; then read -r pid <supervise/pid; fi
rm -f ${link}
release "$pid" runsv
rm -rf supervise
</#if>
