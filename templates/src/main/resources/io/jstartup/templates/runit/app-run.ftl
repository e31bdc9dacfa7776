<#assign leads = true>
<#include "/shell/app-run.ftl">
