package io.jstartup.platforms.service;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.model.OsText;
import io.jstartup.model.Problem;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.exec.Execution;
import io.jstartup.model.exec.RunAs;
import io.jstartup.model.hook.Account;
import io.jstartup.model.ready.ReadyPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of an app's settings where its runner is on another kernel than Linux: {@code
 * io.jstartup.platforms.os.portable.PortableOperatingSystem} has no more than Java offers. What would keep the app from running there is left
 * out of what the runner reads.
 */
final class BeyondLinux {
  private static final String TELLS_NOTHING =
      "only on Linux can an app tell its runner: it is taken for ready after listen_timeout";

  private final AppSpec app;
  private final List<MappedField> fields = new ArrayList<>();

  private BeyondLinux(AppSpec app) {
    this.app = app;
  }

  /** Why such a runner can't have this app; empty: it can. */
  static List<Problem> problems(SavedInstance saved, Account account) {
    AppSpec app = saved.app();
    List<Problem> problems = new ArrayList<>();
    if (app.execution().runAs().filter(user -> !is(user, account)).isPresent()) {
      problems.add(
          problem(
              app,
              "uid",
              "only on Linux can its runner become another user",
              "save it in that user's own list, without 'uid'"));
    }
    if (!texts(app.launch()).allMatch(OsText::isUtf8)) {
      problems.add(
          problem(
              app,
              "script, args, env",
              "only on Linux can its runner pass bytes on that are no UTF-8",
              "change that"));
    }
    return problems;
  }

  private static Problem problem(AppSpec app, String field, String why, String remedy) {
    return new Problem("cannot make app '" + app.name() + "' a service: " + field, why, remedy);
  }

  private static Stream<String> texts(Launch launch) {
    Stream<String> env =
        launch.env().entrySet().stream()
            .flatMap(variable -> Stream.of(variable.getKey(), variable.getValue()));
    return Stream.of(launch.argv().stream(), Stream.of(launch.cwd()), env).flatMap(it -> it);
  }

  private static boolean is(RunAs user, Account account) {
    return user.uid() == account.uid() && user.gid() == account.gid();
  }

  /** The app as such a runner can run it. */
  static SavedInstance reduced(SavedInstance saved) {
    AppSpec app = saved.app();
    Execution asked = app.execution();
    Execution given =
        new Execution(
            Optional.empty(), asked.umask(), Optional.empty(), Map.of(), asked.environment());
    ReadyPolicy ready = app.ready();
    // a watchdog that nobody can feed would restart it over and over
    ReadyPolicy unfed =
        new ReadyPolicy(ready.waitReady(), false, Duration.ZERO, ready.ready(), ready.health());
    return saved.withApp(app.withExecution(given).withReady(unfed).withListen(List.of()));
  }

  /** The report of the same app on Linux, with what is otherwise there. */
  static AppService report(AppService linux, AppSpec app) {
    BeyondLinux report = new BeyondLinux(app);
    report.execution();
    report.readiness();
    report.processes();
    return linux.with(report.fields);
  }

  private void execution() {
    Execution execution = app.execution();
    fields.add(
        execution.runAs().isPresent()
            ? new MappedField(
                "uid, gid, groups",
                Fidelity.APPROXIMATED,
                "the service's own user, with the groups that it is in at each start")
            : new MappedField(
                "uid, gid, groups",
                Fidelity.EXACT,
                "the service's own user; an app of another one is refused"));
    when(
        execution.nice().isPresent(),
        Fidelity.LOST,
        "nice",
        "only on Linux can its runner give it one: it runs without");
    when(
        !execution.limits().isEmpty(),
        Fidelity.LOST,
        "limits",
        "only on Linux can its runner give it any: it runs with those of all services");
    when(
        execution.umask().isPresent(),
        Fidelity.APPROXIMATED,
        "umask",
        "by a shell, which keeps variables from it whose names it does not know");
  }

  private void readiness() {
    ReadyPolicy ready = app.ready();
    when(ready.waitReady(), Fidelity.LOST, "wait_ready", TELLS_NOTHING);
    when(ready.notifySocket(), Fidelity.LOST, "notify", "only on Linux is there a socket for it");
    when(
        !ready.watchdog().isZero(),
        Fidelity.LOST,
        "watchdog",
        "only on Linux is there a socket to feed it by: it has none");
    when(
        !app.listen().isEmpty(),
        Fidelity.LOST,
        "listen",
        "only on Linux can its runner hold sockets: it has to listen itself");
    when(
        app.clusterMode(),
        Fidelity.LOST,
        "exec_mode",
        "only on Linux has Node a channel to its runner: each instance listens itself",
        "a process of its own");
    when(
        app.stop().byMessage(),
        Fidelity.LOST,
        "shutdown_with_message",
        "only on Linux has Node a channel to its runner: it gets the signal");
  }

  private void processes() {
    when(
        app.stop().tree(),
        Fidelity.APPROXIMATED,
        "treekill",
        "all that descends from its main process while that runs; what has left that is not found",
        "the main process alone");
    when(
        app.restart().maxMemory() > 0,
        Fidelity.APPROXIMATED,
        "max_memory_restart",
        "memory that its processes share counts for each of them");
  }

  private void when(boolean used, Fidelity fidelity, String field, String note) {
    when(used, fidelity, field, note, "it asks for none");
  }

  private void when(boolean used, Fidelity fidelity, String field, String note, String unused) {
    fields.add(
        used
            ? new MappedField(field, fidelity, note)
            : new MappedField(field, Fidelity.EXACT, unused));
  }
}
