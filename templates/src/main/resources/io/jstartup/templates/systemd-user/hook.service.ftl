# Boot hook of jstartup for user ${user}, home ${home}; remove it with 'jstartup unstartup --user'.
<#-- As the system's (systemd/hook.service.ftl), less what only the system's manager has: User=, units of the system, limits above its own. -->
[Unit]
Description=jstartup: keeps the saved apps of ${user} running
RequiresMountsFor=${word(home)}
StartLimitIntervalSec=0

[Service]
Type=notify
NotifyAccess=main
<#list environment as variable>
Environment=${word(variable)}
</#list>
ExecStart=${command(start)}
ExecReload=${command(reload)}
ExecStopPost=${command(sweep)}
Restart=on-failure
RestartSec=100ms
RestartPreventExitStatus=78
SuccessExitStatus=143
KillMode=process
KillSignal=SIGTERM
TimeoutStartSec=${startLimit}
TimeoutStopSec=${stopLimit}
Delegate=yes
FileDescriptorStoreMax=4096
<#if oomPolicy>
OOMPolicy=continue
</#if>
LimitNOFILE=65536:524288
TasksMax=infinity

[Install]
WantedBy=default.target
