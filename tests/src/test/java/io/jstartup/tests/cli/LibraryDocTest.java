package io.jstartup.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.Output;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/library.md, as it stands there: compiled, and run with a real supervisor. */
class LibraryDocTest {
  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  @TempDir private Path folder;

  @Test
  void theExampleCompilesAndDoesWhatItSays() throws Exception {
    compile(Files.writeString(folder.resolve("Example.java"), example()));
    try (Jstartup jstartup = new Jstartup(folder)) {
      Path bin = Jstartup.distribution().resolve("bin");
      jstartup.env.put("PATH", bin + ":" + System.getenv("PATH"));
      String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
      String classPath = folder + ":" + CLASS_PATH;
      Output output = jstartup.run(List.of(java, "-cp", classPath, "Example")).expect(0);
      List<String> lines = output.stdout().lines().toList();
      assertTrue(lines.contains("web: start"), output.toString());
      assertTrue(lines.contains("web is online"), output.toString());
      assertTrue(lines.contains("worker is online"), output.toString());
      assertTrue(lines.contains("worker: delete"), output.toString());
      assertTrue(output.stdout().contains("killed by signal 15 after"), output.toString());
      jstartup.run("ping").expect(1);
      assertTrue(Files.readString(jstartup.home().resolve("dump.pm2")).contains("\"worker\""));
    }
  }

  private static String example() throws Exception {
    Path repository = Path.of(System.getProperty("jstartup.repository"));
    String doc = Files.readString(repository.resolve("docs/library.md"));
    Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(doc);
    assertTrue(block.find());
    return block.group(1);
  }

  private void compile(Path source) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-cp", CLASS_PATH, "-d", folder.toString(), "-Xlint:all", "-proc:none");
      boolean compiled =
          compiler
              .getTask(said, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      assertTrue(compiled, said.toString());
    }
    assertEquals("", said.toString());
  }
}
