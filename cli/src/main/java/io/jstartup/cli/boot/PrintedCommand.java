package io.jstartup.cli.boot;

import io.jstartup.cli.caller.Caller;
import io.jstartup.generator.print.RootCommand;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.InitSystem;
import java.util.LinkedHashMap;
import java.util.Map;

/** The one line for root. */
final class PrintedCommand {
  private PrintedCommand() {}

  static String line(
      String verb, InitSystem init, BootHook hook, HookOptions options, Caller caller) {
    return line(verb, init.id(), hook, options, caller);
  }

  static String line(
      String verb, String platform, BootHook hook, HookOptions options, Caller caller) {
    return new RootCommand(
            verb,
            platform,
            hook.launcher(),
            hook.javaHome(),
            caller.env().getOrDefault("PATH", ""),
            hook.account().name(),
            hook.userHome(),
            options.repeated(),
            variables(hook, caller))
        .line();
  }

  /** What sudo drops and the hook depends on. */
  private static Map<String, String> variables(BootHook hook, Caller caller) {
    Map<String, String> variables = new LinkedHashMap<>();
    if (!hook.jstartupHome().equals(hook.userHome().resolve(".jstartup"))) {
      variables.put("JSTARTUP_HOME", hook.jstartupHome().toString());
    }
    for (String name : new String[] {"JSTARTUP_JAVA_HOME", "PM2_KILL_SIGNAL"}) {
      String value = caller.env().getOrDefault(name, "");
      if (!value.isEmpty()) {
        variables.put(name, value);
      }
    }
    return variables;
  }
}
