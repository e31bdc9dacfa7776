<#-- proc_pid_stat(5); a zombie has nothing left to end. A name may have a newline, the fields behind it have none. -->
# The living processes of session $1.
members() {
  session=$1
  for stat in /proc/[0-9]*/stat; do
    line=''
    while read -r next; do line=$next; done <"$stat"
    # shellcheck disable=SC2086 # numbers
    set -- $<#noparse>{line##*) }</#noparse>
    if [ "<#noparse>${4-}</#noparse>" = "$session" ] && [ "$1" != Z ]; then
      process=<#noparse>${stat%/stat}</#noparse>
      echo "<#noparse>${process#/proc/}</#noparse>"
    fi
  done 2>/dev/null
}
