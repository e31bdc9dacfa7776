package io.jstartup.tests.init;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.InitMachine;
import io.jstartup.tests.rig.MachineProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * www's apps on a machine whose init system is to run them, with hostile strings. They write down how they start and end: 'gentle' has a
 * handler, 'deaf' ignores its signal, 'od d' has odd arguments; 'quits' and 'crashes' end by themselves when they are told to.
 */
record NativeApps(InitMachine machine) {
  /** The runner's or the supervisor's own. */
  private static final Set<String> MARKS = Set.of("unique_id", "pm_id", "JSTARTUP_HOME");

  private static final Duration PATIENCE = HookedUser.PATIENCE;

  private static final List<String> APPS = List.of("gentle", "deaf", "od d");
  static final List<String> FAILING = List.of("quits", "crashes");

  private static final String FILE =
      """
      {"apps": [
        {"name": "gentle", "script": "/home/www/apps/native.py", "interpreter": "python3", "args": ["gentle"], "kill_timeout": 8000,
         "kill_signal": "SIGUSR1", "umask": "0027", "nice": 15, "limits": {"nofile": "512:1024"},
         "env": {"RECORD": "/home/www/records/gentle", "SECRET_OF_MINE": "a\\nb $HOME %n \\"q\\" \\\\ `x` ${y} it's \\t|"}},
        {"name": "deaf", "script": "/home/www/apps/native.py", "interpreter": "python3", "args": ["deaf"], "kill_timeout": 2300,
         "env": {"RECORD": "/home/www/records/deaf", "odd name-.": "größe ", "EMPTY": ""}},
        {"name": "od d", "script": "/home/www/apps/native.py", "interpreter": "python3", "cwd": "/home/www/it's a \\"cwd\\" $x",
         "args": ["od d", "", "a b", "$x %n \\\\ \\" '", "third\\n", "-n", "größe"], "treekill": false,
         "env": {"RECORD": "/home/www/records/od d"}},
        {"name": "quits", "script": "/home/www/apps/native.py", "interpreter": "python3", "args": ["quits"],
         "stop_exit_codes": [0, 3], "env": {"RECORD": "/home/www/records/quits", "FAILS": "3"}},
        {"name": "crashes", "script": "/home/www/apps/native.py", "interpreter": "python3", "args": ["crashes"],
         "max_restarts": 3, "min_uptime": 20000, "env": {"RECORD": "/home/www/records/crashes", "FAILS": "1"}}
      ]}
      """;

  /** Makes what they need, and {@code /home/www/apps.json} with all five. */
  void make() {
    machine
        .rootShell(
            "mkdir -p \"/home/www/it's a \\\"cwd\\\" \\$x\" /home/www/apps /home/www/records;"
                + " chown -R www:www /home/www")
        .expect(0);
    write("apps/native.py", InitMachine.resource("apps/native.py"));
    write("apps.json", FILE);
  }

  private void write(String file, String text) {
    machine.write("/home/www/" + file, text.getBytes(UTF_8), "www", 0644);
  }

  /** Those that can end by themselves do so whenever they are started. */
  void fail(boolean wanted) {
    machine.root(wanted ? "touch" : "rm", "/home/www/fail").expect(0);
  }

  /** The handler of 'gentle' takes 3 s. */
  void takeLongToStop(boolean wanted) {
    machine.root(wanted ? "touch" : "rm", "/home/www/slow").expect(0);
  }

  /** How often it has recorded this since {@link #forget}. */
  long recorded(String app, String line) {
    return record(app).stream().filter(line::equals).count();
  }

  /** Until it has recorded this so often. */
  void awaitRecorded(String app, String line, long times) {
    Await.until(
        "'" + app + "' to have recorded '" + line + "' " + times + " times",
        PATIENCE,
        () -> recorded(app, line) == times);
  }

  /**
   * 'deaf' was killed after the 2300 ms that it asked for, as it saw it itself: whoever rounds up to seconds is not in time. While the
   * machine was too busy to run it, whoever was to kill it waited, too.
   */
  void assertKilledInTime() {
    String[] asked = record("deaf").get(0).split(" ");
    long end = lastSign(asked[3]);
    long lost = lost(asked[3]) - Long.parseLong(asked[4]);
    long shortest = end - Long.parseLong(asked[1]) - Math.max(0, lost);
    long longest = end - Long.parseLong(asked[2]);
    assertTrue(
        longest >= 1840 && shortest <= 2760,
        "SIGKILL after " + shortest + " to " + longest + " ms");
  }

  /** When that run of the deaf one wrote for the last time, in ms. */
  private long lastSign(String run) {
    String seconds = machine.root("stat", "-c", "%.3Y", signs(run)).expect(0).stdout().strip();
    return Long.parseLong(seconds.replace(".", ""));
  }

  /** For how many ms it had wanted to run in vain until then. */
  private long lost(String run) {
    return Long.parseLong(machine.root("cat", signs(run)).expect(0).stdout().strip());
  }

  private static String signs(String run) {
    return "/home/www/records/deaf-alive-" + run;
  }

  /** From here on only what happens next is in the records. */
  void forget() {
    machine.rootShell("for f in /home/www/records/*; do : >\"$f\"; done").expect(0);
  }

  List<String> record(String app) {
    return machine.root("cat", "/home/www/records/" + app).stdout().lines().toList();
  }

  /** Until the three that stay run, once each. */
  void awaitStarted() {
    Await.until("each of " + APPS + " to have started", PATIENCE, this::haveStarted);
  }

  private boolean haveStarted() {
    List<MachineProcess> all = machine.processes();
    List<String> command = new ArrayList<>(List.of("env", "-C", "/home/www/records"));
    command.addAll(List.of("grep", "-lx", "started"));
    command.addAll(APPS);
    List<String> started = machine.root(command.toArray(String[]::new)).stdout().lines().toList();
    return started.containsAll(APPS) && APPS.stream().allMatch(app -> of(app, all).size() == 1);
  }

  List<MachineProcess> running(String app) {
    return of(app, machine.processes());
  }

  private static List<MachineProcess> of(String app, List<MachineProcess> all) {
    return all.stream()
        .filter(process -> process.hasArgument("/home/www/apps/native.py"))
        .filter(process -> process.argv().size() > 2 && process.argv().get(2).equals(app))
        .toList();
  }

  MachineProcess only(String app) {
    return only(app, machine.processes());
  }

  private static MachineProcess only(String app, List<MachineProcess> all) {
    List<MachineProcess> found = of(app, all);
    assertEquals(1, found.size(), () -> "processes of '" + app + "': " + found);
    return found.get(0);
  }

  /** What each runs as: all that is to be the same whoever starts it. */
  String facts() {
    List<MachineProcess> processes = machine.processes();
    StringBuilder all = new StringBuilder();
    StringBuilder status = new StringBuilder();
    for (String app : APPS) {
      MachineProcess process = only(app, processes);
      Set<String> environment =
          process.environment().stream()
              .filter(variable -> !MARKS.contains(variable.split("=", 2)[0]))
              .collect(Collectors.toCollection(TreeSet::new));
      int pid = process.pid();
      status.append("grep -E '^(Uid|Gid|Groups|Umask|SigIgn|SigBlk)' /proc/" + pid + "/status\n");
      if (app.equals("gentle")) {
        status.append("ps -o ni= -p " + pid + "; grep 'open files' /proc/" + pid + "/limits\n");
      }
      all.append(process.argv()).append('\n').append(environment).append('\n');
      all.append(process.cwd()).append('\n');
    }
    return all + machine.rootShell(status.toString()).expect(0).stdout();
  }
}
