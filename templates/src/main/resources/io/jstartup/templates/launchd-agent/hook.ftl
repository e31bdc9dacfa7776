<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<#-- As the system's daemon (launchd/hook.ftl), less what its user is for launchd anyway. Aqua: a session at the screen. -->
<plist version="1.0">
<dict>
	<key>Label</key>
	<string>${label}</string>
	<key>LimitLoadToSessionType</key>
	<string>Aqua</string>
	<key>ProgramArguments</key>
	<array>
		<string>${keeper}</string>
	</array>
	<key>WorkingDirectory</key>
	<string>/</string>
	<key>RunAtLoad</key>
	<true/>
	<key>KeepAlive</key>
	<dict>
		<key>SuccessfulExit</key>
		<false/>
	</dict>
	<key>ExitTimeOut</key>
	<integer>${stopLimitWithSweep}</integer>
	<key>ProcessType</key>
	<string>Interactive</string>
</dict>
</plist>
