# Of jstartup; all about it is in ${keeper}
description "jstartup for saved apps"
start on runlevel [2345]
stop on runlevel [!2345]
respawn
respawn limit unlimited
normal exit 0
kill timeout ${stopLimitWithSweep}
exec ${keeper}
