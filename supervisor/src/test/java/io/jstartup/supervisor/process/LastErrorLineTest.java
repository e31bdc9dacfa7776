package io.jstartup.supervisor.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastErrorLineTest {
  @TempDir Path folder;

  private String line(String content) throws Exception {
    Path file = folder.resolve("error.log");
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    return LastErrorLine.of(file.toString(), 0);
  }

  @Test
  void isTheLastOneWithSomethingInIt() throws Exception {
    assertEquals("b", line("a\nb\n\n \t\n"));
    assertEquals("no end", line("a\nno end"));
    assertEquals("progress 9%", line("progress 8%\rprogress 9%\r"));
    assertEquals("", line(""));
    assertEquals("", line("\n\n\u0007\n"));
  }

  @Test
  void isTheMessageAboveATraceThatEndsIt() throws Exception {
    String node =
        """
        started
        node:events:497
              throw er; // Unhandled 'error' event
              ^

        Error: listen EADDRINUSE: address already in use :::8080
            at Server.setupListenHandle [as _listen2] (node:net:1904:16)
        Emitted 'error' event on Server instance at:
            at emitErrorNT (node:net:1883:8) {
          code: 'EADDRINUSE',
          port: 8080
        }

        Node.js v20.20.2
        """;
    assertEquals("Error: listen EADDRINUSE: address already in use :::8080", line(node));
    assertEquals("TypeError [ERR_X]: no", line("TypeError [ERR_X]: no\n    at a (b:1:2)\n"));
    String java =
        "Exception in thread \"main\" java.lang.IllegalStateException: a\n\tat A.b(A.java:1)\n"
            + "Caused by: java.io.IOException: disk is full\n\tat C.d(C.java:2)\n\t... 3 more\n";
    assertEquals("Caused by: java.io.IOException: disk is full", line(java));
    assertEquals("boom", line("boom\n\nNode.js v22.1.0\n"));
    assertEquals("panic: no", line("panic: no\n\ngoroutine 1 [running]:\n\t/a/b.go:5 +0x1d\n"));
    assertEquals("at (a) loss", line("a.rb:1:in 'x': at (a) loss\nat (a) loss\n"));
    assertEquals("Node.js v20.20.2", line("Node.js v20.20.2\n"));
  }

  @Test
  void cannotMoveATerminalsCursor() throws Exception {
    assertEquals("red text", line("\u001b[1;31mred\u001b[0m \u001b[2Ktext\u0007\b\u009b"));
    assertEquals("abc", line("a\u202eb\u2066c"));
  }

  @Test
  void isCutToABoundedLength() throws Exception {
    assertEquals("é".repeat(200) + "...", line("é".repeat(300)));
    assertEquals("😀".repeat(200) + "...", line("😀".repeat(300)));
    assertEquals("end", line("x".repeat(10_000_000) + "\nend\n"));
    assertEquals("y".repeat(200) + "...", line("z\n" + "y".repeat(100_000)));
  }

  @Test
  void isNoneOfALogThatWasNotWrittenSince() throws Exception {
    Path file = Files.writeString(folder.resolve("old.log"), "of an older run\n");
    long written = Files.getLastModifiedTime(file).toMillis();
    assertEquals("", LastErrorLine.of(file.toString(), written + 1000));
    assertEquals("of an older run", LastErrorLine.of(file.toString(), written));
  }

  @Test
  void isNoneOfWhatIsNoFile() throws Exception {
    for (String name :
        new String[] {"/dev/null", "/dev/tty", "/no/such", folder.toString(), "a\0"}) {
      assertEquals("", LastErrorLine.of(name, 0), name);
    }
  }
}
