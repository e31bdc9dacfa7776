# Boot hook of jstartup for user ${user}, home ${home}; remove it with 'jstartup unstartup'.
<#-- Comments in the rendered file would be read by nobody who can change it: the reasons stand here.
     Type=notify: READY comes when each saved app is online, errored or past its listen_timeout.
     KillMode=process: only the supervisor is signalled; it gives each app its own signal and time, and apps outlive its crash.
     Restart=on-failure without a start limit: a wanted end stays down, a crash is always followed by a successor that adopts.
     OOMPolicy=continue: one app's memory is no reason to stop the others.
     FileDescriptorStoreMax: sockets and channels of the apps outlive a crash of the supervisor here.
     ExecReload: its time is TimeoutStartSec, systemd.service(5); what that ends is this command, and the supervisor goes on.
     ExecStopPost: ends the apps when no successor follows; systemd would leave them behind.
     Exit codes: 78 another supervisor serves this home, trying again won't help; 143 Java ended by SIGTERM as asked.
     RequiresMountsFor: the home only; a server's other disks may be missing without keeping its apps down.
     remote-fs.target: apps may live on network mounts; the order pulls nothing in and fails with nothing. -->
[Unit]
Description=jstartup: keeps the saved apps of ${user} running
After=network.target remote-fs.target<#if waitIp> network-online.target</#if>
<#if waitIp>
Wants=network-online.target
</#if>
RequiresMountsFor=${word(home)}
StartLimitIntervalSec=0

[Service]
Type=notify
NotifyAccess=main
User=${runAs}
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
WantedBy=multi-user.target
