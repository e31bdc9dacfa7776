package io.jstartup.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.cli.session.ExitCode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

class UnmatchedTest {
  @TempDir private Path folder;

  private String wrong(String... words) throws Exception {
    Typed typed = Typed.in(folder, words);
    assertEquals(ExitCode.USAGE, typed.code(), typed.err());
    assertEquals("", typed.out());
    return typed.err();
  }

  @Test
  void whatOnlyPm2HasIsSaidWithWhatToUseInstead() throws Exception {
    assertEquals(
        "jstartup: PM2's command 'config' is not here; 'jstartup conf' shows the settings\n",
        wrong("config", "x"));
    assertTrue(wrong("monit").contains("'jstartup list' shows CPU and memory"));
    assertTrue(wrong("-s", "serve", "/srv", "8080").contains("start a web server"));
    assertTrue(wrong("help", "pull").contains("then 'jstartup reload APP'"));
  }

  @Test
  void whatIsThereIsNotSaidToBeMissing() {
    Set<String> declared = new HashSet<>();
    for (Class<?> type : Subcommands.ALL) {
      Command command = type.getAnnotation(Command.class);
      declared.add(command.name());
      declared.addAll(List.of(command.aliases()));
    }
    declared.retainAll(NotThere.words());
    assertEquals(Set.of(), declared);
    assertTrue(NotThere.words().size() > 40, NotThere.words().toString());
  }

  @Test
  void onlyWhatIsNearIsGuessed() throws Exception {
    assertTrue(wrong("stpo").contains("unknown command 'stpo'; did you mean 'stop'?"));
    assertTrue(wrong("startupp").contains("did you mean 'startup'?"));
    assertTrue(wrong("native", "instal").contains("did you mean 'install'?"));
    for (String far : List.of("exce", "sweeep", "frobnicate", "mond", "servus")) {
      String message = wrong(far);
      assertFalse(message.contains("did you mean"), message);
      assertTrue(message.contains("unknown command '" + far + "'; see 'jstartup --help'"), message);
    }
  }

  @Test
  void anOptionIsGuessedToo() throws Exception {
    assertEquals(
        "jstartup: unknown option '--kill-timeot=5'; did you mean '--kill-timeout'?;"
            + " an app's own options stand behind --; see 'jstartup start --help'\n",
        wrong("start", "x.js", "--kill-timeot=5"));
    assertTrue(wrong("start", "x.js", "--pid=/p").contains("PM2's option '--pid' is not here"));
    assertFalse(wrong("restart", "x", "-i", "3").contains("did you mean"));
    assertFalse(wrong("list", "--bogus").contains("did you mean"));
    assertTrue(wrong("ping", "x").contains("unexpected argument"));
    assertFalse(wrong("kill", "my-PASSWORD=hunter2").contains("hunter2"));
  }

  @Test
  void helpIsTheSameAsTheOption() throws Exception {
    assertEquals(Typed.in(folder, "start", "--help"), Typed.in(folder, "help", "start"));
    assertEquals(Typed.in(folder, "--help"), Typed.in(folder, "help"));
    assertEquals(
        Typed.in(folder, "native", "install", "--help"),
        Typed.in(folder, "help", "native", "install"));
  }
}
