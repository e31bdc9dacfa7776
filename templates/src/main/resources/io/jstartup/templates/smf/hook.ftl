<?xml version="1.0"?>
<!DOCTYPE service_bundle SYSTEM "/usr/share/lib/xml/dtd/service_bundle.dtd.1">
<#-- duration=child: the start method stays in the foreground. The network is no reason to restart: restart_on=none. -->
<service_bundle type="manifest" name="${serviceName}">
  <service name="application/${fmri}" type="service" version="1">
    <create_default_instance enabled="false"/>
    <single_instance/>
    <dependency name="filesystem" grouping="require_all" restart_on="none" type="service">
      <service_fmri value="svc:/system/filesystem/local"/>
    </dependency>
    <dependency name="autofs" grouping="optional_all" restart_on="none" type="service">
      <service_fmri value="svc:/system/filesystem/autofs"/>
    </dependency>
    <dependency name="network" grouping="${network}" restart_on="none" type="service">
      <service_fmri value="svc:/milestone/network"/>
    </dependency>
    <method_context working_directory="/">
<#if !app>
      <method_credential user="${user}"/>
</#if>
    </method_context>
    <exec_method type="method" name="start" exec="${keeper}" timeout_seconds="0"/>
    <exec_method type="method" name="stop" exec="${stopScript} %{restarter/contract}" timeout_seconds="${stopLimitWithSweep}"/>
    <property_group name="startd" type="framework">
      <propval name="duration" type="astring" value="child"/>
      <propval name="ignore_error" type="astring" value="core,signal"/>
    </property_group>
    <stability value="Unstable"/>
    <template>
      <common_name>
        <loctext xml:lang="C">${description}</loctext>
      </common_name>
    </template>
  </service>
</service_bundle>
