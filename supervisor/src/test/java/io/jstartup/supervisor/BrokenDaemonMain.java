package io.jstartup.supervisor;

import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.platforms.os.Replacement;
import io.jstartup.supervisor.handover.OwnCommand;
import java.lang.reflect.Proxy;
import java.util.List;

/** A version that passes its trial run and then can't go on with the control socket. */
public final class BrokenDaemonMain {
  private BrokenDaemonMain() {}

  public static void main(String[] args) {
    boolean trial = List.of(args).contains(OwnCommand.PREFLIGHT);
    OperatingSystem real = OperatingSystems.current();
    DaemonMain.run(List.of(args), trial ? real : broken(real));
  }

  private static OperatingSystem broken(OperatingSystem real) {
    return (OperatingSystem)
        Proxy.newProxyInstance(
            BrokenDaemonMain.class.getClassLoader(),
            new Class<?>[] {OperatingSystem.class},
            (proxy, method, values) ->
                method.getName().equals("replacement")
                    ? real.replacement().map(BrokenDaemonMain::broken)
                    : DaemonMain.call(real, method, values));
  }

  private static Replacement broken(Replacement real) {
    return (Replacement)
        Proxy.newProxyInstance(
            BrokenDaemonMain.class.getClassLoader(),
            new Class<?>[] {Replacement.class},
            (proxy, method, values) -> {
              if (method.getName().equals("inheritListener")) {
                throw new IllegalStateException("no listener for me");
              }
              return DaemonMain.call(real, method, values);
            });
  }
}
