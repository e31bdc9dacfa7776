package io.jstartup.tests.fidelity;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.OsText;
import io.jstartup.tests.rig.Distribution;
import io.jstartup.tests.rig.NeedsDocker;
import io.jstartup.tests.rig.SystemdMachine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Hundreds of apps full of hostile characters become services of systemd, and are what they were. What only a runner can carry is left
 * in few of them, as each runner is a JVM.
 */
@NeedsDocker
final class NativeRoundTripTest {
  private static final int RUNNERS = 25;

  /** Of the user that no name stands for, see {@link Identity#ofOthers}. */
  private static final int NAMELESS = 54321;

  @Test
  void theServicesOfAUserAndOfRootAreWhatWasAskedFor() {
    areWhatWasAskedFor(SystemdMachine.boot(), "systemd-native", RoundTrip.count(300));
  }

  @Test
  void withCgroupsV1Too() {
    areWhatWasAskedFor(
        SystemdMachine.bootWithOldCgroups(), "systemd-v1-native", RoundTrip.count(40));
  }

  private static void areWhatWasAskedFor(SystemdMachine booted, String label, int count) {
    try (SystemdMachine machine = booted) {
      machine.copyIn(Distribution.tarball(), "/opt/jstartup.tar.gz");
      machine
          .rootShell(
              "cd /opt && tar -xzf jstartup.tar.gz --no-same-owner && mv jstartup-* jstartup")
          .expect(0);
      List<RoundTrip> homes =
          List.of(
              prepare(machine, label, "www", "/home/www", count / 2),
              prepare(machine, label, "root", "/root", count - count / 2));
      for (RoundTrip home : homes) {
        home.startAndSave();
        home.forget();
        assertMostAreUnits(home.installNative());
        home.assertServicesStarted();
        home.forget();
      }
      machine.reboot();
      homes.forEach(RoundTrip::assertStopped);
      homes.forEach(RoundTrip::assertServicesStarted);
    }
  }

  private static RoundTrip prepare(
      SystemdMachine machine, String label, String user, String home, int count) {
    return RoundTrip.prepare(
        machine, label, new Home(user, home, home + "/.jstartup"), count, new Tamed()::changed);
  }

  private static void assertMostAreUnits(Object installed) {
    List<?> services = (List<?>) ((Map<?, ?>) installed).get("services");
    long runners =
        services.stream().filter(it -> !"".equals(((Map<?, ?>) it).get("runner"))).count();
    assertTrue(runners > 0 && runners * 5 < services.size(), runners + " run by runners");
  }

  /** Apps without what a unit can't carry, but for some. */
  private static final class Tamed {
    private Identity named;

    Specification changed(Specification app) {
      named = app.identity().uid() == NAMELESS ? named : app.identity();
      return app.number() % RUNNERS == 0 || named == null ? app : tame(app, named);
    }
  }

  private static Specification tame(Specification app, Identity identity) {
    Map<String, String> env = new LinkedHashMap<>();
    app.env()
        .forEach(
            (name, value) ->
                env.put(
                    name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : "V" + env.size(),
                    carried(value)));
    return new Specification(
        app.number(),
        app.name(),
        app.program().substring(0, app.program().lastIndexOf("/programs/")) + "/programs/a $b %n",
        app.script(),
        app.interpreterArgs().stream().map(NativeRoundTripTest::carried).toList(),
        app.args().stream().map(NativeRoundTripTest::carried).toList(),
        env,
        false,
        folder(app),
        identity,
        app.umask(),
        app.nice(),
        Optional.of(app.files().orElse(new Specification.Limit(1000, 2000))),
        app.stop());
  }

  private static String carried(String text) {
    return OsText.isUtf8(text) ? text : "no UTF-8";
  }

  private static String folder(Specification app) {
    return app.cwd().chars().anyMatch(Character::isISOControl)
        ? app.program().substring(0, app.program().lastIndexOf("/programs/"))
            + "/folders/"
            + app.number()
        : app.cwd();
  }
}
