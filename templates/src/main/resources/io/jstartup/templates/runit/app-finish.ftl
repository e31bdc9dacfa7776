<#assign told = true>
#!/bin/sh
# Service of jstartup for user ${user}; remove it with 'jstartup native remove'.
# shellcheck disable=SC2317 # called below
stay_down() { sv down ${folder}; exit 0; }
# shellcheck disable=SC2317
wanted_down() { case $(cat supervise/stat) in *want*) return 0 ;; *) return 1 ;; esac; }
read -r pid <${state}/pid
<#include "/shell/app-finish.ftl">
