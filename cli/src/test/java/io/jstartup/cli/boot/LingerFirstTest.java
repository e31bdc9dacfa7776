package io.jstartup.cli.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.jstartup.generator.Preview;
import io.jstartup.generator.run.CommandRunner;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LingerFirstTest {
  private static final Account WWW = new Account("www", 1000, 1000, Path.of("/home/www"));

  @TempDir Path root;
  private Path mark;
  private Path manager;
  private boolean allowed = true;
  private boolean named;
  private LingerFirst first;

  @BeforeEach
  void aMachineWhereNobodyIsLoggedIn() throws IOException {
    mark = root.resolve("var/lib/systemd/linger/www");
    manager = root.resolve("run/user/1000/systemd/private");
    Files.createDirectories(mark.getParent());
    Files.createDirectories(manager.getParent());
    first = new LingerFirst(new Linger(new Loginctl(), WWW, root), () -> named);
  }

  @Test
  void theManagerRunsBeforeAnythingIsDone() {
    Optional<Command> off =
        first.requireFirst(
            state -> {
              assertTrue(Files.exists(manager));
              assertTrue(state.on());
              return state.off();
            });
    assertEquals("loginctl --no-ask-password disable-linger www", off.orElseThrow().toString());
    assertTrue(Files.exists(mark));
  }

  @Test
  void whatFailsEndsTheLingeringThatItBegan() {
    assertThrows(
        ProblemsException.class,
        () ->
            first.requireFirst(
                state -> {
                  throw new ProblemsException("the test", "wants it", "");
                }));
    assertFalse(Files.exists(mark));
    assertThrows(UncheckedIOException.class, () -> first.tryFirst(LingerFirstTest::broken));
    assertFalse(Files.exists(mark));
  }

  @Test
  void whatFailsAndLeavesAReceiptThatNamesItDoesNot() {
    named = true;
    assertThrows(UncheckedIOException.class, () -> first.requireFirst(LingerFirstTest::broken));
    assertTrue(Files.exists(mark));
  }

  @Test
  void whereItWasOnBeforeItStaysOn() throws IOException {
    Files.createFile(mark);
    Files.createFile(manager);
    assertThrows(UncheckedIOException.class, () -> first.requireFirst(LingerFirstTest::broken));
    assertTrue(Files.exists(mark));
    assertEquals(Optional.empty(), first.requireFirst(LingerFirst.State::off));
    named = true;
    assertTrue(first.requireFirst(LingerFirst.State::off).isPresent());
  }

  @Test
  void whoMayNotLingerIsToldTheCommandBeforeAnythingIsDone() throws IOException {
    allowed = false;
    Files.createFile(manager);
    ProblemsException e =
        assertThrows(
            ProblemsException.class, () -> first.requireFirst(state -> fail("was installed")));
    assertTrue(e.getMessage().endsWith(": sudo loginctl enable-linger www"), e.getMessage());
    assertFalse(first.tryFirst(LingerFirst.State::on), "a hook is of use while logged in");
  }

  /** loginctl takes digits alone for a number, and so for another user. */
  @Test
  void aUserCalledByDigitsIsNamedByTheUid() {
    Account digits = new Account("1001", 1005, 1005, Path.of("/home/digits"));
    Linger linger = new Linger(new Loginctl(), digits, root);
    assertEquals("loginctl --no-ask-password disable-linger 1005", linger.off().toString());
    assertEquals("sudo loginctl enable-linger 1005", linger.commandForRoot());
  }

  @Test
  void aPreviewListsTheLingeringThatIsToBegin() throws IOException {
    Preview install = new Preview("systemd-user", "s", List.of(), List.of(List.of("x")), List.of());
    Linger linger = new Linger(new Loginctl(), WWW, root);
    assertEquals(
        List.of(List.of("loginctl", "--no-ask-password", "enable-linger", "www"), List.of("x")),
        linger.in(install).commands());
    Files.createFile(mark);
    assertEquals(install, linger.in(install));
  }

  @Test
  void withoutTheManagerNothingIsDone() {
    allowed = false;
    assertThrows(ProblemsException.class, () -> first.tryFirst(state -> fail("was installed")));
  }

  private static Object broken(LingerFirst.State state) {
    throw new UncheckedIOException(new IOException("the test wants it: " + state));
  }

  /** Does to the files what loginctl and systemd do. */
  private final class Loginctl implements CommandRunner {
    @Override
    public boolean has(Command command) {
      return true;
    }

    @Override
    public CommandOutput run(Command command) {
      try {
        if (command.argv().contains("disable-linger")) {
          Files.delete(mark);
          Files.delete(manager);
        } else if (allowed) {
          Files.createFile(mark);
          Files.createFile(manager);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new CommandOutput(allowed ? 0 : 1, "", "");
    }
  }
}
