#!/bin/sh
# After a wanted end the service stays down until the next boot; $1 is -1 when a signal has ended the supervisor.
case $1 in
  0 | 78 | 143) sv down ${folder} ;;
esac
