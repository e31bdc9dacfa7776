# Of jstartup; all about it is in ${keeper}
type = process
<#list first as service>
waits-for = ${service}
</#list>
command = ${keeper}
# the script starts successors itself, and ends only when the supervisor was told to
restart = false
stop-timeout = ${stopLimitWithSweep}
options = signal-process-only
