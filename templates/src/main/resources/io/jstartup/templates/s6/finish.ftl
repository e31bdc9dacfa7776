#!/bin/sh
# 125: after a wanted end the service stays down until the next boot; $1 is 256 when a signal has ended the supervisor.
# shellcheck disable=SC2317 # called below
stay_down() { exit 125; }
# shellcheck disable=SC2317
wanted_down() { [ "$(s6-svstat -o wantedup .)" = false ]; }
<#include "/shell/finish.ftl">
