#!/bin/sh
# Ends the script that keeps the supervisor running, in the contract $1, and waits: the apps are in it, too, and get their own signal.
keeper=${keeper}
pkill -TERM -c "$1" -f "$keeper"
while pgrep -c "$1" -f "$keeper" >/dev/null; do sleep 1; done
