<#assign leads = false>
<#assign controls = false>
<#macro wantedDown>[ "$(s6-svstat -o wantedup ${folder})" = false ]</#macro>
<#include "/shell/app-run.ftl">
