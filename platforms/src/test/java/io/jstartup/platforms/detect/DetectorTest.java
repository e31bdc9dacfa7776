package io.jstartup.platforms.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.Problem;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.detect.Evidence.Weight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class DetectorTest {
  private static final Detector DETECTOR = new Detector(InitSystems.all());

  @TempDir Path root;

  @Test
  void whereNoneRunsItSaysWhatToDo() throws IOException {
    Problem unknown = problem(root.resolve("a"));
    assertTrue(unknown.remedy().contains("'jstartup startup PLATFORM'"), unknown.toString());
    assertTrue(unknown.remedy().contains("'jstartup startup cron'"), unknown.toString());
    Problem container = problem(Files.createDirectories(root.resolve("b/.dockerenv")).getParent());
    assertTrue(container.remedy().contains("'jstartup runtime'"), container.toString());
    assertTrue(container.remedy().contains("'jstartup startup PLATFORM'"), container.toString());
  }

  private static Problem problem(Path folder) throws IOException {
    Files.createDirectories(folder);
    MachineFacts facts = new MachineFacts(folder, "Linux", Map.of());
    return DETECTOR.detect(facts).problem().orElseThrow();
  }

  private static Arguments machine(String name, String os, String expected, String... tree) {
    return Arguments.of(name, os, expected, tree);
  }

  private static Arguments linux(String name, String expected, String... tree) {
    return machine(name, "Linux", expected, tree);
  }

  /** What runs, or the first words of what is said when nothing does. */
  static Stream<Arguments> machines() {
    return Stream.of(
        linux(
            "Debian 12",
            "systemd",
            "/run/systemd/system/",
            "/proc/1/comm=systemd\n",
            "/usr/bin/systemctl",
            "/usr/sbin/update-rc.d"),
        linux(
            "an old systemd started as /sbin/init",
            "systemd",
            "/run/systemd/system/",
            "/proc/1/comm=init\n"),
        linux(
            "RHEL 7 with chkconfig, systemctl not on PATH",
            "systemd",
            "/run/systemd/system/",
            "/proc/1/comm=systemd",
            "/sbin/chkconfig"),
        linux(
            "a Debian container whose PID 1 is any program",
            "no init system runs here: PID 1 is 'sleep' and this is a container",
            "/.dockerenv",
            "/proc/1/comm=sleep",
            "/usr/bin/systemctl",
            "/usr/sbin/update-rc.d"),
        linux(
            "a pod",
            "no init system runs here: PID 1 is 'java' and this is a container",
            "/proc/1/comm=java"),
        linux(
            "a container that sees its host's /run",
            "no init system runs here",
            "/.dockerenv",
            "/run/systemd/system/",
            "/proc/1/comm=node"),
        linux(
            "a container that runs systemd",
            "systemd",
            "/.dockerenv",
            "/run/systemd/system/",
            "/proc/1/comm=systemd"),
        linux(
            "Devuan with sysvinit",
            "systemv",
            "/proc/1/comm=init",
            "/etc/inittab",
            "/sbin/init",
            "/usr/sbin/update-rc.d"),
        linux(
            "Debian with sysvinit and systemd's package installed",
            "systemv",
            "/proc/1/comm=init",
            "/etc/inittab",
            "/usr/bin/systemctl",
            "/usr/sbin/update-rc.d"),
        linux(
            "Debian with OpenRC under sysvinit",
            "openrc",
            "/proc/1/comm=init",
            "/etc/inittab",
            "/run/openrc/softlevel=default",
            "/usr/sbin/update-rc.d",
            "/usr/sbin/rc-update"),
        linux(
            "Alpine: OpenRC under busybox",
            "openrc",
            "/proc/1/comm=init",
            "/etc/inittab",
            "/sbin/init->/bin/busybox",
            "/run/openrc/softlevel=default"),
        linux(
            "Debian with runit-init",
            "runit",
            "/proc/1/comm=runit",
            "/usr/bin/systemctl",
            "/usr/sbin/update-rc.d"),
        linux("Void", "runit", "/proc/1/comm=runit", "/usr/bin/runsvdir"),
        linux(
            "runsvdir under an init of another name",
            "runit",
            "/proc/1/comm=boot",
            "/proc/77/stat=77 (runsvdir) S 1 77 77 0 -1",
            "/proc/77/status=Name:\trunsvdir\nUid:\t0\t0\t0\t0"),
        linux(
            "a user's own runsvdir, whose starter has ended",
            "openrc",
            "/proc/1/comm=init",
            "/run/openrc/softlevel=default",
            "/proc/77/stat=77 (runsvdir) S 1 77 77 0 -1",
            "/proc/77/status=Name:\trunsvdir\nUid:\t1000\t1000\t1000\t1000"),
        linux("Artix or Alpine with s6", "s6", "/proc/1/comm=s6-svscan", "/sbin/rc-update"),
        linux("Chimera", "dinit", "/proc/1/comm=dinit", "/usr/bin/dinitctl"),
        linux(
            "Debian with finit, which brings an initctl",
            "finit",
            "/proc/1/comm=finit",
            "/sbin/initctl",
            "/etc/finit.conf",
            "/usr/bin/systemctl"),
        linux(
            "Debian with finit as /sbin/init",
            "finit",
            "/proc/1/comm=init",
            "/proc/1/cmdline=/sbin/init",
            "/run/finit/cond/",
            "/.dockerenv"),
        linux(
            "Artix with a systemctl shim",
            "openrc",
            "/proc/1/comm=openrc-init",
            "/run/openrc/softlevel",
            "/usr/bin/systemctl"),
        linux(
            "Ubuntu 14.04",
            "upstart",
            "/proc/1/comm=init",
            "/sbin/initctl",
            "/etc/init/rc.conf",
            "/usr/sbin/update-rc.d"),
        linux(
            "RHEL 6 and Amazon Linux 1",
            "upstart",
            "/proc/1/comm=init",
            "/sbin/initctl",
            "/etc/init/rcS.conf",
            "/etc/inittab",
            "/sbin/chkconfig"),
        linux(
            "Debian 8 with sysvinit and left-over upstart jobs",
            "systemv",
            "/proc/1/comm=init",
            "/etc/init/ssh.conf",
            "/etc/inittab"),
        linux(
            "Buildroot",
            "busybox",
            "/proc/1/comm=init",
            "/etc/inittab",
            "/sbin/init->../bin/busybox"),
        linux(
            "WSL without systemd",
            "no init system runs here: PID 1 is 'init' and this is Windows' subsystem",
            "/proc/1/comm=init",
            "/proc/sys/kernel/osrelease=5.15.90.1-microsoft-standard-WSL2",
            "/usr/bin/systemctl"),
        linux(
            "WSL with systemd",
            "systemd",
            "/run/systemd/system/",
            "/proc/1/comm=systemd",
            "/proc/sys/kernel/osrelease=5.15.90.1-microsoft-standard-WSL2"),
        linux(
            "a chroot on a systemd machine",
            "no init system runs in this root folder",
            "/run/systemd/system/",
            "/proc/1/comm=systemd",
            "/proc/1/root->/usr",
            "/usr/bin/systemctl"),
        linux(
            "two that claim to run",
            "cannot tell which init system runs here: there is as much evidence for each of systemd, openrc",
            "/run/systemd/system/",
            "/proc/1/comm=init",
            "/run/openrc/softlevel"),
        linux(
            "tools only",
            "cannot tell which init system runs here: PID 1 is 'shepherd'; merely installed: systemd",
            "/proc/1/comm=shepherd",
            "/usr/bin/systemctl"),
        linux("nothing to be seen", "cannot tell which init system runs here: PID 1 is unknown"),
        machine("macOS", "Mac OS X", "launchd", "/bin/launchctl"),
        machine("FreeBSD", "FreeBSD", "rcd", "/usr/sbin/sysrc"),
        machine("DragonFly", "DragonFlyBSD", "rcd"),
        machine("OpenBSD", "OpenBSD", "rcd-openbsd", "/usr/sbin/rcctl"),
        machine("NetBSD", "NetBSD", "rcd-netbsd"),
        machine("Solaris", "SunOS", "smf"),
        machine(
            "a FreeBSD whose /run looks like systemd's", "FreeBSD", "rcd", "/run/systemd/system/"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("machines")
  void findsWhatRuns(String name, String os, String expected, String[] tree) throws IOException {
    Detection detection = DETECTOR.detect(MachineTree.of(root, os, tree));
    String answer =
        detection
            .initSystem()
            .map(InitSystem::id)
            .orElseGet(() -> detection.problem().orElseThrow().message());
    assertTrue(answer.startsWith(expected), answer);
  }

  @Test
  void allEvidenceIsToldTheStrongestFirst() throws IOException {
    Detection detection =
        DETECTOR.detect(
            MachineTree.of(
                root,
                "Linux",
                "/usr/bin/systemctl",
                "/proc/1/comm=runit",
                "/.dockerenv",
                "/usr/sbin/update-rc.d"));
    assertEquals(
        "runit running, container likely running, systemd installed, systemv installed",
        String.join(
            ", ",
            detection.evidence().stream()
                .map(e -> e.subject() + " " + e.weight().word())
                .toList()));
    assertEquals(Weight.RUNNING, detection.evidence().get(0).weight());
  }

  @Test
  void aPodIsToldByItsVariables() {
    Detection detection =
        DETECTOR.detect(new MachineFacts(root, "Linux", Map.of("KUBERNETES_SERVICE_HOST", "x")));
    assertTrue(detection.problem().orElseThrow().message().contains("container"));
  }
}
