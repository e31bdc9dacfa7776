package io.jstartup.cli.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.cli.command.Typed;
import io.jstartup.cli.session.Session;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.exec.EnvironmentChange;
import io.jstartup.supervisor.control.ProcessRow;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingTest {
  @TempDir private Path folder;

  @Test
  void onlyTakesAppsFromAProcessFile() throws Exception {
    for (String command : new String[] {"start", "runtime"}) {
      Typed typed = Typed.in(folder, command, "/bin/true", "--only", "web");
      assertEquals(1, typed.code());
      assertTrue(typed.err().contains("cannot use --only: it takes apps from a"), typed.err());
    }
    Typed saved = Typed.in(folder, "runtime", "--only", "web");
    assertTrue(saved.err().contains("cannot use --only"), saved.err());
    assertFalse(Files.exists(folder.resolve("home")), "nothing is started");
  }

  private Starting starting(String word, Map<String, Object> attributes) {
    Session session =
        Typed.session(folder, new ByteArrayOutputStream(), new ByteArrayOutputStream());
    EnvironmentChange none = new EnvironmentChange(Optional.empty(), Optional.empty());
    Wish wish = new Wish(List.of(word), attributes, Optional.empty(), false, none);
    ProcessRow web =
        new ProcessRow(0, "web", "default", "fork", 0, 7, 1, 0, "online", 0, 0, "me", "");
    return new Starting(session, wish, List.of(web));
  }

  private String refusal(String word, Map<String, Object> attributes) {
    return assertThrows(ProblemsException.class, () -> starting(word, attributes)).getMessage();
  }

  @Test
  void aPatternMeansWhatIsListed() {
    starting("/^we/", Map.of("name", "shop"));
    assertEquals(
        "cannot start '/^we/' with args: it is listed, so it is restarted, and that changes no such"
            + " thing; put that into a process file and start it, or delete '/^we/' first",
        refusal("/^we/", Map.of("args", List.of("-x"))));
    assertTrue(refusal("/^api/", Map.of()).contains("no name matches '/^api/'"));
    assertTrue(refusal("/(/", Map.of()).contains("cannot use the pattern"));
    assertTrue(refusal(folder + "/", Map.of()).contains("is a folder"));
  }

  @Test
  void whatARestartCannotChangeIsRefusedForWhatIsListed() {
    String message = refusal("web", Map.of("kill_timeout", "5", "args", List.of("-x")));
    assertTrue(message.startsWith("cannot start 'web' with args, kill_timeout: "), message);
    assertTrue(message.contains("or delete 'web' first"), message);
    starting("web", Map.of("name", "shop", "max_memory_restart", "1G"));
  }
}
