package io.jstartup.platforms;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.service.RunnerServices;
import io.jstartup.platforms.service.ServiceTarget;
import io.jstartup.platforms.shell.Keeper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Solaris and illumos. See smf(7). */
final class Smf implements InitSystem {
  /** Of others: one by this name in the same category would be the same service. */
  private static final List<String> MANIFESTS =
      List.of(
          "/lib/svc/manifest/application",
          "/var/svc/manifest/application",
          "/var/svc/manifest/site");

  @Override
  public String id() {
    return "smf";
  }

  @Override
  public String displayName() {
    return "SMF";
  }

  @Override
  public List<String> aliases() {
    return List.of("sunos", "solaris", "illumos");
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    if (facts.osName().equals("SunOS")) {
      seen.add(new Evidence(id(), Weight.RUNNING, "the system is " + facts.osName()));
    }
    facts
        .tool("svcadm")
        .ifPresent(tool -> seen.add(new Evidence(id(), Weight.INSTALLED, tool + " exists")));
    return seen;
  }

  /** An {@code @} in a name has a meaning of its own here. */
  @Override
  public ServiceTarget services() {
    return new RunnerServices(this, ',');
  }

  /**
   * A wait-model service, by a name of letters, digits and underscores as an FMRI's may have no other punctuation than a dash. It is enabled for the next boot with its start put off, until who serves the home now has given way.
   */
  @Override
  public HookPlan plan(BootHook hook, MachineFacts facts, int version) {
    String name = hook.serviceName();
    String fmri = RcName.of(name);
    String service = "svc:/application/" + fmri + ":default";
    Path manifest = Path.of("/lib/svc/manifest/site", name + ".xml");
    Path stop = Keeper.FOLDER.resolve("stop-" + name);
    Map<String, Object> values = Keeper.values(hook, id());
    values.put("fmri", fmri);
    values.put("stopScript", stop.toString());
    values.put("network", hook.waitIp() ? "require_all" : "optional_all");
    return HookPlan.of(id(), name)
        .folder(Keeper.FOLDER)
        .file(Keeper.staying(hook, id(), List.of()))
        .file(Keeper.file(stop, "smf/stop.ftl", values))
        .file(
            new PlannedFile(
                manifest,
                0644,
                "smf/hook.ftl",
                new XmlSyntax(),
                values,
                List.of(Tolerance.timeEnough("    <exec_method"))))
        .namesakes(manifest, MANIFESTS)
        .validate(Check.shellReads(Keeper.path(hook)))
        .validate(
            Check.succeeds(
                Command.of("svccfg", "validate", manifest.toString()), "svccfg refuses it"))
        .reload(Command.of("svccfg", "import", manifest.toString()).thatMayFail())
        .hold(Command.of("svcadm", "disable", "-s", "-t", service))
        .enable(Command.of("svccfg", "-s", service, "setprop", "general/enabled=true"))
        .enable(Command.of("svcadm", "refresh", service))
        .enabled(
            Check.says(
                Command.of("svcprop", "-c", "-p", "general/enabled", service),
                output -> output.out().strip().equals("true"),
                "it is disabled"))
        .afterRemoval(
            Command.of("svccfg", "delete", "-f", "svc:/application/" + fmri).thatMayFail())
        .start(Command.of("svcadm", "enable", "-s", service))
        .stop(
            Command.of("svcadm", "disable", "-s", "-t", service)
                .within(StopLimit.of(hook).multipliedBy(2).plusSeconds(20))
                .thatMayFail())
        .active(
            Check.says(
                Command.of("svcs", "-H", "-o", "state", service),
                output -> output.out().strip().equals("online"),
                "it is not online"))
        .note("the apps are in the service's contract: with its removal they end")
        .plan();
  }
}
