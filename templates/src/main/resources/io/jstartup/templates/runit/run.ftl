<#include "/shell/run.ftl">
