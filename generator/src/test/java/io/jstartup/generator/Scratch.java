package io.jstartup.generator;

import io.jstartup.io.CallerIds;
import io.jstartup.io.DurableFile;
import io.jstartup.io.FileSteps;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.systemd.Systemd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A machine in a scratch folder, with a user www, who is whoever runs the test. */
final class Scratch {
  static final Path UNIT = Path.of("/etc/systemd/system/jstartup-www.service");
  static final Path RECEIPT = Path.of("/var/lib/jstartup-receipts/jstartup-www.json");

  final Path root;
  final FakeSystemd systemd;
  final BootHook hook;
  final BootHooks hooks;

  Scratch(Path folder) throws IOException {
    this(folder, FileSteps.SYSTEM);
  }

  Scratch(Path folder, FileSteps steps) throws IOException {
    root = folder.resolve("root");
    for (String name :
        new String[] {
          "etc/systemd/system", "run/systemd/system", "var/lib", "home/www", "opt/java/bin"
        }) {
      Files.createDirectories(root.resolve(name));
    }
    program("opt/jstartup");
    program("opt/java/bin/java");
    systemd = new FakeSystemd(root);
    Account www = new Account("www", CallerIds.uid(), 33, Path.of("/home/www"));
    hook =
        new BootHook(
            www,
            Path.of("/home/www"),
            Path.of("/home/www/.jstartup"),
            "jstartup-www",
            Path.of("/opt/jstartup"),
            Path.of("/opt/java"),
            BootHook.DEFAULT_SEARCH_PATH,
            false,
            Duration.ofSeconds(6));
    hooks = new BootHooks(new Machine(root, new DurableFile(steps)), systemd, "1.2.3");
  }

  /** The same user's hook for another home, which is made. */
  BootHook ofHome(String home, String service) throws IOException {
    Files.createDirectories(at(Path.of(home)));
    return of(hook.account(), home, service);
  }

  /** Another user's hook for another home, which is made. */
  BootHook ofUser(String user, String home, String service) throws IOException {
    Files.createDirectories(at(Path.of(home)));
    return of(new Account(user, hook.account().uid(), 34, Path.of(home)), home, service);
  }

  private BootHook of(Account account, String home, String service) {
    return new BootHook(
        account,
        Path.of(home),
        Path.of(home, ".jstartup"),
        service,
        hook.launcher(),
        hook.javaHome(),
        hook.searchPath(),
        hook.waitIp(),
        hook.stopBudget());
  }

  private void program(String name) throws IOException {
    Path file = root.resolve(name);
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
  }

  RenderedHook rendered() {
    return rendered(hook);
  }

  RenderedHook rendered(BootHook wanted) {
    return hooks.render(new Systemd(), wanted);
  }

  /** What the plan writes, enables, stops and asks, and nothing else of it: no links, no gate, nothing that disables it. */
  static HookPlan.Builder bare(HookPlan plan) {
    HookPlan.Builder bare =
        HookPlan.of(plan.initSystem(), plan.serviceName())
            .enabled(plan.enabled())
            .stop(plan.stop())
            .active(plan.active());
    plan.files().forEach(bare::file);
    plan.enable().forEach(bare::enable);
    return bare;
  }

  Path at(Path path) {
    return root.resolve(Path.of("/").relativize(path));
  }

  /** Every path below the root with its mode and content. */
  Map<String, String> listing() throws IOException {
    Map<String, String> listing = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        listing.put(root.relativize(path).toString(), describe(path));
      }
    }
    return listing;
  }

  private static String describe(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return "link to " + Files.readSymbolicLink(path);
    }
    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    return Files.isDirectory(path) ? mode : mode + " " + Sha256.of(Files.readAllBytes(path));
  }
}
