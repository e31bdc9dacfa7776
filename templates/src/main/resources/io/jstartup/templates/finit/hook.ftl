# Of jstartup; all about it is in ${keeper}
service [2345] name:${serviceName} kill:${kill} ${keeper} -- jstartup for saved apps
