<#assign leads = false>
<#include "/shell/app-run.ftl">
