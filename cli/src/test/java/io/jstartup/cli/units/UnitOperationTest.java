package io.jstartup.cli.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.hook.Account;
import io.jstartup.platforms.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitOperationTest {
  private static final Account WWW = new Account("www", 1000, 1001, Path.of("/home/www"));
  private static final HomeLayout HOME = new HomeLayout(Path.of("/home/www/.jstartup"));
  private static final UnitAccess ROOT = UnitAccess.ofRoot(WWW, HOME);

  private final Failing runner = new Failing();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jstartup-*@*.service",
        "jstartup-w?w@web-0.service",
        "jstartup-www@[a-z]-0.service",
        "jstartup-www@a.service ssh.service",
        "--all",
        "user@1000.service/ssh.service",
        "user@1000.service/--user",
        "user@1000.service/user@1000.service/jstartup-www@web-0.service",
        "user@01000.service/jstartup-www@web-0.service",
        "user@4294967295.service/jstartup-www@web-0.service",
        "user@4294968296.service/jstartup-www@web-0.service",
        "ssh.service"
      })
  void whatIsNoNameOfOursIsNotAskedOfSystemd(String service) {
    for (UnitAccess access : List.of(ROOT, UnitAccess.ofUser())) {
      assertEquals(1, stop(access, service).size());
      assertEquals(List.of(), runner.ran);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user@1001.service/jstartup-bob@web-0.service",
        "user@1001.service/jstartup-www@web-0.service",
        "user@0.service/jstartup-www@web-0.service",
        "user@0.service/jstartup-root@web-0.service",
        "user@1000.service/jstartup-bob@web-0.service",
        "jstartup-bob@web-0.service",
        "jstartup-www2@web-0.service",
        "jstartup-ww@web-0.service",
        "jstartup-www-0123abcd@web-0.service"
      })
  void rootIsNotLedToServicesThatAreNotTheHomes(String service) {
    List<Problem> problems = stop(ROOT, service);
    assertEquals(1, problems.size());
    String said = problems.get(0).message();
    assertTrue(said.contains("'" + service + "'") && said.contains("of user 'www'"), said);
    assertEquals(List.of(), runner.ran);
  }

  @Test
  void rootsOwnListLeadsToNoManagerOfAUser() {
    UnitAccess roots =
        UnitAccess.ofRoot(
            new Account("root", 0, 0, Path.of("/root")),
            new HomeLayout(Path.of("/root/.jstartup")));
    assertEquals(1, stop(roots, "user@0.service/jstartup-root@web-0.service").size());
    assertEquals(1, stop(roots, "user@1000.service/jstartup-root@web-0.service").size());
    assertEquals(List.of(), runner.ran);
    stop(roots, "jstartup-root@web-0.service");
    assertEquals(
        List.of("systemctl", "--no-ask-password", "stop", "--", "jstartup-root@web-0.service"),
        runner.ran.get(0).argv());
  }

  @Test
  void rootAsksForNothingOfAHomeWhoseOwnerIsUnknown() {
    UnitAccess unknown = new UnitAccess(true, Optional.empty(), Set.of(), "no such user");
    assertTrue(stop(unknown, "jstartup-www@a-0.service").get(0).message().contains("no such user"));
    assertEquals(List.of(), runner.ran);
  }

  @Test
  void aForgedMarkKeepsNoneOfTheOthersBack() {
    assertEquals(2, stop(ROOT, "jstartup-bob@a-0.service", "jstartup-www@a-0.service").size());
    assertEquals(
        List.of(
            List.of("systemctl", "--no-ask-password", "stop", "--", "jstartup-www@a-0.service")),
        runner.words());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jstartup-www@web-0.service", "jstartup-w.w_-1a@_a_b@0123456789abcdef-12.service"})
  void ourNamesAre(String service) {
    assertEquals(1, stop(UnitAccess.ofUser(), service).size());
    assertEquals(
        List.of(List.of("systemctl", "--no-ask-password", "stop", "--", service)), runner.words());
  }

  /** systemctl(1), reset-failed: "the start rate limit counter ... is reset to zero". */
  @Test
  void startsByHandDoNotCountForTheStartLimit() {
    String service = "jstartup-www@web-0.service";
    assertEquals(
        1, UnitOperation.of(List.of(service), "restart", UnitAccess.ofUser(), runner).size());
    assertEquals(
        List.of(
            words("systemctl --no-ask-password reset-failed -- " + service),
            words("systemctl --no-ask-password restart -- " + service)),
        runner.words());
    assertTrue(runner.ran.get(0).mayFail(), "who may not is told by what follows");
  }

  @Test
  void eachManagerIsAskedForItsOwn() {
    stop(
        UnitAccess.ofUser(),
        "jstartup-www@web-0.service",
        "user@1000.service/jstartup-www@web-0.service",
        "jstartup-www@web-1.service");
    assertEquals(
        Set.of(
            words(
                "systemctl --no-ask-password stop -- jstartup-www@web-0.service jstartup-www@web-1.service"),
            words(
                "env XDG_RUNTIME_DIR=/run/user/1000 systemctl --user --no-ask-password stop -- jstartup-www@web-0.service")),
        Set.copyOf(runner.words()));
    assertTrue(
        runner.ran.stream().map(Command::limit).allMatch(StopPolicy.LONGEST_TIMEOUT::equals));
  }

  @Test
  void rootAsksAUsersManagerAsThatUserAndNotForEver() {
    List<Problem> problems =
        stop(
            ROOT,
            "user@1000.service/jstartup-www@web-0.service",
            "user@1000.service/" + other() + "@web-1.service");
    assertEquals(
        List.of(
            words(
                "setsid setpriv --reuid=1000 --regid=1001 --init-groups --no-new-privs --"
                    + " env XDG_RUNTIME_DIR=/run/user/1000 systemctl --user --no-ask-password stop"
                    + " -- jstartup-www@web-0.service "
                    + other()
                    + "@web-1.service")),
        runner.words());
    assertEquals(Duration.ofMinutes(10), runner.ran.get(0).limit());
    assertTrue(
        problems
            .get(0)
            .message()
            .contains(
                "sudo -u www XDG_RUNTIME_DIR=/run/user/1000 systemctl --user status"
                    + " jstartup-www@web-0.service"),
        problems.toString());
  }

  /** A home that is not the user's usual one, as the group says. */
  private static String other() {
    return ROOT.groups().stream()
        .filter(group -> !group.equals("jstartup-www"))
        .collect(Collectors.joining());
  }

  private static List<String> words(String line) {
    return List.of(line.split(" "));
  }

  private List<Problem> stop(UnitAccess access, String... services) {
    return UnitOperation.of(List.of(services), "stop", access, runner);
  }
}
