#!/bin/sh
# Boot hook of jstartup for user ${user}, home ${home}; remove it with 'jstartup unstartup'.

<#include "/shell/service.ftl">
