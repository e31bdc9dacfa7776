package io.jstartup.tests.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.Distribution;
import io.jstartup.tests.rig.MachineProcess;
import io.jstartup.tests.rig.Output;
import io.jstartup.tests.rig.SystemdMachine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A machine on which root unpacked jstartup to /opt/jstartup, with jstartup on everybody's PATH. */
final class Server implements AutoCloseable {
  static final String JSTARTUP = "/usr/local/bin/jstartup";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SystemdMachine machine;

  Server() {
    this(SystemdMachine.boot());
  }

  /** @param machine to unpack it on; it is closed with this */
  Server(SystemdMachine machine) {
    this.machine = machine;
    machine.copyIn(Distribution.tarball(), "/opt/jstartup.tar.gz");
    machine
        .rootShell(
            "cd /opt && tar -xzf jstartup.tar.gz --no-same-owner && rm jstartup.tar.gz && mv jstartup-* jstartup"
                + " && ln -s /opt/jstartup/bin/jstartup "
                + JSTARTUP)
        .expect(0);
    machine.userShell("mkdir apps records").expect(0);
  }

  SystemdMachine machine() {
    return machine;
  }

  Hook hook() {
    return Hook.of(machine);
  }

  /** jstartup as www, from a fresh login. */
  Output jstartup(String... arguments) {
    return jstartup(Map.of(), arguments);
  }

  /** jstartup as www with these variables too. */
  Output jstartup(Map<String, String> variables, String... arguments) {
    return machine.user(
        variables, Stream.concat(Stream.of(JSTARTUP), Stream.of(arguments)).toArray(String[]::new));
  }

  List<ListedApp> list() {
    return ListedApp.parse(jstartup("jlist").expect(0).stdout());
  }

  /** Puts a resource into /home/www/apps. */
  void installApp(String name) {
    write("apps/" + name, SystemdMachine.resource("apps/" + name));
  }

  /** Writes a file of www's, by its path below the home. */
  void write(String path, String text) {
    machine.write(
        SystemdMachine.HOME + "/" + path, text.getBytes(UTF_8), SystemdMachine.USER, 0644);
  }

  /** Leaves a command running, as www. */
  void userInBackground(String command) {
    machine.userShell("setsid " + command + " </dev/null >/dev/null 2>&1 &").expect(0);
  }

  /** The one command that a command without root prints to be pasted. */
  String commandToPaste(Map<String, String> variables, String... arguments) {
    Output printed = jstartup(variables, arguments).expect(1);
    List<String> commands =
        printed.stdout().lines().filter(line -> line.startsWith("sudo ")).toList();
    if (commands.size() != 1) {
      throw new AssertionError("not exactly one command to paste: " + printed);
    }
    return commands.get(0);
  }

  /** Does what a user does: asks for the hook, and pastes what is printed. */
  Output installHook() {
    return machine.userShell(commandToPaste(Map.of(), "startup")).expect(0);
  }

  /** {@code native} with this verb for www, by root. */
  Output asRootNative(String verb, String... names) {
    return machine.root(
        Stream.concat(
                Stream.of(JSTARTUP, "native", verb, "-u", "www", "--hp", SystemdMachine.HOME),
                Stream.of(names))
            .toArray(String[]::new));
  }

  /** The processes of a user's app: those that have this argument. */
  List<MachineProcess> running(String argument) {
    return machine.processes().stream().filter(process -> process.hasArgument(argument)).toList();
  }

  /** The lines an app recorded: started, stopping, stopped. */
  List<String> record(String app) {
    return machine.root("cat", SystemdMachine.HOME + "/records/" + app).stdout().lines().toList();
  }

  void awaitRecord(String app, List<String> lines) {
    Await.until(
        "'" + app + "' to have recorded " + lines, PATIENCE, () -> record(app).equals(lines));
  }

  /** From here on only what happens next is in the records. */
  void forgetRecords() {
    machine.rootShell("for r in /home/www/records/*; do : >\"$r\"; done").expect(0);
  }

  @Override
  public void close() {
    machine.close();
  }
}
