package io.jstartup.generator.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jstartup.generator.run.CommandRunner;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /** As id(1) of macOS prints it. */
  @Test
  void macOsIsAskedByItsIdWhichTellsMore() {
    List<List<String>> asked = new ArrayList<>();
    CommandRunner mac =
        new CommandRunner() {
          @Override
          public CommandOutput run(Command command) {
            asked.add(command.argv());
            String answer =
                command.argv().get(2).equals("nobody")
                    ? "nobody:*:-2:-2::0:0:Unprivileged User:/var/empty:/usr/bin/false\n"
                    : "jane:********:501:20::0:0:Jane Doe:/Users/jane:/bin/zsh\n";
            return new CommandOutput(0, answer, "");
          }

          @Override
          public boolean has(Command command) {
            return true;
          }
        };
    Accounts accounts = new Accounts(mac, "Mac OS X");
    Account jane = new Account("jane", 501, 20, Path.of("/Users/jane"));
    assertEquals(jane, accounts.named("jane"));
    assertEquals(Optional.of(jane), accounts.numbered(501));
    assertEquals(new Account("nobody", -2, -2, Path.of("/var/empty")), accounts.named("nobody"));
    assertThrows(ProblemsException.class, () -> accounts.named("-P"));
    assertEquals(
        List.of(
            List.of("id", "-P", "jane"), List.of("id", "-P", "501"), List.of("id", "-P", "nobody")),
        asked);
  }

  @Test
  void whatIsNoEntryOfThatUserIsNoUser() {
    for (String answer :
        List.of(
            "",
            "other:x:1:1::/home/other:/bin/sh",
            "www:x:one:1::/home/www:/bin/sh",
            "www:x:1:1::home:/bin/sh",
            "www:x:1:1::/home/www",
            "www:x:1:1::0:/home/www:/bin/sh")) {
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
