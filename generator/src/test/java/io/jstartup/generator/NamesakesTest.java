package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.InitSystems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No hook hides a service of somebody else's that has its name. */
final class NamesakesTest {
  private static final String SSH = "/lib/systemd/system/ssh.service";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "systemd, /lib/systemd/system/ssh.service",
    "systemd, /usr/lib/systemd/system/ssh.service",
    "systemd, /usr/local/lib/systemd/system/ssh.service",
    "systemd, /run/systemd/transient/ssh.service",
    "systemd, /run/systemd/generator.late/ssh.service",
    "systemd, /etc/init.d/ssh",
    "systemd, /etc/systemd/system/ssh.service",
    "openrc, /etc/init.d/ssh",
    "openrc, /usr/local/etc/init.d/ssh",
    "systemv, /etc/init.d/ssh",
    "busybox, /etc/init.d/S50ssh",
    "busybox, /etc/init.d/S90ssh",
    "runit, /etc/sv/ssh/run",
    "runit, /etc/service/ssh",
    "runit, /usr/share/runit/sv/ssh",
    "s6, /service/ssh/run",
    "s6, /etc/s6/sv/ssh",
    "dinit, /etc/dinit.d/ssh",
    "dinit, /usr/lib/dinit.d/ssh",
    "finit, /etc/finit.d/ssh.conf",
    "finit, /etc/finit.d/available/ssh.conf",
    "launchd, /Library/LaunchDaemons/io.jstartup.ssh.plist",
    "rcd, /usr/local/etc/rc.d/ssh",
    "rcd, /etc/rc.d/ssh",
    "rcd, /etc/rc.conf.d/ssh",
    "rcd-netbsd, /etc/rc.d/ssh",
    "rcd-openbsd, /etc/rc.d/ssh",
    "smf, /lib/svc/manifest/site/ssh.xml",
    "smf, /lib/svc/manifest/application/ssh.xml",
    "upstart, /etc/init/ssh.conf",
    "upstart, /etc/init.d/ssh",
    "cron, /etc/cron.d/ssh",
  })
  void ofAnyInitSystemStays(String platform, String theirs) throws IOException {
    Scratch machine = new Scratch(folder);
    preparedFor(machine, platform);
    InitSystem init = InitSystems.named(platform);
    BootHook ssh = machine.hook.withServiceName("ssh");
    List<Problem> without = machine.hooks.problems(machine.hooks.render(init, ssh));
    assertFalse(without.toString().contains("ssh"), without.toString());
    write(machine, theirs);
    Map<String, String> before = machine.listing();
    RenderedHook hook = machine.hooks.render(init, ssh);
    ProblemsException e = assertThrows(ProblemsException.class, () -> machine.hooks.install(hook));
    assertEquals(before, machine.listing());
    for (List<Problem> said :
        List.of(
            e.problems(), machine.hooks.problems(hook), machine.hooks.problemsBesidesFiles(hook))) {
      assertEquals(without.size() + 1, said.size(), said.toString());
      assertTrue(
          said.stream().anyMatch(it -> it.message().contains("'" + theirs + "'")), said.toString());
      assertTrue(said.toString().contains("choose another --service-name"), said.toString());
    }
    assertEquals(1, machine.hooks.problemsOfName(hook).size());
  }

  @Test
  void anAliasStaysWithWhatItIsFor() throws IOException {
    Scratch machine = new Scratch(folder);
    Path alias = machine.at(Path.of("/etc/systemd/system/sshd.service"));
    Files.createSymbolicLink(alias, Path.of(SSH));
    RenderedHook hook = machine.rendered(machine.hook.withServiceName("sshd"));
    ProblemsException e = assertThrows(ProblemsException.class, () -> machine.hooks.install(hook));
    assertTrue(e.getMessage().contains("a link to '" + SSH + "'"), e.getMessage());
    assertEquals(1, machine.hooks.problemsOfName(hook).size());
  }

  @Test
  void aHookThatHasTheNameIsUpdated() throws IOException {
    Scratch machine = new Scratch(folder);
    BootHook ssh = machine.hook.withServiceName("ssh");
    machine.hooks.install(machine.rendered(ssh));
    write(machine, SSH);
    RenderedHook wanted = machine.rendered(ssh.withWaitIp(true));
    assertEquals(List.of(), machine.hooks.problemsBesidesFiles(wanted));
    assertTrue(machine.hooks.install(wanted).changed());
  }

  /** After a change of the init system; its receipt tells what to do about it. */
  @Test
  void aScriptOfAnotherInitSystemsHookIsNoStrangers() throws IOException {
    Scratch machine = new Scratch(folder);
    Path script = machine.at(Path.of("/etc/init.d/jstartup-www"));
    Files.createDirectories(script.getParent());
    Files.writeString(script, "#!/bin/sh\n# " + HookPlan.MARK + "\n");
    assertEquals(List.of(), machine.hooks.problemsOfName(machine.rendered()));
  }

  /** What a plan can't be made without. */
  private static void preparedFor(Scratch machine, String platform) throws IOException {
    if (platform.equals("busybox")) {
      Files.createDirectories(machine.at(Path.of("/etc/init.d")));
      Files.writeString(
          machine.at(Path.of("/etc/init.d/rcS")), "for i in /etc/init.d/S??*; do $i start; done\n");
    }
    if (platform.equals("systemv")) {
      write(machine, "/usr/sbin/update-rc.d");
    }
    if (platform.equals("cron")) {
      Files.createDirectories(machine.at(Path.of("/etc/cron.d")));
    }
    if (platform.equals("runit")) {
      Files.createDirectories(machine.at(Path.of("/etc/service")));
    }
  }

  private static void write(Scratch machine, String path) throws IOException {
    Path file = machine.at(Path.of(path));
    Files.createDirectories(file.getParent());
    Files.writeString(file, "theirs\n");
  }
}
