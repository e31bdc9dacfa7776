<#-- proc_pid_stat(5); a zombie has nothing left to end. A name may have blanks, brackets and a newline, but only numbers stand behind the
     state. One grep(1), as the shell's own read takes byte by byte, and dozens of services may be stopped at once. -->
<#noparse># The living processes of session $1.
members() {
  LC_ALL=C grep -lsE "\) [^ZX] [0-9]+ [0-9]+ $1( -?[0-9]+)+\$" /proc/[0-9]*/stat | while read -r stat; do
    stat=${stat%/stat}
    echo "${stat#/proc/}"
  done
}
</#noparse>
