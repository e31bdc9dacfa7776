<#-- This runs as root, so its own tools are the system's: others may write in /usr/local. What root's environment holds ends here. -->
PATH=<#if init == "smf">/usr/xpg4/bin:</#if>/usr/sbin:/usr/bin:/sbin:/bin
export PATH
user=${user}
cd / || exit 1
umask 022
<#if app>
<#-- What is left at an end is swept whoever has the app now. One that would be started again and again when it ends stays instead. -->
<#if !(finishing!false)>
# Without it the supervisor has the app: 'native install' or 'native remove' was cut short.
if [ ! -e ${gate} ]; then <#if idles!false>exec sleep 86400<#else>exit 0</#if>; fi

</#if>
# The runner's state, for a successor to find the app by; the user's own supervisor knows nothing of it.
state=${home}
if [ ! -d "$state" ]; then
  mkdir -p "<#noparse>${state%/*}</#noparse>"
  mkdir -m 700 "$state" && chown -- "$user" "$state"
fi
</#if>
# shellcheck disable=SC3045 # not in POSIX, but in every sh
ulimit -S -n 65536 2>/dev/null || :

<#-- setpriv(1) with numbers, which its oldest version takes; busybox' knows no users. Then chroot(1) of GNU, which becomes what it runs,
     as setpriv does. su(1) comes last: with PAM it stays, and kills what it runs 2 s after its own SIGTERM. A login shell is never asked
     for, as service users have none. The BSDs' su asks for it, their chroot does not: / is where we are. -->
# Becomes jstartup, as the user with all their groups. env(1) would take a program with '=' in its path for a variable: sh runs it.
become_jstartup() {
  set -- env -i PATH=${searchPath} HOME=${userHome} USER=${user} LOGNAME=${user} \
    JSTARTUP_HOME=${home} JSTARTUP_JAVA_HOME=${javaHome} \
    /bin/sh -c 'exec "$0" "$@"' ${launcher} "$@"
  id=$(id -u -- "$user") || exit 1
  if [ "$(id -u)" = "$id" ]; then exec "$@"; fi
<#if init == "rcd-openbsd">
  exec chroot -u "$user" / "$@"
<#else>
  group=$(id -g -- "$user") || exit 1
<#if init == "smf">
  # its chroot takes no user; perl is part of the system, and $! tells of a group that could not be set
  exec perl -e '($u, $g, $all) = splice @ARGV, 0, 3; $! = 0; $) = "$g $all"; $( = $g; exit 1 if $!;
    $< = $> = $u; exit 1 if $< != $u || $> != $u; exec { $ARGV[0] } @ARGV; exit 127' \
    "$id" "$group" "$group $(id -G -- "$user")" "$@"
<#else>
  groups=$(id -G -- "$user" | tr ' ' ,)
<#if !linux>
  exec chroot -u "$user" -g "$group" -G "$groups" / "$@"
<#else>
  if setpriv --reuid="$id" --regid="$group" --groups="$groups" true 2>/dev/null; then
    exec setpriv --reuid="$id" --regid="$group" --groups="$groups" -- "$@"
  fi
  if chroot --userspec="$id:$group" --groups="$groups" / true 2>/dev/null; then
    exec chroot --userspec="$id:$group" --groups="$groups" / "$@"
  fi
  exec su -s /bin/sh -c 'exec "$0" "$@"' -- "$user" "$@"
</#if>
</#if>
</#if>
}
