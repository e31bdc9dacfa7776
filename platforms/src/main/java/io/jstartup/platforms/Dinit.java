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

/** dinit. See dinit-service(5). */
final class Dinit implements InitSystem {
  /** Of Chimera, and of dinit's own example: mounts and network. dinit starts all that boot wants at the same time. */
  private static final List<String> EARLIER =
      List.of("local.target", "filesystems", "network.target", "network");

  private static final List<String> FOLDERS =
      List.of(
          "/etc/dinit.d",
          "/run/dinit.d",
          "/usr/local/lib/dinit.d",
          "/usr/lib/dinit.d",
          "/lib/dinit.d");

  private static boolean isThere(String service, MachineFacts facts) {
    return FOLDERS.stream().anyMatch(folder -> facts.exists(folder + "/" + service));
  }

  @Override
  public String id() {
    return "dinit";
  }

  @Override
  public String displayName() {
    return "dinit";
  }

  @Override
  public List<String> aliases() {
    return List.of();
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    if (facts.initName().equals("dinit")) {
      seen.add(new Evidence(id(), Weight.RUNNING, "PID 1 is 'dinit'"));
    }
    facts
        .tool("dinitctl")
        .ifPresent(tool -> seen.add(new Evidence(id(), Weight.INSTALLED, tool + " exists")));
    return seen;
  }

  /** An {@code @} in a name has a meaning of its own here. */
  @Override
  public ServiceTarget services() {
    return new RunnerServices(this, ',');
  }

  /** A service that runs the hook's script; the link in {@code boot.d} is made by hand, as dinitctl would start it, too. */
  @Override
  public HookPlan plan(BootHook hook, MachineFacts facts, int version) {
    String name = hook.serviceName();
    Path folder = Path.of("/etc/dinit.d");
    Path file = folder.resolve(name);
    Path link = folder.resolve("boot.d").resolve(name);
    Map<String, Object> values = Keeper.values(hook, id());
    values.put("first", EARLIER.stream().filter(service -> isThere(service, facts)).toList());
    return HookPlan.of(id(), name)
        .folder(Keeper.FOLDER)
        .file(Keeper.ending(hook, id()))
        .file(Keeper.text(file, "dinit/hook.ftl", values))
        .namesakes(file, FOLDERS)
        .link(link)
        .validate(Check.shellReads(Keeper.path(hook)))
        .validate(
            new Check(
                Command.of("dinitcheck", "-d", folder.toString(), name),
                output -> output.succeeded() ? List.of() : output.out().lines().toList(),
                true))
        .enable(Command.of("ln", "-s", "-f", "-n", "../" + name, link.toString()))
        .enabled(Check.succeeds(Command.of("test", "-r", link.toString()), "it is not linked"))
        .disable(Command.of("rm", "-f", link.toString()))
        .start(Command.of("dinitctl", "reload", name).thatMayFail())
        .start(Command.of("dinitctl", "start", name))
        .stop(
            Command.of("dinitctl", "stop", name)
                .within(StopLimit.of(hook).multipliedBy(2).plusSeconds(20))
                .thatMayFail())
        .active(Check.succeeds(Command.of("dinitctl", "is-started", name), "it does not run"))
        .note(Keeper.NOT_RESPAWNED)
        .plan();
  }
}
