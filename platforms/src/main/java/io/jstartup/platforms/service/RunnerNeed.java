package io.jstartup.platforms.service;

import io.jstartup.model.AppSpec;
import io.jstartup.model.CrashLoop;
import io.jstartup.model.LogFiles;
import io.jstartup.model.LogRotation;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.exec.Resource;
import io.jstartup.model.exec.RunAs;
import io.jstartup.model.ready.ReadyPolicy;
import io.jstartup.platforms.detect.MachineFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Why an app can't do without {@code jstartup exec} where scripts of the init system's own would run it. */
final class RunnerNeed {
  private final List<String> reasons = new ArrayList<>();

  private RunnerNeed() {}

  /** The settings that take it, in words; empty: none does. */
  static List<String> of(SavedInstance saved, ServiceWish wish, MachineFacts facts) {
    RunnerNeed need = new RunnerNeed();
    need.restarts(saved.app());
    need.stop(saved.app().stop());
    need.readiness(saved.app());
    need.output(saved.app());
    need.logFiles(saved.app(), wish, facts);
    need.start(saved);
    need.machine(facts);
    return need.reasons;
  }

  private void when(boolean needed, String reason) {
    if (needed) {
      reasons.add(reason);
    }
  }

  private void restarts(AppSpec app) {
    when(!app.restart().cron().isEmpty(), "cron_restart");
    when(app.watch().on(), "watch");
    when(app.restart().maxMemory() > 0, "max_memory_restart");
    CrashLoop loop = app.restart().crashLoop();
    when(!loop.off() && !loop.equals(CrashLoop.DEFAULT), "crash_loop");
  }

  private void stop(StopPolicy stop) {
    when(stop.byMessage(), "shutdown_with_message");
    when(!stop.drain().none(), "drain");
    when(
        stop.signal().discardedByContinue(),
        "kill_signal " + stop.signal() + ", which the SIGCONT after it takes back");
  }

  private void readiness(AppSpec app) {
    ReadyPolicy ready = app.ready();
    when(ready.waitReady(), "wait_ready");
    when(ready.notifySocket(), "notify");
    when(!ready.watchdog().isZero(), "watchdog");
    when(ready.ready().isPresent(), "ready");
    when(ready.health().isPresent(), "health");
    when(app.clusterMode(), "exec_mode: cluster");
    when(!app.listen().isEmpty(), "listen");
  }

  private void output(AppSpec app) {
    when(!app.logs().direct(), "log_file, log_type, log_date_format");
    when(!app.logs().policy().rotation().equals(LogRotation.USUAL), "log rotation");
  }

  /**
   * The shell that becomes the app opens its logs itself, with the app's rights and through any link. Another user than the service's
   * may not be able to, and root must not.
   */
  private void logFiles(AppSpec app, ServiceWish wish, MachineFacts facts) {
    List<String> files =
        Stream.of(app.logs().out(), app.logs().error())
            .filter(file -> !app.logs().policy().disabled() && !file.equals(LogFiles.NOWHERE))
            .toList();
    int user = app.execution().runAs().map(RunAs::uid).orElse(wish.account().uid());
    if (user != wish.account().uid()) {
      boolean own = files.stream().allMatch(file -> OwnLogs.opens(Path.of(file), user, facts));
      when(!own, "uid: its logs are opened for it");
    } else if (user == 0) {
      boolean roots = files.stream().allMatch(file -> wish.mayAppend().test(Path.of(file)));
      when(!roots, "logs of root's where others could plant a link");
    }
  }

  private void start(SavedInstance saved) {
    AppSpec app = saved.app();
    boolean others =
        app.execution().limits().keySet().stream().anyMatch(it -> it != Resource.NOFILE);
    when(others, "limits other than nofile");
    when(!LaunchScript.carries(saved), "variables whose names a shell can't carry");
    when(!app.launch().argv().get(0).startsWith("/"), "an interpreter that is no absolute path");
  }

  private void machine(MachineFacts facts) {
    boolean plainShell = facts.linksTo("/bin/sh", "dash") || facts.linksTo("/bin/sh", "busybox");
    when(!plainShell, "a /bin/sh that is neither dash nor busybox, and adds variables of its own");
    boolean knowsUsers =
        facts.tool("setpriv").filter(tool -> !facts.linksTo(tool, "busybox")).isPresent();
    when(!knowsUsers, "no setpriv on this machine that knows users");
  }
}
