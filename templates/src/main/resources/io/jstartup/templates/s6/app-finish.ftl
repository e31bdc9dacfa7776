<#assign told = false>
#!/bin/sh
# Service of jstartup for user ${user}; remove it with 'jstartup native remove'.
# shellcheck disable=SC2317 # called below
stay_down() { exit 125; }
# shellcheck disable=SC2317
wanted_down() { [ "$(s6-svstat -o wantedup .)" = false ]; }
read -r pid <${state}/pid
<#include "/shell/app-finish.ftl">
