package io.jstartup.platforms.os.linux;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose processes are moved, and into what; the cgroup is one that isn't there, so that none is moved in the end. */
class ProcessMoveTest {
  private static final String NOWHERE = "/no-such-service/app-1";
  private static final int NOBODY = 65534;

  private final OperatingSystem os = OperatingSystems.current();
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void needsCgroups() throws Exception {
    assumeTrue(
        Files.readString(Path.of("/proc/self/mountinfo")).contains(" - cgroup2 "),
        "no cgroup v2 is mounted");
  }

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  private ProcessIdentity sleeper(String... before) throws Exception {
    List<String> command = new ArrayList<>(List.of(before));
    command.addAll(List.of("/bin/sleep", "1000"));
    Process process = new ProcessBuilder(command).start();
    started.add(process);
    return os.identify((int) process.pid()).orElseThrow();
  }

  private int ownUid() throws Exception {
    return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
  }

  private String refused(ProcessIdentity process, int uid) {
    return assertThrows(OsException.class, () -> os.moveInto(process, uid, NOWHERE)).getMessage();
  }

  @Test
  void refusesAnotherUsersProcess() throws Exception {
    String why = refused(sleeper(), ownUid() + 1);
    assertTrue(why.contains("it is not of user id " + (ownUid() + 1)), why);
  }

  @Test
  void movesTheUsersOwn() throws Exception {
    String why = refused(sleeper(), ownUid());
    assertFalse(why.contains("user id"), why);
  }

  @Test
  void movesWhatRootsSupervisorHasStartedAsSomebodyElse() throws Exception {
    assumeTrue(ownUid() == 0, "takes root");
    ProcessIdentity app = sleeper("setpriv", "--reuid", "65534", "--clear-groups");
    while (!Integer.valueOf(NOBODY)
        .equals(Files.getAttribute(Path.of("/proc/" + app.pid()), "unix:uid"))) {
      Thread.onSpinWait();
    }
    String why = refused(app, 0);
    assertFalse(why.contains("user id"), why);
    why = refused(app, NOBODY + 1);
    assertTrue(why.contains("it is not of user id"), why);
  }

  @Test
  void leavesAloneWhoeverHasThePidNow() throws Exception {
    ProcessIdentity process = sleeper();
    ProcessIdentity other = new ProcessIdentity(process.pid(), process.startTime() + 1);
    assertFalse(os.moveInto(other, ownUid(), NOWHERE));
  }
}
