package io.jstartup.generator.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jstartup.generator.run.CommandRunner;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AccountsTest {
  /** A user database that gives one answer to every question. */
  private record OneAnswer(String answer) implements CommandRunner {
    @Override
    public CommandOutput run(Command command) {
      return new CommandOutput(0, answer, "");
    }

    @Override
    public boolean has(Command command) {
      return true;
    }
  }

  private static Account ask(String name, String answer) {
    return new Accounts(new OneAnswer(answer)).named(name);
  }

  @Test
  void readsAnEntry() {
    assertEquals(
        new Account("www", 1000, 1001, Path.of("/home/www")),
        ask("www", "www:x:1000:1001:Web, Server:/home/www:/bin/sh\n"));
  }

  @Test
  void ofANumberItIsTheUserThatHasIt() {
    String answer = "1000:x:5:5::/home/digits:/bin/sh\nwww:x:1000:1001::/home/www:/bin/sh\n";
    assertEquals(
        Optional.of(new Account("www", 1000, 1001, Path.of("/home/www"))),
        new Accounts(new OneAnswer(answer)).numbered(1000));
    assertEquals(Optional.empty(), new Accounts(new OneAnswer(answer)).numbered(-2));
  }

  @Test
  void whatIsNoEntryOfThatUserIsNoUser() {
    for (String answer :
        List.of(
            "",
            "other:x:1:1::/home/other:/bin/sh",
            "www:x:one:1::/home/www:/bin/sh",
            "www:x:1:1::home:/bin/sh",
            "www:x:1:1::/home/www")) {
      assertThrows(ProblemsException.class, () -> ask("www", answer), answer);
    }
  }

  @Test
  void whatCanBeNoNameIsNotEvenAskedFor() {
    for (String name : List.of("", "-x", "a:b", "a b", "a\nb", "a/b", "\0")) {
      assertThrows(
          ProblemsException.class, () -> ask(name, name + ":x:1:1::/home/x:/bin/sh"), name);
    }
  }

  @Test
  void aNumberIsNoName() {
    assertThrows(ProblemsException.class, () -> ask("1000", "www:x:1000:1000::/home/www:/bin/sh"));
  }
}
