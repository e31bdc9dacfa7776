package io.jstartup.generator.rules;

import static io.jstartup.generator.rules.Hooks.has;
import static io.jstartup.generator.rules.Hooks.hasLine;
import static io.jstartup.generator.rules.Hooks.hasNot;
import static io.jstartup.generator.rules.Hooks.matchesNowhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.generator.rules.Hooks.Rendered;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Rules 12 to 28: upstart's job, System V's script, OpenRC's. */
final class InitScriptRules {
  private final Hooks hooks;
  private final Path folder;
  private final Rendered systemv;
  private final Rendered openrc;

  /**
   * @param folder an empty one, to run scripts in
   */
  InitScriptRules(Hooks hooks, Path folder) {
    this.hooks = hooks;
    this.folder = folder;
    systemv = hooks.usual("systemv");
    openrc = hooks.usual("openrc");
  }

  List<Rule> all() {
    return List.of(
        new Rule(12, "upstart gets a job that it supervises, not a script", this::twelve),
        new Rule(13, "what a script provides is called as its file, for each user", this::thirteen),
        new Rule(14, "'status' starts nothing and ends with LSB's exit codes", this::fourteen),
        new Rule(15, "Red Hat's mark is made at every start and removed at the stop", this::mark),
        new Rule(16, "no value of a user's becomes part of a command for su", this::sixteen),
        new Rule(17, "a start that can't be kept track of fails", this::seventeen),
        new Rule(
            18,
            "a script runs in any sh and knows chkconfig, its pid, its patience",
            this::eighteen),
        new Rule(19, "no template lies about that nothing uses", Templates::allAreUsed),
        new Rule(
            20, "a mark has the service's name, and a nologin shell is no hindrance", this::twenty),
        new Rule(21, "each user's hook is a service of its own", this::twentyOne),
        new Rule(22, "program, Java and home stand in the hook in full", this::twentyTwo),
        new Rule(23, "no stop writes the saved list", this::twentyThree),
        new Rule(24, "start and stop mean the same home", this::twentyFour),
        new Rule(25, "what OpenRC supervises is the process that it has started", this::twentyFive),
        new Rule(26, "scripts are plain sh", this::twentySix),
        new Rule(27, "a machine without a network boots the hook all the same", this::twentySeven),
        new Rule(28, "OpenRC's stop ends with SIGKILL, after the whole stop budget", this::last));
  }

  private void twelve() {
    String job = hooks.usual("upstart").file("/etc/init/jstartup-www.conf");
    hasLine(job, "respawn");
    hasLine(job, "exec /etc/jstartup/jstartup-www");
    assertNotEquals(hooks.usual("upstart").files(), systemv.files());
  }

  private void thirteen() {
    for (Rendered hook : List.of(systemv, hooks.hostile("systemv"))) {
      Path script = hook.path("/etc/init.d/");
      hasLine(hook.files().get(script), "# Provides:          " + script.getFileName());
    }
  }

  private void fourteen() throws Exception {
    InitScript script = new InitScript(folder, systemv.file("/etc/init.d/"));
    assertEquals(3, script.run("status"));
    assertEquals(3, script.run("status"), "nothing was started");
    assertEquals(0, script.run("start"));
    assertEquals(0, script.run("status"));
    script.kill();
    assertEquals(1, script.run("status"), "it has ended, and its pid file is there");
    assertEquals(0, script.run("start"));
    assertEquals(0, script.run("stop"));
    assertEquals(3, script.run("status"));
    assertEquals(2, script.run("what"));
  }

  private void mark() {
    String script = systemv.file("/etc/init.d/");
    String start = script.substring(script.indexOf("start() {"), script.indexOf("stop() {"));
    has(start, ": >\"$red_hat_mark\"");
    has(script.substring(script.indexOf("stop() {")), "rm -f \"$pid_file\" \"$red_hat_mark\"");
  }

  private void sixteen() {
    hooks.all().forEach(hook -> matchesNowhere(hook.everything(), "\\bsu .*-c (\"|[^'])"));
    assertFalse(systemv.textsForShells().isEmpty());
    assertEquals(systemv.textsForShells(), hooks.hostile("systemv").textsForShells());
  }

  private void seventeen() throws Exception {
    InitScript script = new InitScript(folder, systemv.file("/etc/init.d/"));
    script.forbidPidFile();
    assertNotEquals(0, script.run("start"));
    assertEquals(0, script.running(), "and leaves nothing behind that no stop would find");
  }

  private void eighteen() {
    String script = systemv.file("/etc/init.d/");
    assertTrue(script.startsWith("#!/bin/sh\n"));
    hasLine(script, "# chkconfig: 2345 95 05");
    has(script, "\npid_file=/var/run/jstartup-www.pid\n");
    has(script, "\nstop_limit=27 # seconds"); // twice 6 s and 5 s, and 5 s
  }

  private void twenty() throws Exception {
    has(systemv.file("/etc/init.d/"), "\nred_hat_mark=/var/lock/subsys/jstartup-www ");
    has(systemv.keeper(), "exec su -s /bin/sh -c ");
    Held.by("tests/init/BootHookTest#bringsThemBackAfterARebootThatStopsThemGracefully").run();
  }

  private void twentyOne() throws Exception {
    assertEquals(Path.of("/etc/init.d/jstartup-www"), openrc.path("/etc/init.d/"));
    hasLine(openrc.file("/etc/init.d/"), "name=jstartup-www");
    assertNotEquals(openrc.path("/etc/init.d/"), hooks.hostile("openrc").path("/etc/init.d/"));
    Held.by("tests/init/BootHookTest#isRemovedWithoutATraceAndLeavesTheAppsRunning").run();
  }

  private void twentyTwo() throws Exception {
    Map<String, String> environment = KeeperRun.environment(hooks, folder, "openrc");
    assertEquals(KeeperRun.JAVA_HOME, environment.get("JSTARTUP_JAVA_HOME"));
    assertEquals(KeeperRun.USER_HOME, environment.get("HOME"));
    hooks.all().forEach(hook -> matchesNowhere(hook.everything(), "/usr/bin/env |\\beval\\b"));
  }

  private void twentyThree() throws Exception {
    hooks
        .all()
        .forEach(
            hook ->
                matchesNowhere(
                    hook.everything(), "(jstartup|launcher\\S*|\\$@) \"?(save|dump|resurrect)"));
    Held.by("tests/systemd/StopTest#keepsTheSavedListWhateverEndsTheSupervisor").run();
  }

  private void twentyFour() throws Exception {
    assertEquals(
        KeeperRun.HOME, KeeperRun.environment(hooks, folder, "openrc").get("JSTARTUP_HOME"));
    hooks.all().forEach(hook -> matchesNowhere(hook.everything(), "\\bsu (-\\w*l|-\\s|--login)"));
  }

  private void twentyFive() throws Exception {
    String script = openrc.file("/etc/init.d/");
    hasLine(script, "supervisor=supervise-daemon");
    hasLine(script, "command=/etc/jstartup/jstartup-www");
    Held.by(
            "generator/KeeperTest#startsASuccessorAfterACrash",
            "tests/init/BootHookTest#aCrashOfTheSupervisorLeavesThemRunning")
        .run();
  }

  private void twentySix() throws Exception {
    hooks.all().forEach(hook -> matchesNowhere(hook.everything(), "\\[ .* == .* \\]"));
    Held.by(
            "generator/HookScriptsTest#areReadByEveryShell",
            "generator/HookScriptsTest#checkbashismsFindsNothing",
            "generator/KeeperTest#passesAStopOnAndWaitsForItsEnd")
        .run();
  }

  private void twentySeven() {
    for (Rendered hook : List.of(openrc, hooks.hostile("openrc"))) {
      matchesNowhere(hook.file("/etc/init.d/"), "^\\s*need ");
      has(hook.file("/etc/init.d/"), "  use localmount netmount net ");
    }
  }

  private void last() {
    String script = openrc.file("/etc/init.d/");
    hasLine(script, "retry=SIGTERM/27/SIGKILL/5");
    hasNot(script, "$@");
  }
}
