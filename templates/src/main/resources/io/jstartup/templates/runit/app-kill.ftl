#!/bin/sh
# Service of jstartup for user ${user}; remove it with 'jstartup native remove'.
# In place of SIGKILL, unless this fails. 'sv force-stop' wants it after 7 s: but control/t kills in the app's own time.
state=${state}
read -r pid <supervise/pid

<#include "app-stopping.ftl">

stopping "$pid"
