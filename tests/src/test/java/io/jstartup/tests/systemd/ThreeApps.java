package io.jstartup.tests.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.HostileStrings;
import io.jstartup.tests.rig.JarOfOneClass;
import io.jstartup.tests.rig.MachineProcess;
import io.jstartup.tests.rig.SystemdMachine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Three apps as real users have them: a Node web server, a Java jar, a Python script with hostile arguments and variables. */
final class ThreeApps {
  static final List<String> NAMES = List.of("server", "worker", "hostile");

  /** The working directory of the script. */
  static final String HOSTILE_FOLDER = "/home/www/it's \"a\" $HOME %n größe";

  private static final Map<String, String> MARKS =
      Map.of(
          "server", "/home/www/apps/server.js",
          "worker", "/home/www/apps/worker.jar",
          "hostile", "/home/www/apps/script.py");
  private static final String PROCESS_FILE =
      """
      {"apps": [
        {"name": "server", "script": "apps/server.js", "kill_timeout": 5000,
         "env": {"PORT": "8123", "RECORD": "/home/www/records/server"}},
        {"name": "worker", "script": "apps/worker.jar", "kill_timeout": 5000,
         "env": {"RECORD": "/home/www/records/worker"}}
      ]}
      """;

  private final Server server;

  ThreeApps(Server server) {
    this.server = server;
  }

  /** Starts them as www does, from a shell, and waits until each is up. */
  void start() {
    SystemdMachine machine = server.machine();
    server.installApp("server.js");
    server.installApp("script.py");
    server.installApp("start-hostile.py");
    server.write("apps.json", PROCESS_FILE);
    machine.write(
        "/home/www/apps/worker.jar",
        JarOfOneClass.compile("Worker", SystemdMachine.resource("apps/Worker.java")),
        SystemdMachine.USER,
        0644);
    server.jstartup("start", "apps.json").expect(0);
    machine.user(Map.of(), "mkdir", HOSTILE_FOLDER).expect(0);
    machine
        .user(Map.of(), "python3", "apps/start-hostile.py", Server.JSTARTUP, HOSTILE_FOLDER)
        .expect(0);
    NAMES.forEach(name -> server.awaitRecord(name, List.of("started")));
  }

  /** Each app's one process; fails when an app has none or two. */
  Map<String, MachineProcess> running() {
    List<MachineProcess> all = server.machine().processes();
    Map<String, MachineProcess> byName = new TreeMap<>();
    for (String name : NAMES) {
      List<MachineProcess> found =
          all.stream().filter(process -> process.hasArgument(MARKS.get(name))).toList();
      assertEquals(1, found.size(), () -> "processes of '" + name + "': " + pids(found));
      byName.put(name, found.get(0));
    }
    return byName;
  }

  /** Until each has recorded these lines since {@link Server#forgetRecords}. */
  void awaitRecords(String... lines) {
    NAMES.forEach(name -> server.awaitRecord(name, List.of(lines)));
  }

  /** They run as they ran before: once each, as www, with the same bytes in arguments and environment, in the same folder. */
  void assertRunAs(Map<String, MachineProcess> before) {
    Map<String, MachineProcess> now = running();
    for (String name : NAMES) {
      MachineProcess then = before.get(name);
      MachineProcess app = now.get(name);
      assertEquals(then.uid(), app.uid(), name);
      assertEquals(then.argv(), app.argv(), name);
      assertEquals(then.environment(), app.environment(), name);
      assertEquals(then.cwd(), app.cwd(), name);
    }
  }

  /** They are the very processes that ran before. */
  void assertSameRuns(Map<String, MachineProcess> before) {
    Map<String, MachineProcess> now = running();
    for (String name : NAMES) {
      assertTrue(
          before.get(name).sameRun(now.get(name)),
          () ->
              name
                  + ": "
                  + pids(List.of(before.get(name)))
                  + " became "
                  + pids(List.of(now.get(name))));
    }
  }

  /** Each is in a cgroup of its own below the hook's unit, and the supervisor in none of them. */
  void assertOwnCgroups() {
    Set<String> groups =
        running().values().stream().map(MachineProcess::cgroup).collect(Collectors.toSet());
    assertEquals(NAMES.size(), groups.size(), groups.toString());
    for (String group : groups) {
      assertTrue(group.startsWith("/system.slice/jstartup-www.service/app-"), group);
    }
  }

  /** The script got the very bytes that it was started with. */
  void assertHostileStringsArrived() {
    HostileStrings expected =
        HostileStrings.parse(file("hostile-arguments"), file("hostile-environment"));
    expected.assertReached(running().get("hostile"), MARKS.get("hostile"));
  }

  private String file(String name) {
    return server.machine().root("cat", SystemdMachine.HOME + "/" + name).expect(0).stdout();
  }

  private static String pids(List<MachineProcess> processes) {
    return processes.stream()
        .map(process -> process.pid() + " of " + process.parent())
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
