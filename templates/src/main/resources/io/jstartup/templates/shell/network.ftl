<#-- A default route of IPv4 or IPv6 that does not end in an unreachable one; proc_pid_net(5). -->
# Whether there is a way out of this machine.
network_is_up() {
  while read -r _ destination _ _ _ _ _ mask _; do
    if [ "$destination$mask" = 0000000000000000 ]; then return 0; fi
  done </proc/net/route
  while read -r destination length _ _ _ _ _ _ _ device; do
    if [ "$length$device" != "00lo" ] && [ "$destination$length" = 0000000000000000000000000000000000 ]; then
      return 0
    fi
  done 2>/dev/null </proc/net/ipv6_route
  return 1
}

# Waits for the network, for two minutes at most: then the apps are started all the same.
await_network() {
  seconds=0
  until network_is_up || [ "$seconds" -ge ${networkLimit} ] || <#if asksInit!false>wanted_down<#else>[ -n "$stopping" ]</#if>; do
    sleep 1
    seconds=$((seconds + 1))
  done
}
