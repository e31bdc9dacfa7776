package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.HomeLayout;
import io.jstartup.platforms.os.Cgroup;
import io.jstartup.platforms.os.CgroupTree;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.supervisor.sweep.Sweeper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The boot hook's supervisor has ended by 'kill', and somebody starts the next one by hand before systemd has swept up. */
class SweeperTest {
  @TempDir Path folder;

  /** This system, in a delegated cgroup that has no apps any more. */
  private static OperatingSystem inAnEmptyUnit() {
    OperatingSystem real = OperatingSystems.current();
    return (OperatingSystem)
        Proxy.newProxyInstance(
            SweeperTest.class.getClassLoader(),
            new Class<?>[] {OperatingSystem.class},
            (proxy, method, arguments) -> {
              try {
                return method.getName().equals("delegatedCgroup")
                    ? Optional.of(new EmptyUnit())
                    : method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static void sweep(HomeLayout home) {
    new Sweeper(home, inAnEmptyUnit(), line -> {}).sweep();
  }

  @Test
  void leavesTheLiveStateOfASupervisorThatWasStartedByHand() throws Exception {
    try (TestDaemon daemon = new TestDaemon(folder).launch()) {
      sweep(daemon.home);
      assertTrue(Files.exists(daemon.home.liveState()));
    }
  }

  @Test
  void leavesTheLiveStateToASupervisorThatDoesNotAnswerYet() throws Exception {
    try (TestDaemon daemon = new TestDaemon(folder).launch()) {
      Path hidden = daemon.home.home().resolve("hidden");
      Files.move(daemon.home.socket(), hidden);
      sweep(daemon.home);
      assertTrue(Files.exists(daemon.home.liveState()));
      Files.move(hidden, daemon.home.socket());
    }
  }

  @Test
  void removesTheLiveStateThatNobodyTakesUp() throws Exception {
    HomeLayout home = new HomeLayout(folder);
    Files.writeString(home.liveState(), "{}\n");
    sweep(home);
    assertFalse(Files.exists(home.liveState()));
  }

  private static final class EmptyUnit implements CgroupTree {
    @Override
    public void enterSupervisorGroup() {}

    @Override
    public Cgroup app(String name) {
      throw new IllegalStateException("there are none");
    }

    @Override
    public List<Cgroup> apps() {
      return List.of();
    }

    @Override
    public List<Integer> supervisorPids() {
      return List.of();
    }
  }
}
