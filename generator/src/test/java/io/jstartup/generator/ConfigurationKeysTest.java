package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of init systems that can't run here, line by line: each is a setting of the manual's, with a value of its kind. */
final class ConfigurationKeysTest {
  private static final String SECONDS = "[1-9]\\d{0,8}";

  /** init(5) of upstart: of its stanzas those that can stand in a line. */
  private static final List<String> UPSTART =
      List.of(
          "description \"[^\"]*\"",
          "(start|stop) on runlevel \\[!?\\d+\\]",
          "respawn",
          "respawn limit (unlimited|\\d+ \\d+)",
          "normal exit( (\\d+|[A-Z]+))+",
          "kill signal [A-Z]+",
          "kill timeout " + SECONDS,
          "console (log|none|output|owner)",
          "umask [0-7]+",
          "exec /[^'\"$`\\\\;|&<>()*?~#!{}\\[\\]]*");

  /** dinit-service(5). */
  private static final Map<String, String> DINIT =
      Map.of(
          "waits-for", "[A-Za-z0-9_.-]+",
          "type", "process|bgprocess|scripted|internal|triggered",
          "command", "/\\S+",
          "restart", "true|false|on-failure",
          "stop-timeout", "[1-9]\\d*(\\.\\d+)?",
          "restart-delay", "\\d+(\\.\\d+)?",
          "smooth-recovery", "true|false",
          "options",
              "(runs-on-console|starts-on-console|shares-console|unmask-intr|starts-rwfs|starts-log|pass-cs-fd"
                  + "|start-interruptible|skippable|signal-process-only|always-chain|kill-all-on-stop|no-new-privs| )+");

  @TempDir Path machine;

  /** The lines of a hook's configuration file, less comments and blank ones; of all that are rendered. */
  private List<String> lines(String folder) throws Exception {
    List<String> lines =
        HookGoldenTest.scripts(machine)
            .filter(file -> file.path().startsWith(folder))
            .flatMap(file -> file.text().lines())
            .filter(line -> !line.startsWith("#") && !line.isBlank())
            .toList();
    assertTrue(lines.size() > 1, folder);
    return lines;
  }

  @Test
  void everyStanzaIsOneOfUpstarts() throws Exception {
    for (String line : lines("/etc/init")) {
      assertTrue(UPSTART.stream().anyMatch(line::matches), line);
    }
  }

  @Test
  void anUpstartJobHasOneMainProcess() throws Exception {
    List<String> lines = lines("/etc/init");
    assertEquals(3, lines.stream().filter(line -> line.startsWith("exec ")).count());
    assertEquals(0, lines.stream().filter(line -> line.startsWith("expect ")).count());
  }

  @Test
  void everySettingIsOneOfDinits() throws Exception {
    for (String line : lines("/etc/dinit.d")) {
      String[] setting = line.split(" = ", 2);
      assertTrue(setting.length == 2 && DINIT.containsKey(setting[0]), line);
      assertTrue(setting[1].matches(DINIT.get(setting[0])), line);
    }
  }

  @Test
  void cronsLineHasAUserAndACommandWithoutPercentSigns() throws Exception {
    Pattern form = Pattern.compile("@reboot root /\\S+ </dev/null >/dev/null 2>&1");
    for (String line : lines("/etc/cron.d")) {
      assertTrue(form.matcher(line).matches(), line);
      assertEquals(-1, line.indexOf('%'), "crontab(5) makes newlines of them");
    }
  }

  /** run-parts(8) and cron(8) of Debian skip files with other names. */
  @Test
  void cronReadsAFileOfThatName() throws Exception {
    Set<String> names =
        Set.copyOf(
            HookGoldenTest.scripts(machine)
                .filter(file -> file.path().startsWith("/etc/cron.d"))
                .map(file -> file.path().getFileName().toString())
                .toList());
    assertEquals(3, names.size());
    names.forEach(name -> assertTrue(name.matches("[A-Za-z0-9_-]+"), name));
  }
}
