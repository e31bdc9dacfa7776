package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.io.PrivateFolder;
import io.jstartup.model.AppSpec;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Launch;
import io.jstartup.model.LogFiles;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.model.WatchPolicy;
import io.jstartup.model.exec.Execution;
import io.jstartup.model.ready.ReadyPolicy;
import io.jstartup.platforms.os.Capability;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.supervisor.client.DaemonLauncher;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import io.jstartup.supervisor.control.StartMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A supervisor in a JVM of its own and a client of it, both ended with the test. */
public final class TestDaemon implements AutoCloseable {
  static final Map<String, String> ENV = Map.of("PATH", "/usr/local/bin:/usr/bin:/bin");

  final HomeLayout home;
  private final List<ProcessHandle> started = new ArrayList<>();
  private List<String> prefix = List.of();
  SupervisorClient client;

  TestDaemon(Path folder) {
    this.home = new HomeLayout(folder.resolve("home"));
  }

  public static List<String> command(HomeLayout home, String... more) {
    List<String> command = new ArrayList<>(program());
    command.add(home.home().toString());
    command.addAll(List.of(more));
    return command;
  }

  /** What runs a daemon, without the home. */
  static List<String> program() {
    return program(System.getProperty("java.home"), DaemonMain.class);
  }

  static List<String> program(String java, Class<?> main) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(
        java + "/bin/java",
        "-Xmx96m",
        "-XX:-UsePerfData", // or a JVM that starts beside it may have it write a warning to stdout
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-MaxFDLimit",
        "-Xshare:auto",
        "-Djstartup.os=" + System.getProperty("jstartup.os", ""),
        "-cp",
        classPath,
        main.getName());
  }

  /** Skips a test of what this system doesn't offer. */
  static void needs(Capability capability) {
    assumeTrue(
        OperatingSystems.current().capabilities().contains(capability),
        () -> "this system has no " + capability);
  }

  /** Where this program is; skips a test of what needs it where it isn't installed. */
  static Path needs(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(entry -> Path.of(entry, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> Assumptions.abort("there is no " + program));
  }

  /** The daemons that follow are started in this cgroup. */
  TestDaemon within(Path group) {
    String enter = "echo $$ > '" + group.resolve("cgroup.procs") + "' && exec \"$@\"";
    prefix = List.of("/bin/sh", "-c", enter, "sh");
    return this;
  }

  /** The daemons that follow are started by this command, which executes the words behind it. */
  TestDaemon by(List<String> command) {
    prefix = command;
    return this;
  }

  /** The daemons that follow are started after this command of a shell. */
  TestDaemon limitedTo(String limit) {
    prefix = List.of("/bin/sh", "-c", limit + " && exec \"$@\"", "sh");
    return this;
  }

  /** Starts a daemon, or one more after the last one died. */
  TestDaemon launch(String... more) throws IOException {
    PrivateFolder.ensure(home.home());
    List<String> command = new ArrayList<>(prefix);
    command.addAll(command(home, more));
    client = new DaemonLauncher(home, command).connectOrStart(Duration.ofSeconds(30));
    ProcessHandle.of(client.ping().pid()).ifPresent(started::add);
    return this;
  }

  int pid() {
    return client.ping().pid();
  }

  void kill9() throws Exception {
    ProcessHandle daemon = ProcessHandle.of(pid()).orElseThrow();
    client.close();
    daemon.destroyForcibly();
    daemon.onExit().get();
  }

  /** A zombie that nobody reaps counts as dead. */
  static boolean alive(int pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Dead, also for a supervisor that can't tell what is dead from what is not reaped yet, as the portable one: the first process of a
   * container may take its time.
   */
  static boolean gone(int pid) {
    return System.getProperty("jstartup.os", "").isEmpty()
        ? !alive(pid)
        : ProcessHandle.of(pid).isEmpty();
  }

  Outcome start(AppSpec... apps) {
    return client.start(List.of(apps), StartMode.NEW, SupervisorClient.QUIET);
  }

  ProcessRow row(String name) {
    return client.list().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
  }

  String log() throws IOException {
    return Files.readString(home.log());
  }

  /** A shell app: {@code script} is what {@code sh -c} runs. */
  AppSpec shell(String name, String script) {
    return app(name, "/bin/sh", List.of("-c", script));
  }

  AppSpec app(String name, String program, List<String> args) {
    Launch launch =
        new Launch(program, args, Launch.NO_INTERPRETER, List.of(), home.home().toString(), ENV);
    return new AppSpec(
        name,
        AppSpec.DEFAULT_NAMESPACE,
        launch,
        1,
        AppSpec.DEFAULT_INSTANCE_VAR,
        "",
        false,
        true,
        new StopPolicy(StopSignal.SIGINT, Duration.ofSeconds(10), true),
        RestartPolicy.DEFAULT,
        new LogFiles(
            home.logs().resolve("x-out.log").toString(),
            home.logs().resolve("x-error.log").toString(),
            true),
        home.pids().resolve("x.pid").toString(),
        AppSpec.DEFAULT_LISTEN_TIMEOUT,
        ReadyPolicy.AT_ONCE,
        Execution.INHERITED,
        WatchPolicy.OFF,
        Map.of());
  }

  /** So many instances that are listed but not started. */
  static AppSpec idle(AppSpec app, int instances) {
    return copy(app, instances, app.clusterMode(), false, app.stop(), app.restart());
  }

  /** So many instances in cluster mode. */
  static AppSpec clustered(AppSpec app, int instances) {
    return copy(app, instances, true, app.autostart(), app.stop(), app.restart());
  }

  static AppSpec with(AppSpec app, StopPolicy stop) {
    return copy(app, app.instances(), app.clusterMode(), app.autostart(), stop, app.restart());
  }

  static AppSpec with(AppSpec app, RestartPolicy restart) {
    return copy(app, app.instances(), app.clusterMode(), app.autostart(), app.stop(), restart);
  }

  /** Without its sockets. */
  private static AppSpec copy(
      AppSpec app,
      int instances,
      boolean clusterMode,
      boolean autostart,
      StopPolicy stop,
      RestartPolicy restart) {
    return new AppSpec(
        app.name(),
        app.namespace(),
        app.launch(),
        instances,
        app.instanceVar(),
        app.incrementVar(),
        clusterMode,
        autostart,
        stop,
        restart,
        app.logs(),
        app.pidFile(),
        app.listenTimeout(),
        app.ready(),
        app.execution(),
        app.watch(),
        app.others());
  }

  /** Whatever ends stays down. */
  static RestartPolicy onceOnly() {
    RestartPolicy usual = RestartPolicy.DEFAULT;
    return new RestartPolicy(
        false,
        usual.maxRestarts(),
        usual.minUptime(),
        usual.delay(),
        usual.initialBackoff(),
        usual.stopExitCodes());
  }

  /** Ends the daemon and, when it can't be asked any more, what it left. */
  @Override
  public void close() throws Exception {
    List<ProcessHandle> left = new ArrayList<>(started);
    try {
      client.list().forEach(row -> ProcessHandle.of(row.pid()).ifPresent(left::add));
      client.kill(SupervisorClient.QUIET);
    } catch (RuntimeException e) {
      left.forEach(ProcessHandle::destroyForcibly);
    }
    for (ProcessHandle handle : started) {
      handle.onExit().get();
    }
  }
}
