package io.jstartup.tests.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.MachineProcess;
import io.jstartup.tests.rig.NeedsDocker;
import io.jstartup.tests.rig.Timed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services of systemd however the machine ends: one stays until it is killed, one is slow to leave, one has a runner. */
@NeedsDocker
final class NativeSurvivalTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String STAYS =
      "trap '' INT\necho started >>\"$RECORD\"\nwhile :; do sleep 0.1; done\n";

  private static final String SLOW =
      "trap 'echo stopping >>\"$RECORD\"; sleep 3; echo stopped >>\"$RECORD\"; exit 0' USR2\n"
          + "echo started >>\"$RECORD\"\nwhile :; do sleep 0.1; done\n";

  private static final List<String> APPS = List.of("stays", "slow", "dated");

  private Server server;
  private List<Object> before;

  @BeforeEach
  void makeThemServices() {
    server = new Server();
    start("stays", STAYS, "--kill-signal", "SIGINT", "--kill-timeout", "2500");
    start("slow", SLOW, "--kill-signal", "SIGUSR2", "--kill-timeout", "20000");
    start(
        "dated",
        SLOW,
        "--kill-signal",
        "SIGUSR2",
        "--kill-timeout",
        "20000",
        "--log-date-format",
        "YYYY");
    server.jstartup("save").expect(0);
    server.forgetRecords();
    String report = server.asRootNative("install", "--report").expect(0).stdout();
    assertTrue(report.contains("log_date_format"), report);
    awaitRecords("stopping", "stopped", "started");
    before = running();
  }

  private void start(String name, String script, String... options) {
    server.write("apps/" + name + ".sh", script);
    List<String> words =
        new ArrayList<>(
            List.of("start", "apps/" + name + ".sh", "--interpreter", "/bin/sh", "--name", name));
    words.addAll(List.of(options));
    server
        .jstartup(Map.of("RECORD", "/home/www/records/" + name), words.toArray(String[]::new))
        .expect(0);
    server.awaitRecord(name, List.of("started"));
  }

  @AfterEach
  void powerOff() {
    server.close();
  }

  @Test
  void eachIsStoppedAsItAskedForAndComesBackOnceHoweverTheMachineEnds() {
    isKilledInTime();

    server.machine().reboot();
    awaitRecords("stopping", "stopped", "started");
    assertEquals(before, running());

    server.forgetRecords();
    server.machine().powerOffAndOn();
    awaitRecords("stopping", "stopped", "started");
    assertEquals(before, running());

    server.forgetRecords();
    server
        .machine()
        .cutPowerTwice(() -> server.record("slow").contains("stopping"), () -> starts("slow") == 1);
    Await.until("its second start", PATIENCE, () -> starts("slow") == 2);
    APPS.forEach(this::awaitRunning);
    assertEquals(before, running());

    isGivenBackInOrder();
  }

  /** After what it asked for, which systemd has to the millisecond where nobody else wants the processor. */
  private void isKilledInTime() {
    server.forgetRecords();
    Timed stop = Timed.run(server.machine(), "systemctl", "stop", "jstartup-www@stays-0.service");
    assertTrue(stop.millis() >= 2490 && stop.millis() - stop.busy() <= 3000, stop.toString());
    assertEquals(List.of(), server.running("/home/www/apps/stays.sh"));
  }

  private void isGivenBackInOrder() {
    server.jstartup("resurrect").expect(0);
    server.forgetRecords();
    server.asRootNative("remove").expect(0);
    awaitRecords("stopping", "stopped", "started");
    assertEquals(before, running());
    assertEquals(3, server.list().stream().filter(app -> app.status().equals("online")).count());
  }

  private long starts(String app) {
    return server.record(app).stream().filter("started"::equals).count();
  }

  private void awaitRecords(String... lines) {
    server.awaitRecord("slow", List.of(lines));
    server.awaitRecord("dated", List.of(lines));
    server.awaitRecord("stays", List.of("started"));
  }

  private void awaitRunning(String app) {
    Await.until(
        "'" + app + "' to run",
        PATIENCE,
        () -> starts(app) > 0 && !server.running("/home/www/apps/" + app + ".sh").isEmpty());
  }

  /** What each runs as, once. */
  private List<Object> running() {
    List<Object> facts = new ArrayList<>();
    for (String app : APPS) {
      List<MachineProcess> found = mainProcesses(app);
      assertEquals(1, found.size(), () -> "processes of '" + app + "': " + found);
      MachineProcess process = found.get(0);
      facts.add(List.of(process.uid(), process.argv(), process.cwd(), environment(process)));
    }
    return facts;
  }

  /** A shell is two of its kind while it starts a program. */
  private List<MachineProcess> mainProcesses(String app) {
    List<MachineProcess> found = server.running("/home/www/apps/" + app + ".sh");
    Set<Integer> pids = found.stream().map(MachineProcess::pid).collect(Collectors.toSet());
    return found.stream().filter(process -> !pids.contains(process.parent())).toList();
  }

  /** Without the supervisor's own marks, which a service goes without. */
  private static TreeSet<String> environment(MachineProcess process) {
    TreeSet<String> variables = new TreeSet<>(process.environment());
    variables.removeIf(it -> it.matches("(unique_id|pm_id|JSTARTUP_HOME)=.*"));
    return variables;
  }
}
