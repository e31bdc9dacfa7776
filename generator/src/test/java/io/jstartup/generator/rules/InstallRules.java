package io.jstartup.generator.rules;

import static io.jstartup.generator.rules.Hooks.matchesNowhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.generator.rules.Hooks.Rendered;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.InitSystems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules 50 to 63: finding the init system, installing and removing. */
final class InstallRules {
  /** The programs of the base system, and those of each init system's own. */
  private static final Set<String> BASE =
      Set.of("sh", "test", "ln", "rm", "touch", "find", "setsid", "pkill", "pgrep");

  private static final Map<String, Set<String>> OWN =
      Map.ofEntries(
          Map.entry("systemd", Set.of("systemctl", "systemd-analyze")),
          Map.entry("launchd", Set.of("launchctl", "plutil")),
          Map.entry("openrc", Set.of("rc-service", "rc-update")),
          Map.entry("systemv", Set.of("update-rc.d", "insserv", "chkconfig")),
          Map.entry("upstart", Set.of("initctl")),
          Map.entry("rcd", Set.of("service")),
          Map.entry("rcd-netbsd", Set.of()),
          Map.entry("rcd-openbsd", Set.of("rcctl")),
          Map.entry("smf", Set.of("svcadm", "svccfg", "svcprop", "svcs")),
          Map.entry("runit", Set.of("sv")),
          Map.entry("s6", Set.of("s6-svscanctl", "s6-svok", "s6-svc", "s6-svstat")),
          Map.entry("dinit", Set.of("dinitctl", "dinitcheck")),
          Map.entry("finit", Set.of("initctl")),
          Map.entry("busybox", Set.of()),
          Map.entry("cron", Set.of()));

  private final Hooks hooks;
  private final Path folder;

  /**
   * @param folder an empty one, to run scripts in
   */
  InstallRules(Hooks hooks, Path folder) {
    this.hooks = hooks;
    this.folder = folder;
  }

  List<Rule> all() {
    return List.of(
        new Rule(
            50,
            "the init system is the one that runs, whatever else is installed",
            Held.by("platforms/detect/DetectorTest#findsWhatRuns")),
        new Rule(
            51, "commands are words, and no value becomes part of a shell's text", this::words),
        new Rule(
            52,
            "a removal that failed half-way can be asked for again",
            Held.by("generator/RemovalTest#afterAFailureItCanBeAskedForAgain")),
        new Rule(53, "what is deleted has come to its end before", this::deleted),
        new Rule(54, "the init system that was asked for is the one that is taken", this::asked),
        new Rule(55, "a system that there is no hook for gets an answer", this::unknown),
        new Rule(56, "no path is used as a pattern", this::noPattern),
        new Rule(57, "what a value holds is never filled in again", this::literally),
        new Rule(58, "a removal tells the init system, and forgets its failures", this::removal),
        new Rule(
            59,
            "files have their mode, are whole or not there, replace links, keep others' edits",
            Held.by(
                "generator/InstallTest#writesEnablesAndRecords",
                "generator/InstallTest#aFileOfSomebodyElsesStays",
                "generator/InstallTest#aFileChangedByHandStays",
                "generator/InstallTest#whateverFileOperationFailsAllIsAsBefore",
                "generator/RemovalTest#aFileChangedByHandStaysUnlessForced")),
        new Rule(60, "the caller's PATH is not frozen into the hook", this::searchPath),
        new Rule(61, "no command is another init system's", this::commands),
        new Rule(
            62,
            "the line for root arrives as it was meant, whatever it holds",
            Held.by(
                "generator/print/RootCommandTest#hostilePathsArriveByteForByte",
                "generator/print/RootCommandTest#aPathThatTheShellWouldBreakArrivesWhole")),
        new Rule(63, "the hook is that of whoever typed sudo", this::sudo));
  }

  /** What a shell is told is the same for everybody; what differs are words behind it. */
  private void words() {
    hooks
        .all()
        .flatMap(hook -> hook.commands().stream())
        .filter(it -> it.argv().contains("-c") && isShell(it))
        .map(it -> it.argv().get(it.argv().indexOf("-c") + 1))
        .forEach(text -> matchesNowhere(text, "jstartup|www|w.b|/home|/srv|/etc|/opt"));
  }

  private static boolean isShell(Command command) {
    return command.argv().get(0).endsWith("sh");
  }

  private void deleted() {
    Rendered smf = hooks.usual("smf");
    assertTrue(smf.plan().stop().argv().containsAll(List.of("disable", "-s")));
  }

  private void asked() throws IOException {
    for (Map.Entry<String, String> word :
        Map.of(
                "ubuntu14", "upstart",
                "centos6", "systemv",
                "ubuntu", "systemd",
                "amazon", "systemv",
                "darwin", "launchd",
                "openbsd", "rcd-openbsd")
            .entrySet()) {
      assertEquals(word.getValue(), InitSystems.named(word.getKey()).id(), word.getKey());
    }
  }

  private void unknown() {
    ProblemsException e = assertThrows(ProblemsException.class, () -> InitSystems.named("windows"));
    assertTrue(e.getMessage().contains("systemd"), e.getMessage());
  }

  private void noPattern() throws Exception {
    hooks.all().forEach(hook -> assertFalse(hook.everything().contains("grep -q")));
    Held.by("generator/HookGoldenTest#aHookThatWaitsForTheNetworkWithEveryValueHostile").run();
  }

  private void literally() throws Exception {
    for (String id : List.of("systemv", "runit", "upstart", "smf")) {
      Map<String, String> environment = KeeperRun.environment(hooks, folder, id);
      assertEquals(KeeperRun.HOME, environment.get("JSTARTUP_HOME"), id);
      assertEquals(KeeperRun.USER_HOME, environment.get("HOME"), id);
      assertEquals(KeeperRun.JAVA_HOME, environment.get("JSTARTUP_JAVA_HOME"), id);
    }
  }

  private void removal() throws Exception {
    List<String> after =
        hooks.usual("systemd").plan().afterRemoval().stream().map(Command::toString).toList();
    assertTrue(after.get(0).contains("daemon-reload"), after.toString());
    assertTrue(after.get(1).contains("reset-failed"), after.toString());
    Held.by(
            "generator/RemovalTest#leavesNothingBehind",
            "tests/systemd/RemovalTest#leavesNothingBehindAfterAReboot",
            "tests/systemd/RemovalTest#leavesTheAppsRunning")
        .run();
  }

  private void searchPath() throws Exception {
    assertEquals(KeeperRun.PATH, KeeperRun.environment(hooks, folder, "openrc").get("PATH"));
    Held.by("tests/systemd/TrustTest#rootFindsItsToolsElsewhere").run();
  }

  private void commands() {
    hooks
        .all()
        .forEach(
            hook ->
                hook.commands()
                    .forEach(
                        it -> {
                          String tool = it.argv().get(0);
                          Set<String> own = OWN.get(hook.plan().initSystem());
                          assertTrue(BASE.contains(tool) || own.contains(tool), it.toString());
                        }));
  }

  private void sudo() throws Exception {
    Held.by("cli/boot/MeantUserTest#isWhoTypedSudo").run();
  }
}
