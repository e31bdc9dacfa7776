# Of jstartup; all about it is in ${keeper}
@reboot root ${keeper} </dev/null >/dev/null 2>&1
