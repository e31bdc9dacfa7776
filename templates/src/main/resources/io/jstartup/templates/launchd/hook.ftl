<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<#-- UserName: only daemons have it, agents start at a login. ExitTimeOut: 20 s if it is not set. KeepAlive: what the script ends with after
     a wanted end counts as success. -->
<plist version="1.0">
<dict>
	<key>Label</key>
	<string>${label}</string>
<#if !app>
	<key>UserName</key>
	<string>${user}</string>
	<key>InitGroups</key>
	<true/>
</#if>
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
