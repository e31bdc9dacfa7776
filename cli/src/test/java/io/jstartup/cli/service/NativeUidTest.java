package io.jstartup.cli.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.service.AppService;
import io.jstartup.platforms.service.ServiceWish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Apps of root's list where scripts of the init system's own could run them: who opens their logs. */
final class NativeUidTest extends NativePlans {
  private static final String OPENED = "uid: its logs are opened for it";
  private static final String LINK = "logs of root's where others could plant a link";

  private Path logs;
  private int me;
  private int user;

  @BeforeEach
  void makeAFolderOfTheUsers() throws IOException {
    NativeMachines.facts(machine);
    logs = Files.createDirectories(machine.resolve("srv/logs"));
    allow(machine, "rwxr-xr-x");
    allow(logs.getParent(), "rwxr-xr-x");
    allow(logs, "rwx------");
    me = (int) Files.getAttribute(logs, "unix:uid");
    user = me == 0 ? 33 : me;
    if (me == 0) {
      Files.setAttribute(logs, "unix:uid", user);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"runit", "s6"})
  void aUserOpensLogsWithoutARunnerInAFolderOfTheirOwnAlone(String init) throws IOException {
    assertEquals("", needs(init, user, "/srv/logs"));
    assertEquals("", needs(init, user, "/dev/null"));
    assertEquals(OPENED, needs(init, user, "/root/.jstartup/logs"));
    assertEquals(OPENED, needs(init, user + 1, "/srv/logs"));
    Files.createSymbolicLink(machine.resolve("srv/link"), Path.of("logs"));
    assertEquals(OPENED, needs(init, user, "/srv/link"));
    allow(logs.getParent(), "rwxr-x---");
    assertEquals(me == 0 ? OPENED : "", needs(init, user, "/srv/logs"));
  }

  /** As in a folder of root's that was chowned later. */
  @ParameterizedTest
  @ValueSource(strings = {"runit", "s6"})
  void aLogThatSomebodyElseHasAlreadyIsOpenedForTheUser(String init) throws IOException {
    Path log = Files.createFile(logs.resolve("slow.log"));
    allow(log, "r--r--r--");
    assertEquals(OPENED, needs(init, user, "/srv/logs"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"runit", "s6"})
  void rootsShellFollowsNoLinkOfOthers(String init) throws IOException {
    assertEquals("", needs(init, 0, "/var/log/apps"));
    assertEquals(LINK, needs(init, 0, "/home/www"));
  }

  private static void allow(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  /** Why it takes a runner; empty: it has none. */
  private String needs(String init, int uid, String folder) throws IOException {
    String log = folder.equals("/dev/null") ? folder : folder + "/slow.log";
    String fields =
        String.format(
            "{\"uid\": %d, \"gid\": %d, \"pm_out_log_path\": \"%s\", \"pm_err_log_path\": \"%s\"}",
            uid, uid, log, log);
    BootHook hook =
        new BootHook(
            new Account("root", 0, 0, Path.of("/root")),
            Path.of("/root"),
            Path.of("/root/.jstartup"),
            "jstartup-root",
            Path.of("/opt/jstartup/bin/jstartup"),
            Path.of("/usr/lib/jvm/java-17"),
            BootHook.DEFAULT_SEARCH_PATH,
            false,
            Duration.ofMillis(1600));
    ServiceWish wish =
        new ServiceWish(
            hook,
            "jstartup-root",
            NativeApps.instances("slow", fields),
            path -> path.startsWith("/var/log"),
            saved -> "",
            Set.of());
    AppService service =
        InitSystems.named(init)
            .services()
            .plan(wish, NativeMachines.facts(machine), 0)
            .services()
            .get(0);
    assertTrue(service.starts());
    return service.runner().isEmpty() ? "" : service.runner().split("; for ")[1];
  }
}
