package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jstartup.model.AppSpec;
import io.jstartup.model.listen.ListenAddress;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.listen.AppSockets;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AppSocketsTest {
  private final List<Boolean> beside = new ArrayList<>();

  /** Gets no socket back from a process, and opens none the first time. */
  private Object call(String method, Object[] values) throws OsException {
    if (method.equals("listening")) {
      return Optional.empty();
    }
    beside.add((Boolean) values[1]);
    throw new OsException("cannot listen on", "it", 24, "too many open files");
  }

  /** The old one is still bound by the processes that have it: without that knowledge the next try would fail for good. */
  @Test
  void remembersThatASocketWasLostUntilANewOneIsOpen() {
    OperatingSystem os =
        (OperatingSystem)
            Proxy.newProxyInstance(
                AppSocketsTest.class.getClassLoader(),
                new Class<?>[] {OperatingSystem.class},
                (proxy, method, values) -> call(method.getName(), values));
    AppSockets sockets = new AppSockets(os, line -> {});
    AppSpec app =
        new TestDaemon(Path.of("/tmp"))
            .shell("web", "exit")
            .withListen(List.of(ListenAddress.of("8080")));
    sockets.regain(app, new ProcessIdentity(1, 1));
    assertThrows(OsException.class, () -> sockets.of(app));
    assertThrows(OsException.class, () -> sockets.of(app));
    assertEquals(List.of(true, true), beside);
  }
}
