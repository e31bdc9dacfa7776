package io.jstartup.tests.init;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.Distribution;
import io.jstartup.tests.rig.InitKind;
import io.jstartup.tests.rig.InitMachine;
import io.jstartup.tests.rig.NeedsDocker;
import io.jstartup.tests.rig.Output;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What native mode promises of all services at once, outside systemd: with OpenRC, whose own tools take turns. */
@NeedsDocker
final class NativeTogetherTest {
  private static final String SLOW =
      """
      import os, signal, sys, time

      def write(line):
          with open("/home/www/record-" + sys.argv[1], "a") as file:
              file.write("%s %d\\n" % (line, time.time() * 1000))

      def stop(number, frame):
          write("stopping")
          time.sleep(4)
          write("stopped")
          os._exit(0)

      signal.signal(signal.SIGINT, stop)
      write("started")
      while True:
          time.sleep(1)
      """;

  private InitMachine machine;

  @Test
  void oneAppsSlowStopHoldsNoOtherUp() {
    try (InitMachine booted = InitMachine.boot(InitKind.openRc())) {
      machine = booted;
      saveSlowApps();
      services("install").expect(0);
      awaitStarted();
      theRunnersAreWhatARemovalLooksFor();
      services("remove").expect(0);
      awaitStarted();
      Span one = span("one");
      Span two = span("two");
      assertTrue(one.begin < two.end && two.begin < one.end, one + " " + two);
      whatCanNotBeStartedLeavesAllToTheSupervisor();
    }
  }

  /** As {@code RunnerGone} has them, for what the init system has lost track of. */
  private void theRunnersAreWhatARemovalLooksFor() {
    for (String app : List.of("one", "two")) {
      String home = "/run/jstartup/jstartup-www@" + app + "-0";
      String found = machine.root("pgrep", "-f", "exec --settle --home " + home + " -$").stdout();
      assertEquals(1, found.lines().count(), found);
    }
  }

  /** As with systemd; the options are some that take the runner. */
  private void whatCanNotBeStartedLeavesAllToTheSupervisor() {
    machine.rootShell("install -d -o www /home/www/gone").expect(0);
    for (String app : List.of("bad", "worse")) {
      String[] start = {"start", "/bin/sleep", "--name", app, "--cwd", "/home/www/gone"};
      String[] options = {"--max-memory-restart", "500M", "--", "4711"};
      www(Stream.concat(Stream.of(start), Stream.of(options)).toArray(String[]::new)).expect(0);
    }
    www("save").expect(0);
    machine.root("rmdir", "/home/www/gone").expect(0);
    Traces before = Traces.on(machine);
    String failed = services("install").expect(1).stderr();
    for (String app : List.of("bad", "worse")) {
      assertTrue(failed.contains("'jstartup-www@" + app + "-0' could not start its app"), failed);
    }
    assertTrue(failed.contains("/home/www/gone"), failed);
    before.assertAllOf(machine);
    awaitStarted();
    String list = www("jlist").expect(0).stdout();
    assertEquals(2, list.split("\"online\"").length - 1, list);
  }

  private void saveSlowApps() {
    machine.copyIn(Distribution.tarball(), "/opt/jstartup.tar.gz");
    machine
        .rootShell(
            "cd /opt && tar -xzf jstartup.tar.gz --no-same-owner && rm jstartup.tar.gz && mv jstartup-* jstartup")
        .expect(0);
    machine.write("/home/www/slow.py", SLOW.getBytes(UTF_8), "www", 0644);
    for (String app : List.of("one", "two")) {
      www("start", "slow.py", "--name", app, "--kill-timeout", "9000", "--", app).expect(0);
    }
    awaitStarted();
    www("save").expect(0);
  }

  /** When it was stopped, in ms. */
  private record Span(long begin, long end) {}

  /** Since it was last started by the init system: the second of both stops. */
  private Span span(String app) {
    List<String> lines = record(app);
    assertEquals(
        List.of("started", "stopping", "stopped", "started", "stopping", "stopped", "started"),
        lines.stream().map(line -> line.split(" ")[0]).toList());
    return new Span(millis(lines.get(4)), millis(lines.get(5)));
  }

  private static long millis(String line) {
    return Long.parseLong(line.split(" ")[1]);
  }

  private void awaitStarted() {
    for (String app : List.of("one", "two")) {
      Await.until(
          "'" + app + "' to have started",
          HookedUser.PATIENCE,
          () -> {
            List<String> lines = record(app);
            return !lines.isEmpty() && lines.get(lines.size() - 1).startsWith("started");
          });
    }
  }

  private List<String> record(String app) {
    return machine.root("cat", "/home/www/record-" + app).stdout().lines().toList();
  }

  private Output www(String... words) {
    return machine.user(
        Map.of(),
        Stream.concat(Stream.of("/opt/jstartup/bin/jstartup"), Stream.of(words))
            .toArray(String[]::new));
  }

  private Output services(String verb) {
    return machine.root(
        "/opt/jstartup/bin/jstartup", "native", verb, "-u", "www", "--hp", "/home/www");
  }
}
