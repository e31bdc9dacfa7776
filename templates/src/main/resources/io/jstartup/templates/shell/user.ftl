user=${user}
user_home=${userHome}
launcher=${launcher}
PATH=${searchPath}
HOME=$user_home
USER=$user
LOGNAME=$user
JSTARTUP_HOME=${home}
JSTARTUP_JAVA_HOME=${javaHome}
export PATH HOME USER LOGNAME JSTARTUP_HOME JSTARTUP_JAVA_HOME
unset NOTIFY_SOCKET
cd / || exit 1
umask 022
# shellcheck disable=SC3045 # not in POSIX, but in every sh
ulimit -S -n 65536 2>/dev/null || :

<#-- setpriv of util-linux, as busybox' does not know users; su forks and kills in 2 s where it has PAM, so it comes last. A login
     shell is never asked for: service users have none. The BSDs' su asks for it, their chroot does not: / is where we are. -->
# Becomes jstartup, as the user with all their groups.
become_jstartup() {
  if [ "$(id -u)" = "$(id -u -- "$user")" ]; then
    exec "$launcher" "$@"
  fi
<#if init == "rcd-openbsd">
  exec chroot -u "$user" / "$launcher" "$@"
<#elseif !linux>
  group=$(id -g -- "$user") || exit 1
  exec chroot -u "$user" -g "$group" -G "$(id -G -- "$user" | tr ' ' ,)" / "$launcher" "$@"
<#else>
  group=$(id -g -- "$user") || exit 1
  if setpriv --reuid="$user" --regid="$group" --init-groups true 2>/dev/null; then
    exec setpriv --reuid="$user" --regid="$group" --init-groups -- "$launcher" "$@"
  fi
  hook_home=$user_home hook_launcher=$launcher hook_words=$*
  export hook_home hook_launcher hook_words
  exec su -s /bin/sh -c 'HOME=$hook_home; export HOME; exec "$hook_launcher" $hook_words' "$user"
</#if>
}
