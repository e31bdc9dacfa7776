#!/bin/sh
# After a wanted end the service stays down until the next boot; $1 is -1 when a signal has ended the supervisor.
# shellcheck disable=SC2317 # called below
stay_down() { sv down ${folder}; exit 0; }
# shellcheck disable=SC2317
wanted_down() { case $(cat supervise/stat) in *want*) return 0 ;; *) return 1 ;; esac; }
<#include "/shell/finish.ftl">
