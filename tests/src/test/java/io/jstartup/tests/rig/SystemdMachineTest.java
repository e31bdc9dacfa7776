package io.jstartup.tests.rig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rig itself, with a trivial service: what the other tests take for granted about the machine. */
@NeedsDocker
final class SystemdMachineTest {
  private static final String UNIT =
      """
      [Service]
      User=www
      Delegate=yes
      Environment=COLOUR=blue
      ExecStart=/bin/sleep 4711
      ExecStop=/bin/sh -c 'echo stopped >>/home/www/stops'
      [Install]
      WantedBy=multi-user.target
      """;

  private static SystemdMachine machine;

  @BeforeAll
  static void installTrivialService() {
    machine = SystemdMachine.boot();
    machine.write("/etc/systemd/system/trivial.service", UNIT.getBytes(UTF_8), "root", 0644);
    machine.root("systemctl", "enable", "--now", "trivial").expect(0);
  }

  @AfterAll
  static void powerOff() {
    machine.close();
  }

  private static Optional<MachineProcess> service() {
    return machine.processes().stream().filter(p -> p.hasArgument("4711")).findFirst();
  }

  private static MachineProcess awaitService() {
    return Await.value("the trivial service", Duration.ofSeconds(60), SystemdMachineTest::service);
  }

  @Test
  void showsAProcessAsProcDoes() {
    MachineProcess service = awaitService();
    assertEquals(List.of("/bin/sleep", "4711"), service.argv());
    assertTrue(service.environment().contains("COLOUR=blue"), service.toString());
    assertEquals("/", service.cwd());
    assertEquals("/system.slice/trivial.service", service.cgroup());
    assertEquals(machine.root("id", "-u", "www").stdout().strip(), Integer.toString(service.uid()));
    assertEquals(1, service.parent());
  }

  @Test
  void comesBackFromARebootThatStopsServicesAndFromAPowerCutThatDoesNot() {
    machine.root("rm", "-f", "/home/www/stops").expect(0);
    long first = awaitService().started();
    machine.reboot();
    assertNotEquals(first, awaitService().started());
    assertEquals("stopped\n", machine.root("cat", "/home/www/stops").stdout());
    machine.cutPower();
    awaitService();
    assertEquals("stopped\n", machine.root("cat", "/home/www/stops").stdout());
  }

  @Test
  void givesTheUserAFreshLoginAndSudo() {
    Output output = machine.userShell("id -un; pwd; sudo id -u; env | grep -c container=");
    assertEquals("www\n/home/www\n0\n0\n", output.stdout());
  }

  @Test
  void startsWithoutFailedUnits() {
    assertEquals("running", machine.root("systemctl", "is-system-running").stdout().strip());
  }

  @Test
  void hasNoLeftOverCgroupsAfterAReboot() {
    machine.root("mkdir", "-p", "/sys/fs/cgroup/system.slice/trivial.service/left").expect(0);
    machine.reboot();
    Output listing = machine.root("ls", "/sys/fs/cgroup/system.slice/trivial.service");
    assertFalse(listing.stdout().contains("left"), listing.toString());
  }

  @Test
  void listsFilesByContent() {
    List<String> before = machine.files("/proc", "/sys", "/run", "/tmp", "/dev");
    assertEquals(before, machine.files("/proc", "/sys", "/run", "/tmp", "/dev"));
    machine.rootShell("echo something >/etc/new-file").expect(0);
    List<String> added =
        machine.files("/proc", "/sys", "/run", "/tmp", "/dev").stream()
            .filter(line -> !before.contains(line))
            .toList();
    assertEquals(1, added.size(), added.toString());
    assertTrue(added.get(0).startsWith("-rw-r--r-- 0:0 '/etc/new-file' "), added.toString());
  }
}
