<#assign leads = true>
<#assign controls = true>
<#macro wantedDown>case $(cat ${folder}/supervise/stat) in *want*) return 0 ;; *) return 1 ;; esac</#macro>
<#include "/shell/app-run.ftl">
