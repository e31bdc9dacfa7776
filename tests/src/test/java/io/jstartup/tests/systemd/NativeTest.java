package io.jstartup.tests.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.MachineProcess;
import io.jstartup.tests.rig.NeedsDocker;
import io.jstartup.tests.rig.Output;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three saved apps become systemd's own services, and the supervisor's again. */
@NeedsDocker
final class NativeTest {
  private static final Map<String, String> RECORDS =
      Map.of("server", "server", "two", "two", "od d/%n", "odd");
  private static final String APPS =
      """
      {"apps": [
        {"name": "server", "script": "apps/server.js", "args": ["first"], "kill_timeout": 5000,
         "env": {"PORT": "8123", "RECORD": "/home/www/records/server", "TOKEN": "a\\nb $HOME %n \\"q\\" \\\\ `x` ${y}"}},
        {"name": "two", "script": "apps/server.js", "args": ["second"], "kill_timeout": 5000,
         "env": {"PORT": "8124", "RECORD": "/home/www/records/two"}},
        {"name": "od d/%n", "script": "apps/server.js", "args": ["a b", "$x %n \\\\ \\" '", "third\\n"], "kill_timeout": 5000,
         "env": {"PORT": "8125", "RECORD": "/home/www/records/odd"}}
      ]}
      """;

  /** The supervisor's own marks, which a service goes without. */
  private static final Set<String> MARKS = Set.of("unique_id", "pm_id", "JSTARTUP_HOME");

  private Server server;

  @BeforeEach
  void saveThreeApps() {
    server = new Server();
    server.installApp("server.js");
    server.write("apps.json", APPS);
    server.jstartup("start", "apps.json").expect(0);
    awaitRecords("started");
    server.jstartup("save").expect(0);
  }

  @AfterEach
  void powerOff() {
    server.close();
  }

  @Test
  void theyRunAsBeforeComeBackFromARebootAndLeaveNothingBehind() {
    List<String> before = files();
    Map<List<String>, Object> ran = running();
    server.forgetRecords();
    recordSyncs();
    server.asRootNative("install").expect(0);
    isOnTheDisk();
    awaitRecords("stopping", "stopped", "started");
    assertEquals(ran, running());
    listedAsSystemdSays();
    nothingIsStartedTwice(ran);

    server.forgetRecords();
    server.machine().reboot();
    awaitRecords("stopping", "stopped", "started");
    assertEquals(ran, running());

    assertTrue(server.asRootNative("remove").expect(1).stderr().contains("no supervisor"));
    assertEquals(ran, running());
    server.jstartup("resurrect").expect(0);
    nothingIsStartedTwice(ran);
    server.asRootNative("remove").expect(0);
    assertTrue(server.list().stream().allMatch(app -> app.status().equals("online")));
    assertEquals(ran, running());
    assertEquals(before, files());
    server.jstartup("save", "--diff").expect(0);
  }

  @Test
  void theyAreShownStoppedAndStartedBesideTheSupervisorsOwn() {
    server
        .machine()
        .userShell(
            "jstartup start --name talks /bin/sh -- -c 'echo \"out $name\"; echo err >&2; exec sleep 4711'")
        .expect(0);
    server.jstartup("save").expect(0);
    server.asRootNative("install", "talks", "two").expect(0);
    String unit = "jstartup-www@two-0.service";
    int server0 = listed("server").pid();

    Output stop = server.jstartup("stop", "two").expect(1);
    assertEquals("online", listed("two").status());
    server.machine().userShell(command(stop)).expect(0);
    assertEquals("stopped", listed("two").status());
    assertEquals(0, listed("two").pid());
    Output restart = server.jstartup("restart", "all").expect(1);
    assertNotEquals(server0, listed("server").pid());
    server.machine().userShell(command(restart)).expect(0);
    assertEquals("online", listed("two").status());
    int before = listed("two").pid();
    Output asked = asWwwsRoot("restart", "two");
    assertEquals(0, asked.exitCode(), asked.toString());
    assertNotEquals(before, listed("two").pid());

    String sheet = server.jstartup("describe", "two").expect(0).stdout();
    assertTrue(sheet.contains(unit) && sheet.contains("" + listed("two").pid()), sheet);
    server.machine().root("kill", "-KILL", "" + listed("two").pid()).expect(0);
    Await.until(
        "systemd to have restarted it",
        Duration.ofSeconds(60),
        () -> listed("two").restarts() == 1);

    Output log = server.jstartup("logs", "talks", "server", "--nostream");
    assertTrue(log.stdout().lines().anyMatch(line -> line.endsWith("| out talks")), "" + log);
    assertTrue(log.stdout().contains("| err"), log.toString());
    server.asRootNative("remove").expect(0);
  }

  /** What each is asked to bring to the disk, what makes services start at boot at that time, and whether they have been started. */
  private void recordSyncs() {
    String links = "/etc/systemd/system/multi-user.target.wants";
    String script =
        "#!/bin/sh\n{ echo \"$@\"; ls "
            + links
            + "; systemctl show --property=ActiveState jstartup-www@two-0.service; } >/tmp/synced\n"
            + "exec sync-itself \"$@\"\n";
    server.machine().root("mv", "/bin/sync", "/bin/sync-itself").expect(0);
    server.machine().write("/bin/sync", script.getBytes(UTF_8), "root", 0755);
  }

  /** The saved list, which says that they are systemd's, is there before that: after a power cut nobody would start them. */
  private void isOnTheDisk() {
    String last = server.machine().root("cat", "/tmp/synced").expect(0).stdout();
    assertTrue(last.contains("/etc/systemd/system/multi-user.target.wants"), last);
    assertTrue(last.contains("\njstartup-www"), last);
    assertTrue(last.contains("\nActiveState=inactive"), last); // an app may take long to get ready
    server.machine().root("mv", "/bin/sync-itself", "/bin/sync").expect(0);
  }

  private ListedApp listed(String name) {
    return server.list().stream().filter(app -> app.name().equals(name)).findFirst().orElseThrow();
  }

  /** The line for root that the answer shows. */
  private static String command(Output answer) {
    return answer
        .stderr()
        .lines()
        .filter(line -> line.startsWith("sudo "))
        .findFirst()
        .orElseThrow();
  }

  /** As root, in www's home. */
  private Output asWwwsRoot(String... words) {
    return server
        .machine()
        .root(
            Stream.concat(
                    Stream.of("env", "JSTARTUP_HOME=/home/www/.jstartup", Server.JSTARTUP),
                    Stream.of(words))
                .toArray(String[]::new));
  }

  @Test
  void whatAUnitCanNotCarryOrDoIsRunByARunner() {
    server
        .machine()
        .userShell(
            "jstartup start /bin/sh --name odd -- -c 'exec sleep 4711' \"$(printf 'a\\377')\";"
                + " jstartup start /bin/sleep --name dated --log-date-format YYYY -- 4712;"
                + " jstartup start /bin/sleep --name small --max-memory-restart 500M -- 4713;"
                + " jstartup start /bin/sh --name ticks --max-restarts 3 --cron-restart '* * * * * *'"
                + " -- -c 'echo >>ticks; exec sleep 4714'")
        .expect(0);
    server.jstartup("save").expect(0);
    String report =
        server
            .asRootNative("install", "odd", "dated", "small", "ticks", "--report")
            .expect(0)
            .stdout();
    assertTrue(report.contains("bytes that are no UTF-8"), report);
    assertTrue(report.contains("MiB"), report);
    assertEquals(!countsMemory(), report.contains("; for max_memory_restart"), report);
    for (String seconds : List.of("4711", "4712", "4713")) {
      Await.until(
          "it runs once", Duration.ofSeconds(60), () -> server.running(seconds).size() == 1);
    }
    assertEquals("online", listed("odd").status());
    server.machine().root("systemctl", "stop", "jstartup-www@odd-0.service").expect(0);
    assertEquals(List.of(), server.running("4711"));
    goesOnByCron("ticks");
    server.asRootNative("remove").expect(0);
    // it is a shell at first
    Await.until("it to run", Duration.ofSeconds(60), () -> server.running("4711").size() == 1);
    assertEquals(1, server.running("4712").size());
  }

  /** However often that is: neither its own start limit nor the one of what restarts it ends that. */
  private void goesOnByCron(String file) {
    Await.until(
        "cron to have restarted it more often than any start limit allows",
        Duration.ofSeconds(60),
        () -> server.machine().rootShell("cat /home/www/" + file).stdout().length() > 10);
  }

  /** As systemd itself says of what it runs: the rig's kernel may leave it no memory controller. */
  private boolean countsMemory() {
    return server
        .machine()
        .root("systemctl", "show", "--property=MemoryCurrent", "dbus.service")
        .expect(0)
        .stdout()
        .matches("MemoryCurrent=\\d+\n");
  }

  @Test
  void whenAUnitDoesNotStartAllGoBackToTheSupervisor() {
    server
        .machine()
        .userShell("mkdir gone; jstartup start --name bad --cwd /home/www/gone /bin/sleep -- 4711")
        .expect(0);
    server.jstartup("save").expect(0);
    server.machine().root("rmdir", "/home/www/gone").expect(0);
    List<String> before = files();
    Output failed = server.asRootNative("install").expect(1);
    assertTrue(failed.stderr().contains("jstartup-www@bad-0.service"), failed.toString());
    assertEquals(before, files());
    assertEquals(3, running().size());
    assertEquals(3, server.list().stream().filter(app -> app.status().equals("online")).count());
    assertEquals(
        "",
        server.machine().root("systemctl", "list-units", "--all", "-q", "jstartup-www*").stdout());
  }

  private void listedAsSystemdSays() {
    List<ListedApp> listed = server.list();
    assertEquals(3, listed.size());
    Set<Integer> pids =
        server.running("/home/www/apps/server.js").stream()
            .map(MachineProcess::pid)
            .collect(Collectors.toSet());
    for (ListedApp app : listed) {
      assertEquals("online", app.status());
      assertTrue(pids.contains(app.pid()), app + " is none of " + pids);
    }
    List<Long> memory = ListedApp.memory(server.jstartup("jlist").expect(0).stdout());
    assertTrue(memory.stream().allMatch(bytes -> bytes > 0), memory.toString());
    String table = server.jstartup("list").expect(0).stdout();
    assertTrue(pids.stream().allMatch(pid -> table.contains(String.valueOf(pid))), table);
    assertFalse(table.contains("differs"), table);
  }

  /** Whatever is asked, and however the supervisor comes and goes. */
  private void nothingIsStartedTwice(Map<List<String>, Object> ran) {
    for (String asked :
        List.of(
            "restart all",
            "restart apps.json",
            "start apps.json",
            "start -f apps/server.js --name two",
            "reload all",
            "reload apps.json",
            "scale two 3",
            "delete all",
            "cleardump")) {
      Output refused = server.machine().userShell("jstartup " + asked).expect(1);
      String named = asked.equals("cleardump") ? "native remove" : "jstartup-www@two-0.service";
      assertTrue(refused.stderr().contains(named), refused.toString());
    }
    server.jstartup("save", "--force").expect(0);
    server.machine().userShell("kill -9 $(cat .jstartup/pm2.pid)").expect(0);
    server.jstartup("resurrect").expect(0);
    server.jstartup("kill").expect(0);
    server.jstartup("start", "apps.json").expect(1);
    assertEquals(3, server.list().size());
    assertEquals(ran, running());
  }

  private void awaitRecords(String... lines) {
    RECORDS.values().forEach(record -> server.awaitRecord(record, List.of(lines)));
  }

  /** What each runs as, by its arguments. */
  private Map<List<String>, Object> running() {
    Map<List<String>, Object> all =
        new TreeMap<>((a, b) -> String.join("\n", a).compareTo(String.join("\n", b)));
    server.running("/home/www/apps/server.js").stream()
        .forEach(process -> all.put(process.argv(), facts(process)));
    assertEquals(3, all.size(), all.toString());
    return all;
  }

  private static Object facts(MachineProcess process) {
    Set<String> environment =
        process.environment().stream()
            .filter(variable -> !MARKS.contains(variable.split("=", 2)[0]))
            .collect(Collectors.toSet());
    return List.of(process.uid(), process.cwd(), environment);
  }

  private List<String> files() {
    return server
        .machine()
        .files("/proc", "/sys", "/dev", "/run", "/tmp", "/var/tmp", "/var/log", "/home/www");
  }
}
