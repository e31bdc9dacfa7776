<#-- Without leading zeros: in arithmetic a shell takes 089, which is 0.89 s, for an octal number. -->
<#noparse># Hundredths of a second since boot.
read_uptime() {
  read -r up _ </proc/uptime
  up=${up%.*}${up#*.}
  up=${up#"${up%%[!0]*}"}
  up=${up:-0}
}
</#noparse>
