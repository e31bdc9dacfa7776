package io.jstartup.generator.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jstartup.model.ProblemsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line is run by a real sh with a sudo that just runs its arguments, and the launcher tells what reached it. */
final class RootCommandTest {
  private static final String CALLER_PATH = "/usr/bin:/bin";

  @TempDir Path folder;
  private Path tools;
  private Path seen;

  @BeforeEach
  void prepare() throws IOException {
    tools = Files.createDirectory(folder.resolve("tools"));
    seen = folder.resolve("seen");
    script(tools.resolve("sudo"), "exec \"$@\"");
  }

  private void script(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path launcher(String name) throws IOException {
    Path launcher = folder.resolve(name);
    script(
        launcher,
        "cat /proc/$$/cmdline >'" + seen + ".argv'; cat /proc/$$/environ >'" + seen + ".env'");
    return launcher;
  }

  private static RootCommand command(Path launcher, String callerPath) {
    return new RootCommand(
        "startup",
        "systemd",
        launcher,
        Path.of("/usr/lib/jvm/17"),
        callerPath,
        "www",
        Path.of("/home/www"),
        List.of(),
        Map.of());
  }

  @Test
  void theUsualLineIsTheOneThatPm2sUsersKnow() {
    assertEquals(
        "sudo env PATH=$PATH:/usr/lib/jvm/17/bin /opt/jstartup/bin/jstartup startup systemd -u www --hp /home/www",
        command(Path.of("/opt/jstartup/bin/jstartup"), CALLER_PATH).line());
  }

  @Test
  void allThatWasAskedForIsInIt() {
    RootCommand command =
        new RootCommand(
            "unstartup",
            "",
            Path.of("/opt/jstartup"),
            Path.of("/java"),
            CALLER_PATH,
            "www",
            Path.of("/srv/www"),
            List.of("--service-name", "my shop", "--wait-ip"),
            Map.of("JSTARTUP_HOME", "/srv/it's"));
    assertEquals(
        "sudo env PATH=$PATH:/java/bin 'JSTARTUP_HOME=/srv/it'\\''s' /opt/jstartup unstartup"
            + " -u www --hp /srv/www --service-name 'my shop' --wait-ip",
        command.line());
  }

  @Test
  void hostilePathsArriveByteForByte() throws Exception {
    for (String hostile :
        List.of(
            "it's $HOME `id` \"q\" \\ ; & | > * ? ~ # (x) {a,b} é☃ !!",
            "-n",
            "~",
            "a=b/c",
            "$(touch x)",
            "  ")) {
      Path launcher = launcher("dir " + hostile + "/jstartup");
      List<String> arguments = List.of("--service-name", hostile);
      Map<String, String> variables = new TreeMap<>(Map.of("JSTARTUP_HOME", "/h/" + hostile));
      RootCommand command =
          new RootCommand(
              "startup",
              "systemd",
              launcher,
              Path.of("/java " + hostile),
              CALLER_PATH,
              hostile,
              Path.of("/home/" + hostile),
              arguments,
              variables);
      run(command.line(), tools + ":" + CALLER_PATH);
      List<String> expected =
          new ArrayList<>(
              List.of(
                  launcher.toString(),
                  "startup",
                  "systemd",
                  "-u",
                  hostile,
                  "--hp",
                  "/home/" + hostile));
      expected.addAll(arguments);
      List<String> argv = strings(seen + ".argv");
      assertEquals(expected, argv.subList(1, argv.size()), command.line());
      List<String> env = strings(seen + ".env");
      assertEquals("/h/" + hostile, value(env, "JSTARTUP_HOME"));
      assertEquals(
          tools + ":" + CALLER_PATH + ":" + Path.of("/java " + hostile, "bin"), value(env, "PATH"));
    }
  }

  @Test
  void aPathThatTheShellWouldBreakArrivesWhole() throws Exception {
    Path launcher = launcher("jstartup");
    String path = tools + ":" + CALLER_PATH + ":/opt/my tools/* :/x";
    run(command(launcher, path).line(), path);
    assertEquals(path + ":/usr/lib/jvm/17/bin", value(strings(seen + ".env"), "PATH"));
  }

  @Test
  void whatNoLineCanCarryIsRefused() {
    assertThrows(ProblemsException.class, () -> command(Path.of("/opt/a\nb"), CALLER_PATH).line());
    assertThrows(
        ProblemsException.class, () -> command(Path.of("/opt/a\u001b[31m"), CALLER_PATH).line());
  }

  private void run(String line, String path) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", line);
    builder.environment().put("PATH", path);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.directory(folder.toFile()).inheritIO();
    assertEquals(0, builder.start().waitFor(), line);
  }

  private static List<String> strings(String file) throws IOException {
    String text = Files.readString(Path.of(file), StandardCharsets.UTF_8);
    return Arrays.asList(text.substring(0, text.length() - 1).split("\0", -1));
  }

  private static String value(List<String> env, String name) {
    return env.stream()
        .filter(entry -> entry.startsWith(name + "="))
        .map(entry -> entry.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }
}
