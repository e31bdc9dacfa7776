package io.jstartup.generator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.generator.check.Accounts;
import io.jstartup.io.CallerIds;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What each system's own tools are given, by their manuals; what is on Linux, too, is run. */
final class AsUserTest {
  private static final List<String> CAT = List.of("cat", "--", "/home/www/a file");
  private static final Account WWW = new Account("www", 1000, 33, Path.of("/home/www"));

  /** A machine that has some tools, and what it answers when one of them is run. */
  private record Tools(Predicate<String> has, Function<Command, CommandOutput> answer)
      implements CommandRunner {
    @Override
    public CommandOutput run(Command command) {
      return answer.apply(command);
    }

    @Override
    public boolean has(Command command) {
      return has.test(command.argv().get(0));
    }
  }

  /** The user is in two. */
  private static CommandOutput groups(Command command) {
    assertEquals(List.of("id", "-G", "--", "www"), command.argv());
    return new CommandOutput(0, "33 100\n", "");
  }

  private static List<String> words(String osName, String... tools) {
    return new AsUser(WWW)
        .words(CAT, osName, new Tools(Set.of(tools)::contains, AsUserTest::groups));
  }

  private static String line(String osName, String... tools) {
    return String.join(" ", words(osName, tools));
  }

  @Test
  void linuxHasSetprivOrRunuser() {
    assertEquals(
        "setsid setpriv --reuid=1000 --regid=33 --init-groups --no-new-privs -- cat -- /home/www/a file",
        line("Linux", "setsid", "setpriv", "perl", "sudo", "chroot"));
    assertEquals("runuser -u www -- cat -- /home/www/a file", line("Linux", "perl"));
  }

  @Test
  void macOsHasSudoWhichTakesAUserByNumberAndAsksForNothing() {
    assertEquals(
        "sudo -n -u #1000 -- cat -- /home/www/a file", line("Mac OS X", "sudo", "perl", "chroot"));
  }

  @Test
  void elsewhereThereIsPerlOrTheChrootOfTheBsds() {
    for (String osName : List.of("FreeBSD", "NetBSD", "OpenBSD", "SunOS")) {
      assertEquals(
          "chroot -u 1000 -g 33 -G 33,100 / cat -- /home/www/a file", line(osName, "chroot"));
      List<String> perl = words(osName, "perl", "chroot");
      assertEquals(List.of("perl", "-e"), perl.subList(0, 2));
      assertEquals(List.of("1000", "33", "33 100"), perl.subList(3, 6));
      assertEquals(CAT, perl.subList(6, perl.size()));
    }
  }

  @Test
  void whatPerlRunsHasTheUsersRightsAndNoOthers() throws IOException {
    assumeTrue(CallerIds.uid() == 0, "only root can become another user");
    SystemCommands tools = new SystemCommands();
    assumeTrue(tools.has(Command.of("perl")), "needs perl");
    Account nobody = new Accounts(tools).named("nobody");
    String status = asNobody(nobody, tools, "cat", "/proc/self/status").out();
    String uid = Integer.toString(nobody.uid());
    String gid = Integer.toString(nobody.gid());
    assertTrue(status.contains("Uid:\t" + String.join("\t", uid, uid, uid, uid) + "\n"), status);
    assertTrue(status.contains("Gid:\t" + String.join("\t", gid, gid, gid, gid) + "\n"), status);
    assertTrue(status.contains("Groups:\t" + gid + " \n"), status);
    assertTrue(status.contains("CapEff:\t0000000000000000\n"), status);
    String[] stat = asNobody(nobody, tools, "cat", "/proc/self/stat").out().split(" ");
    assertEquals(stat[0], stat[5], "a session of its own");
    assertEquals(1, asNobody(nobody, tools, "cat", "/etc/shadow").exitCode());
    assertEquals("a  b $HOME\n", asNobody(nobody, tools, "echo", "a  b $HOME").out());
  }

  private static CommandOutput asNobody(Account nobody, SystemCommands tools, String... command) {
    CommandRunner withoutSetsid = new Tools(tool -> !tool.equals("setsid"), tools::run);
    List<String> argv = new AsUser(nobody).words(List.of(command), "SunOS", withoutSetsid);
    return tools.run(Command.of(argv.toArray(String[]::new)));
  }

  @Test
  void whereIdFailsNothingIsRun() {
    CommandRunner broken =
        new Tools(tool -> true, command -> new CommandOutput(1, "", "id: www: no such user"));
    assertThrows(ProblemsException.class, () -> new AsUser(WWW).words(CAT, "FreeBSD", broken));
  }
}
