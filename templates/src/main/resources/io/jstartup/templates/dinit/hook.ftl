# Of jstartup; all about it is in ${keeper}
type = process
command = ${keeper}
# the script starts successors itself, and ends only when the supervisor was told to
restart = false
stop-timeout = ${stopLimitWithSweep}
options = signal-process-only
