package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.generator.render.TemplateRenderer;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.PlannedFile;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.shell.Keeper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole hook of each init system, as it is written, with the commands around it: a usual one and one with every value hostile.
 * {@code -Djstartup.golden.update=true} writes the expected files anew.
 */
final class HookGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  static final BootHook USUAL =
      new BootHook(
          new Account("www", 1000, 1000, Path.of("/home/www")),
          Path.of("/home/www"),
          Path.of("/home/www/.jstartup"),
          "jstartup-www",
          Path.of("/opt/jstartup/bin/jstartup"),
          Path.of("/usr/lib/jvm/java-17-openjdk-amd64"),
          BootHook.DEFAULT_SEARCH_PATH,
          false,
          Duration.ofMillis(6000));
  static final BootHook HOSTILE =
      new BootHook(
          new Account("wéb-1.x", 1000, 1000, Path.of("/home/web")),
          Path.of("/srv/100% of \"it\""),
          Path.of("/srv/100% of \"it\"/it's a\\b $HOME ${x} `id` ;&|<>()*?[]#~!\\"),
          "jstartup-w_b-1.x-c0ffee00",
          Path.of("/opt/my $tools/100%/jstartup"),
          Path.of("/opt/java 17"),
          "/opt/java 17/bin:/usr/bin",
          true,
          Duration.ofMillis(1601));

  /** An init system, on a machine with these files: {@code path} or {@code path=content}. */
  record Case(String id, List<String> machine) {
    @Override
    public String toString() {
      return id;
    }

    MachineFacts facts(Path root) throws IOException {
      for (String entry : machine) {
        String[] parts = entry.split("=", 2);
        Path file = root.resolve(parts[0].substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, parts.length > 1 ? parts[1] : "");
      }
      return new MachineFacts(root, "Linux", Map.of());
    }

    HookPlan plan(BootHook hook, Path root) throws IOException {
      return InitSystems.named(id).plan(hook, facts(root), 0);
    }

    /** As RunnerServices has it. */
    HookPlan ofAnApp(Path root) throws IOException {
      String name = InitSystems.named(id).services().service("jstartup-www", "web", 0);
      String run = Keeper.onLinux(id) ? "/run/jstartup" : "/var/run/jstartup";
      Path spec = Path.of("/etc/jstartup", name + ".app");
      Path gate = Path.of("/etc/jstartup/jstartup-www@apps.on");
      return plan(
          USUAL.forApp(name, spec, gate, Path.of(run, name), Duration.ofMillis(1600)), root);
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("openrc", List.of()),
        new Case("systemv", List.of("/usr/sbin/update-rc.d", "/sbin/insserv")),
        new Case(
            "busybox", List.of("/etc/init.d/rcS=for i in /etc/init.d/S??*; do", "/etc/init.d/rcK")),
        new Case(
            "runit",
            List.of(
                "/proc/7/stat=7 (runsvdir) S 1 7",
                "/proc/7/status=Name:\trunsvdir\nUid:\t0\t0\t0\t0\n",
                "/proc/7/cmdline=runsvdir\0-P\0/etc/service\0log: ...")),
        new Case("s6", List.of("/proc/1/cmdline=/usr/bin/s6-svscan\0-t\0000\0/etc/s6/scan")),
        new Case("finit", List.of()),
        new Case(
            "dinit", List.of("/usr/lib/dinit.d/local.target", "/usr/lib/dinit.d/network.target")),
        new Case("upstart", List.of()),
        new Case("launchd", List.of()),
        new Case("rcd", List.of()),
        new Case("rcd-netbsd", List.of()),
        new Case("rcd-openbsd", List.of()),
        new Case("smf", List.of()),
        new Case("cron", List.of()));
  }

  @TempDir Path machine;

  @Test
  void noInitSystemIsWithoutACase() {
    Set<String> ids = cases().map(Case::id).collect(Collectors.toCollection(TreeSet::new));
    ids.add("systemd"); // has its own, as its files depend on its version
    assertEquals(
        InitSystems.all().stream()
            .map(InitSystem::id)
            .collect(Collectors.toCollection(TreeSet::new)),
        ids);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theUsualHook(Case init) throws IOException {
    compare(init.id() + "/usual.txt", init.plan(USUAL, machine));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theServiceOfAnApp(Case init) throws IOException {
    compare(init.id() + "/app.txt", init.ofAnApp(machine));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aHookThatWaitsForTheNetworkWithEveryValueHostile(Case init) throws IOException {
    compare(init.id() + "/hostile.txt", init.plan(HOSTILE, machine));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatItsFilesCanNotCarryIsRefusedWithTheFileAndTheReason(Case init) throws IOException {
    HookPlan plan =
        init.plan(
            new BootHook(
                USUAL.account(),
                USUAL.userHome(),
                Path.of("/home/www/new\nline"),
                USUAL.serviceName(),
                USUAL.launcher(),
                USUAL.javaHome(),
                USUAL.searchPath(),
                false,
                USUAL.stopBudget()),
            machine);
    ProblemsException e = assertThrows(ProblemsException.class, () -> text(plan));
    assertTrue(e.getMessage().contains("cannot write '/"), e.getMessage());
    assertTrue(e.getMessage().contains("newlines"), e.getMessage());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whoseHookItIsStandsInItsFirstFile(Case init) throws IOException {
    PlannedFile first = init.plan(HOSTILE, machine).files().get(0);
    assertTrue(rendered(first).lines().anyMatch(line -> line.contains(HookPlan.MARK)));
    assertTrue(first.path().toString().contains(HOSTILE.serviceName()));
  }

  static void compare(String name, HookPlan plan) throws IOException {
    String text = text(plan);
    Path golden = GOLDEN.resolve(name);
    if (Boolean.getBoolean("jstartup.golden.update")) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, text);
    }
    assertEquals(Files.readString(golden), text);
  }

  private static String text(HookPlan plan) {
    StringBuilder text = new StringBuilder();
    plan.folders().forEach(folder -> text.append("folder ").append(folder).append('\n'));
    plan.files()
        .forEach(
            file ->
                text.append(String.format("file %s %04o%n", file.path(), file.mode()))
                    .append(indented(rendered(file))));
    plan.links().forEach(link -> text.append("link ").append(link).append('\n'));
    plan.validate().forEach(check -> line(text, "validate", List.of(check.command())));
    line(text, "reload", plan.reload());
    line(text, "hold", plan.hold());
    line(text, "enable", plan.enable());
    line(text, "enabled", List.of(plan.enabled().command()));
    line(text, "disable", plan.disable());
    line(text, "after removal", plan.afterRemoval());
    line(text, "start", plan.start());
    line(text, "stop", List.of(plan.stop()));
    line(text, "active", List.of(plan.active().command()));
    plan.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
    return text.toString();
  }

  /** So that a file that ends without a newline shows. */
  private static String indented(String content) {
    return content.replaceAll("(?m)^(?=.)", "  ");
  }

  private static void line(StringBuilder text, String what, List<Command> commands) {
    for (Command command : commands) {
      text.append(what).append(": ").append(command.argv()).append('\n');
    }
  }

  private static String rendered(PlannedFile file) {
    return new String(new TemplateRenderer().render(file), StandardCharsets.UTF_8);
  }

  /** The files of one init system's usual hook. */
  static Stream<RenderedFile> scripts(Path root, String id) throws IOException {
    Case init = cases().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    return init.plan(USUAL, root).files().stream()
        .map(file -> new RenderedFile(file, new TemplateRenderer().render(file)));
  }

  static Stream<RenderedFile> scripts(Path root) throws IOException {
    List<HookPlan> plans =
        new ArrayList<>(
            cases()
                .flatMap(
                    init -> {
                      try {
                        return Stream.of(
                            init.plan(USUAL, root), init.plan(HOSTILE, root), init.ofAnApp(root));
                      } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                      }
                    })
                .toList());
    InitSystem agent = InitSystems.ofPlan("launchd-agent");
    plans.add(agent.plan(USUAL, cases().findFirst().orElseThrow().facts(root), 0));
    plans.add(agent.plan(HOSTILE, cases().findFirst().orElseThrow().facts(root), 0));
    return plans.stream()
        .flatMap(plan -> plan.files().stream())
        .map(file -> new RenderedFile(file, new TemplateRenderer().render(file)))
        .collect(Collectors.toList())
        .stream();
  }
}
