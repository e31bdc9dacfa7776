package io.jstartup.cli.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.HomeLayout;
import io.jstartup.model.hook.Account;
import io.jstartup.platforms.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AskedUnitsTest {
  private static final UnitAccess ROOT =
      UnitAccess.ofRoot(
          new Account("www", 1000, 1001, Path.of("/home/www")),
          new HomeLayout(Path.of("/home/www/.jstartup")));

  private final Failing runner = new Failing();

  @Test
  void rootsListAsksForNothingThatIsNotTheHomesAndSaysSo() {
    List<String> forged =
        List.of(
            "user@1001.service/jstartup-bob@web-0.service",
            "user@0.service/jstartup-www@web-0.service",
            "user@01000.service/jstartup-www@web-0.service",
            "jstartup-bob@web-0.service");
    AskedUnits asked = AskedUnits.of(forged, ROOT, runner);
    assertEquals(List.of(), runner.ran);
    for (String service : forged) {
      String reason = asked.state(service).reason();
      assertTrue(reason.contains("not asked for") && reason.contains("'www'"), reason);
    }
  }

  @Test
  void rootAsksTheOwnersManagerAsTheOwnerAndForSecondsAtMost() {
    AskedUnits asked =
        AskedUnits.of(List.of("user@1000.service/jstartup-www@web-0.service"), ROOT, runner);
    List<String> argv = runner.ran.get(0).argv();
    List<String> begin =
        List.of(
            ("setsid setpriv --reuid=1000 --regid=1001 --init-groups --no-new-privs --"
                    + " env XDG_RUNTIME_DIR=/run/user/1000 systemctl --user show")
                .split(" "));
    assertEquals(begin, argv.subList(0, begin.size()));
    assertEquals(
        List.of("--", "jstartup-www@web-0.service"), argv.subList(argv.size() - 2, argv.size()));
    assertEquals(Duration.ofSeconds(5), runner.ran.get(0).limit());
    assertTrue(
        asked.state("user@1000.service/jstartup-www@web-0.service").reason().contains("wants it"));
  }

  @Test
  void whoIsNotRootAsksForAllAndSystemdDecides() {
    AskedUnits.of(List.of("jstartup-bob@web-0.service"), UnitAccess.ofUser(), runner);
    List<String> argv = runner.ran.get(0).argv();
    assertEquals(List.of("systemctl", "show"), argv.subList(0, 2));
    assertEquals(Command.DEFAULT_LIMIT, runner.ran.get(0).limit());
  }
}
