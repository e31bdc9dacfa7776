package io.jstartup.supervisor.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.platforms.os.Poller;
import io.jstartup.platforms.os.Replacement;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.loop.MonotonicClock;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DescriptorStoreTest {
  private final List<String> offered = new ArrayList<>();
  private int refusals = 2;

  private static Object proxy(Class<?> type, java.lang.reflect.InvocationHandler handler) {
    return Proxy.newProxyInstance(
        DescriptorStoreTest.class.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private Object offer(Object[] values) {
    if (refusals-- > 0) {
      return false;
    }
    offered.add(
        new String((byte[]) values[1], StandardCharsets.UTF_8).replace('\n', ' ')
            + " "
            + values[2]);
    return true;
  }

  /** Its socket is full: the loop goes on, and what there was to say is said in its order. */
  @Test
  void waitsForABusySystemdWithoutHoldingUpTheLoop() throws Exception {
    Replacement replacement =
        (Replacement) proxy(Replacement.class, (proxy, method, values) -> values[0]);
    OperatingSystem os =
        (OperatingSystem)
            proxy(
                OperatingSystem.class,
                (proxy, method, values) ->
                    method.getName().equals("replacement")
                        ? Optional.of(replacement)
                        : offer(values));
    try (Poller poller = OperatingSystems.current().poller()) {
      EventLoop loop = new EventLoop(poller, MonotonicClock.SYSTEM, failure -> {});
      DescriptorStore store =
          new DescriptorStore(os, loop, Optional.of("/run/x"), Map.of(), line -> {});
      store.keep("a", 7);
      store.keep("closed", -1);
      store.drop("a");
      assertEquals(List.of(), offered);
      loop.atTurnEnd(
          () -> {
            if (offered.size() == 2) {
              loop.stop();
            }
          });
      loop.run();
      assertEquals(
          List.of("FDSTORE=1 FDNAME=a FDPOLL=0 7", "FDSTOREREMOVE=1 FDNAME=a -1"), offered);
    }
  }
}
