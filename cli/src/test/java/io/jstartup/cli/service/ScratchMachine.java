package io.jstartup.cli.service;

import io.jstartup.generator.BootHooks;
import io.jstartup.generator.Machine;
import io.jstartup.generator.run.CommandRunner;
import io.jstartup.io.CallerIds;
import io.jstartup.io.DurableFile;
import io.jstartup.io.FileSteps;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.service.ServicePlan;
import io.jstartup.platforms.service.ServiceWish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A machine below a folder, whose power is cut before the n-th step that changes anything. Its init system's tools do no more than make the
 * links of the services: as late as they may when they enable, as soon as they may when they disable.
 */
final class ScratchMachine implements CommandRunner {
  /** Nothing that is in the way of an exception catches it. */
  @SuppressWarnings("serial")
  static final class PowerCut extends Error {}

  private static final List<String> EVIDENCE =
      List.of("run/systemd/system", "run/openrc/softlevel", "run/finit", "opt/java/bin");

  private final Path root;
  final BootHook hook;
  final BootHooks hooks;
  final ServicePlan plan;
  private int steps;
  private int enabled;

  /** How many steps are taken before the cut. */
  int cutAt = Integer.MAX_VALUE;

  ScratchMachine(Path root, InitSystem init, String comm, List<SavedInstance> instances)
      throws IOException {
    this.root = root;
    NativeMachines.facts(root);
    for (String folder : EVIDENCE) {
      Files.createDirectories(root.resolve(folder));
    }
    for (String folder :
        List.of(
            "home/www",
            "proc/1",
            "etc/systemd/system",
            "etc/runlevels/default",
            "var/lib",
            "etc/finit.d",
            "etc/sv",
            "etc/service",
            "home/www/.config/systemd/user",
            "home/www/.jstartup")) {
      Files.createDirectories(root.resolve(folder));
    }
    for (String program : List.of("opt/jstartup", "opt/java/bin/java")) {
      Path file = Files.writeString(root.resolve(program), "");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.writeString(root.resolve("proc/1/comm"), comm + "\n");
    Path home = Path.of("/home/www");
    hook =
        new BootHook(
            new Account("www", CallerIds.uid(), 33, home),
            home,
            home.resolve(".jstartup"),
            "jstartup-www",
            Path.of("/opt/jstartup"),
            Path.of("/opt/java"),
            BootHook.DEFAULT_SEARCH_PATH,
            false,
            Duration.ofSeconds(6));
    ServiceWish wish =
        new ServiceWish(hook, "jstartup-www", instances, path -> true, saved -> "", Set.of());
    Machine machine = new Machine(root, new DurableFile(counted()));
    plan = init.services().plan(wish, machine.facts(Map.of()), 252);
    Optional<Path> own =
        init.id().equals("systemd-user") ? Optional.of(home.resolve("receipts")) : Optional.empty();
    hooks = new BootHooks(machine, this, "1", own);
  }

  Path at(Path path) {
    return root.resolve(Path.of("/").relativize(path));
  }

  boolean exists(Path path) {
    return Files.exists(at(path), LinkOption.NOFOLLOW_LINKS);
  }

  /** One more; or the power is gone, and stays so. */
  synchronized void step() {
    if (steps >= cutAt) {
      throw new PowerCut();
    }
    steps++;
  }

  int steps() {
    return steps;
  }

  /** Real steps, but for the two that take their time and change nothing here. */
  private FileSteps counted() {
    return (FileSteps)
        Proxy.newProxyInstance(
            ScratchMachine.class.getClassLoader(),
            new Class<?>[] {FileSteps.class},
            (proxy, method, arguments) -> {
              step();
              if (method.getName().startsWith("force")) {
                return null;
              }
              try {
                return method.invoke(FileSteps.SYSTEM, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public boolean has(Command command) {
    return true;
  }

  @Override
  public CommandOutput run(Command command) {
    step();
    List<Command> disable = plan.hook().disable();
    boolean enables = plan.takeOver().contains(command);
    if (enables && ++enabled == plan.takeOver().size()) {
      links(true);
    }
    // The first ones stop what runs. All others may make that it starts no more.
    if (disable.contains(command) && !command.together() && !command.equals(disable.get(0))) {
      links(false);
    }
    String text = command.argv().contains("is-enabled") ? "disabled\n" : "";
    return new CommandOutput(0, text, "");
  }

  private void links(boolean wanted) {
    for (Path link : plan.hook().links()) {
      Path path = at(link.resolveSibling(link.getFileName().toString().replace("?", "0")));
      try {
        if (wanted) {
          Files.createDirectories(path.getParent());
          Files.createSymbolicLink(path, Path.of("x"));
        } else {
          Files.deleteIfExists(path);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Whether all is there that makes its init system start the services, the gate aside. */
  boolean servicesAreInPlace() {
    return NativeFiles.of(hook, plan).files().stream().allMatch(file -> exists(file.path()))
        && plan.hook().links().stream()
            .allMatch(
                link ->
                    exists(link.resolveSibling(link.getFileName().toString().replace("?", "0"))));
  }
}
