package io.jstartup.tests.init;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.InitMachine;
import io.jstartup.tests.rig.MachineProcess;
import io.jstartup.tests.rig.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A user of a machine, with apps that record how they start and end, and a boot hook. The login shell is nologin.
 *
 * @param home where the user's home folder and jstartup's home are
 */
record HookedUser(InitMachine machine, String name, Home home) {
  /** How long a machine may take for what it does in one. */
  static final Duration PATIENCE = Duration.ofSeconds(120);

  private static final String JSTARTUP = "/opt/jstartup/bin/jstartup";

  /** The two homes. */
  record Home(String user, String jstartup) {}

  /** Makes the user, with further groups, and a script to run as an app. */
  static HookedUser make(InitMachine machine, String name, Home home) {
    machine
        .rootShell(
            "id "
                + name
                + " >/dev/null 2>&1 || useradd --create-home --home-dir '"
                + home.user
                + "' "
                + name
                + "; usermod --shell /usr/sbin/nologin --append --groups games,audio "
                + name)
        .expect(0);
    HookedUser user = new HookedUser(machine, name, home);
    machine.write(
        user.script(), InitMachine.resource("apps/script.py").getBytes(UTF_8), name, 0644);
    return user;
  }

  private String script() {
    return home.user + "/script.py";
  }

  /** jstartup as this user, from the environment of a login. */
  Output jstartup(String... arguments) {
    return run(Map.of(), arguments);
  }

  /** The same with further variables. */
  Output run(Map<String, String> variables, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=" + name,
                "--regid=" + name,
                "--init-groups",
                "env",
                "-i",
                "-C",
                home.user,
                "HOME=" + home.user,
                "PATH=/usr/bin:/bin",
                "JSTARTUP_HOME=" + home.jstartup));
    variables.forEach((variable, value) -> command.add(variable + "=" + value));
    command.add(JSTARTUP);
    command.addAll(List.of(arguments));
    return machine.root(command.toArray(String[]::new));
  }

  /** jstartup as root, for this user: {@code startup} or {@code unstartup}. */
  Output asRoot(String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("env", "JSTARTUP_HOME=" + home.jstartup, JSTARTUP));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-u", name, "--hp", home.user));
    return machine.root(command.toArray(String[]::new));
  }

  /** Starts an app that takes {@code seconds} to leave. */
  void start(String app, String seconds) {
    run(
            Map.of("RECORD", recordFile(app), "STOPPING", seconds, "MARK", name + app),
            "start",
            script(),
            "--name",
            app,
            "--kill-timeout",
            "5000")
        .expect(0);
    awaitRecord(app, "started");
  }

  private String recordFile(String app) {
    return home.user + "/record-" + app;
  }

  private List<String> record(String app) {
    return machine.root("cat", recordFile(app)).stdout().lines().toList();
  }

  /** How often the app has recorded this since the last {@link #forget}. */
  long recorded(String app, String line) {
    return record(app).stream().filter(line::equals).count();
  }

  /** Until the app has recorded these lines and no others since the last {@link #forget}. */
  void awaitRecord(String app, String... lines) {
    Await.until(
        name + "'s '" + app + "' to have recorded " + List.of(lines),
        PATIENCE,
        () -> record(app).equals(List.of(lines)));
  }

  void forget(String app) {
    machine.rootShell(": >'" + recordFile(app) + "'").expect(0);
  }

  /** The app's processes. */
  List<MachineProcess> running(String app) {
    return machine.processes().stream()
        .filter(process -> process.environment().contains("MARK=" + name + app))
        .filter(process -> process.hasArgument(script()))
        .toList();
  }

  /** The app's one process. */
  MachineProcess only(String app) {
    List<MachineProcess> found = running(app);
    assertEquals(1, found.size(), () -> "processes of '" + app + "': " + found);
    return found.get(0);
  }

  /** The supervisors that the boot hook has started for this home. */
  List<MachineProcess> supervisors() {
    String variable = new String(("JSTARTUP_HOME=" + home.jstartup).getBytes(UTF_8), ISO_8859_1);
    return machine.processes().stream()
        .filter(process -> process.hasArgument("daemon") && process.hasArgument("--boot"))
        .filter(process -> process.environment().contains(variable))
        .toList();
  }

  /** Until one supervisor of the hook runs and answers, another one than this. */
  MachineProcess awaitSupervisor(int notPid) {
    MachineProcess found =
        Await.value(
            "a supervisor of " + name,
            PATIENCE,
            () ->
                supervisors().stream()
                    .filter(process -> process.pid() != notPid && process.parent() != 0)
                    .filter(process -> process.argv().get(0).endsWith("java"))
                    .findFirst());
    Await.until("it to answer", PATIENCE, () -> jstartup("pid").exitCode() == 0);
    return found;
  }

  String savedList() {
    return machine.root("sha256sum", home.jstartup + "/dump.pm2").expect(0).stdout();
  }
}
