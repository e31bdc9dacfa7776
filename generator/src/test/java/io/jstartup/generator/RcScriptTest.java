package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scripts of the BSDs' rc.d, run by this machine's sh below a stand-in for rc.subr(8) that keeps its contract: the settings are read,
 * the method of the verb is called when the variable of {@code rcvar} allows it, and nothing else is.
 */
final class RcScriptTest {
  private static final String RC_SUBR =
      """
      load_rc_config() { [ "$1" = "$name" ] || exit 98; [ ! -f CONF/$name ] || . CONF/$name; }
      run_rc_command() {
        eval enabled=\\$$rcvar
        case $1:$enabled in
          start:YES | stop:YES | status:YES) ;;
          *) echo "not $1: $rcvar is '$enabled'"; exit 97 ;;
        esac
        eval "method=\\$$1_cmd"
        $method
      }
      """;

  /** {@code daemon -f -p PID_FILE PROGRAM}. */
  private static final String DAEMON =
      """
      #!/bin/sh
      setsid "$4" </dev/null >/dev/null 2>&1 &
      echo $! >"$3"
      """;

  @TempDir Path folder;
  private Path script;

  @BeforeEach
  void makeKeeper() throws IOException {
    Files.createDirectories(folder.resolve("rc.conf.d"));
    write("keeper", "#!/bin/sh\ntrap 'exit 0' TERM\nwhile :; do sleep 0.1; done\n");
    write("daemon", DAEMON);
    write("rc.subr", RC_SUBR.replace("CONF", folder.resolve("rc.conf.d").toString()));
  }

  @AfterEach
  void endKeeper() throws IOException, InterruptedException {
    run("stop");
  }

  private void write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    assertTrue(file.toFile().setExecutable(true));
  }

  private void install(String id) throws IOException {
    for (RenderedFile file : HookGoldenTest.scripts(folder.resolve("machine"), id).toList()) {
      String text =
          file.text()
              .replace("/etc/rc.subr", folder + "/rc.subr")
              .replace("/usr/sbin/daemon", folder + "/daemon")
              .replace("/etc/jstartup/jstartup-www", folder + "/keeper")
              .replace("/var/run/", folder + "/");
      if (file.path().getParent().endsWith("rc.d")) {
        write("script", text);
        script = folder.resolve("script");
      } else if (file.path().startsWith("/etc/rc.conf.d")) {
        Files.writeString(folder.resolve("rc.conf.d").resolve(file.path().getFileName()), text);
      }
    }
  }

  private int run(String verb) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of("sh", script.toString(), verb))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    assertTrue(code <= 1, said);
    return code;
  }

  @ParameterizedTest
  @ValueSource(strings = {"rcd", "rcd-netbsd"})
  void startsOnceSaysSoAndStops(String id) throws IOException, InterruptedException {
    install(id);
    assertEquals(1, run("status"));
    assertEquals(0, run("start"));
    assertEquals(0, run("status"));
    String pid = Files.readString(folder.resolve("jstartup_www.pid"));
    assertEquals(0, run("start"));
    assertEquals(pid, Files.readString(folder.resolve("jstartup_www.pid")));
    assertEquals(0, run("stop"));
    assertEquals(1, run("status"));
    assertTrue(Files.notExists(folder.resolve("jstartup_www.pid")));
  }
}
