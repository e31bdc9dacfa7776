package io.jstartup.platforms;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.shell.Keeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A property list and the commands around it. See launchd.plist(5), launchctl(1).
 *
 * @param init the hook's kind
 * @param template of the property list
 * @param domain {@code system}, or {@code gui/UID}
 * @param folder where launchd looks for it
 * @param keeper the hook's script
 */
record LaunchdJob(String init, String template, String domain, Path folder, Path keeper) {
  private static final String GONE =
      "while launchctl print \"$1\" >/dev/null 2>&1; do sleep 1; done";

  static String label(BootHook hook) {
    return "io.jstartup." + hook.serviceName();
  }

  HookPlan.Builder plan(BootHook hook) {
    String label = label(hook);
    Path file = folder.resolve(label + ".plist");
    String service = domain + "/" + label;
    Map<String, Object> values = Keeper.values(hook, init);
    values.put("label", label);
    values.put("keeper", keeper.toString());
    Duration stopLimit = StopLimit.of(hook).multipliedBy(2).plusSeconds(20);
    HookPlan.Builder plan =
        HookPlan.of(init, hook.serviceName())
            .file(Keeper.ending(hook, init, keeper))
            .file(
                new PlannedFile(
                    file,
                    0644,
                    template,
                    new XmlSyntax(),
                    values,
                    List.of(Tolerance.timeEnough("\t<integer>"))))
            .validate(Check.shellReads(keeper))
            .validate(
                new Check(
                    Command.of("plutil", "-lint", file.toString()),
                    output -> output.succeeded() ? List.of() : output.out().lines().toList(),
                    true))
            .enable(Command.of("launchctl", "enable", service))
            .enabled(Check.succeeds(Command.of("test", "-r", file.toString()), "it is not there"))
            .start(Command.of("launchctl", "bootout", service).thatMayFail()) // one that has ended
            .start(Command.of("launchctl", "bootstrap", domain, file.toString()).untilItSucceeds())
            .stop(Command.of("launchctl", "bootout", service).within(stopLimit).thatMayFail())
            .active(
                Check.says(
                    Command.of("launchctl", "print", service),
                    output -> output.out().contains("state = running"),
                    "it does not run"));
    if (hook.app().isPresent()) {
      // bootout comes back before the job is gone, and the app is to run elsewhere next
      plan.disable(Command.of("sh", "-c", GONE, "sh", service).within(stopLimit));
    }
    return plan;
  }
}
