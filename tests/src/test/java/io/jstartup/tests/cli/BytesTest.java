package io.jstartup.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an app gets is what its caller had, byte for byte, whatever Java makes of it. */
class BytesTest {
  @TempDir private Path folder;

  /** Every byte of a file as one char, so that they can be compared as text. */
  private static List<String> strings(Path file) throws Exception {
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return List.of(text.split("\0", -1));
  }

  @Test
  void argumentsAndVariablesPassAsBytesWithoutALocale() throws Exception {
    try (Jstartup jstartup = new Jstartup(folder)) {
      jstartup.env.remove("LANG");
      Path app =
          Files.writeString(folder.resolve("app.sh"), "while :; do sleep 1000 & wait $!; done\n");
      String script =
          """
          exec env 'odd.name=kept' "RAW=$(printf 'a\\377\\300b')" 'EMPTY=' 'LINES=1
          2' "LATIN=$(printf 'caf\\351')" "UTF8=$(printf '\\303\\274')" LC_CTYPE=POSIX \
            '%s' start '%s' --name "$(printf 'n\\303\\274')" -- "$(printf '\\377x')" '' '*'
          """
              .formatted(Jstartup.distribution().resolve("bin/jstartup"), app);
      jstartup.run(List.of("sh", "-c", script)).expect(0);

      Path process = Path.of("/proc", jstartup.pids("nü").get(0).toString());
      List<String> arguments = strings(process.resolve("cmdline"));
      int end = arguments.indexOf(app.toString()) + 1;
      assertEquals(List.of("\u00ffx", "", "*"), arguments.subList(end, end + 3));

      List<String> wanted = new ArrayList<>();
      wanted.add("odd.name=kept");
      wanted.add("RAW=a\u00ff\u00c0b");
      wanted.add("EMPTY=");
      wanted.add("LINES=1\n2");
      wanted.add("LATIN=caf\u00e9");
      wanted.add("UTF8=\u00c3\u00bc");
      wanted.add("LC_CTYPE=POSIX");
      List<String> environment = strings(process.resolve("environ"));
      assertTrue(environment.containsAll(wanted), environment.toString());
      assertEquals(
          List.of(),
          environment.stream()
              .filter(v -> v.matches("(?s)(LC_ALL|LANG|OLDPWD|JSTARTUP_LAUNCHER_PID)=.*"))
              .toList());
    }
  }

  @Test
  void theSoftLimitOfOpenFilesIsTheCallers() throws Exception {
    try (Jstartup jstartup = new Jstartup(folder)) {
      jstartup
          .run(
              List.of(
                  "sh",
                  "-c",
                  "ulimit -Sn 777; exec '"
                      + Jstartup.distribution().resolve("bin/jstartup")
                      + "' start /bin/sleep -n s -- 1000"))
          .expect(0);
      Path limits = Path.of("/proc", jstartup.pids("s").get(0).toString(), "limits");
      String line =
          Files.readAllLines(limits).stream()
              .filter(l -> l.startsWith("Max open files"))
              .findFirst()
              .orElseThrow();
      assertEquals("777", line.split("\\s+")[3]);
    }
  }
}
