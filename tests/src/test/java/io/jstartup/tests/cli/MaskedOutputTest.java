package io.jstartup.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An app whose arguments, variables and last words hold a secret: nothing prints it that was not asked to. */
class MaskedOutputTest {
  private static final String SECRET = "hunter2-xyzzy";

  /** It fails, so that its last words are told. */
  private static final String SCRIPT =
      "#!/bin/sh\necho 'cannot reach postgres://bob:" + SECRET + "@host' >&2\nexit 1\n";

  @TempDir private Path folder;
  private Jstartup jstartup;
  private String started;

  @BeforeEach
  void startWithSecrets() throws Exception {
    jstartup = new Jstartup(folder);
    jstartup.env.put("DB_PASSWORD", SECRET);
    jstartup.env.put("API_KEY", SECRET);
    jstartup.env.put("PLAIN", "seen");
    Path script = Files.writeString(folder.resolve("fails"), SCRIPT);
    assertTrue(script.toFile().setExecutable(true));
    List<String> secrets = List.of("--token", SECRET, "--password=" + SECRET);
    started =
        jstartup
            .run(
                "start",
                "./fails",
                "--name",
                "web",
                "--no-autorestart",
                "--",
                secrets.get(0),
                secrets.get(1),
                secrets.get(2))
            .all();
    started +=
        jstartup
            .run("start", "sleep 1000 --token " + SECRET + " || sleep 1000", "--name", "command")
            .all();
  }

  @AfterEach
  void close() throws Exception {
    jstartup.close();
  }

  private String all(String... words) throws Exception {
    return jstartup.run(words).all();
  }

  @Test
  void nothingPrintsThem() throws Exception {
    assertHidden("start", started);
    Await.until(
        "its last words", Duration.ofSeconds(60), () -> lists("postgres://bob:********@host"));
    assertTrue(all("save").contains("saved 2"));
    jstartup.env.put("OTHER_TOKEN", SECRET);
    for (List<String> words :
        List.of(
            List.of("list"),
            List.of("list", "-m"),
            List.of("list", "--json"),
            List.of("jlist"),
            List.of("prettylist"),
            List.of("describe", "all"),
            List.of("describe", "all", "--json"),
            List.of("env", "web"),
            List.of("env", "web", "--json"),
            List.of("restart", "all", "--update-env"),
            List.of("save", "--diff"),
            List.of("save", "--diff", "--json"),
            List.of("restart", "web", "--password=" + SECRET),
            List.of("stop", "all"),
            List.of("scale", "web", "+1"),
            List.of("startup", "systemd", "--dry-run"))) {
      assertHidden(words.get(0), all(words.toArray(String[]::new)));
    }
    assertHidden("pm2.log", Files.readString(jstartup.home().resolve("pm2.log")));
  }

  private boolean lists(String text) {
    try {
      return all("list").contains(text);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertHidden(String where, String text) {
    assertFalse(text.isEmpty(), where);
    assertFalse(text.contains(SECRET), where + ": " + text);
  }

  @Test
  void theyAreShownWhenAskedFor() throws Exception {
    for (List<String> words :
        List.of(
            List.of("list", "--json"),
            List.of("jlist"),
            List.of("prettylist"),
            List.of("describe", "web"),
            List.of("describe", "web", "--json"),
            List.of("env", "web"))) {
      List<String> asked = new ArrayList<>(words);
      asked.add("--show-secrets");
      assertTrue(all(asked.toArray(String[]::new)).contains(SECRET), words.toString());
    }
    jstartup.env.put("JSTARTUP_SHOW_SECRETS", "1");
    assertTrue(all("jlist").contains("--password=" + SECRET), all("jlist"));
  }

  @Test
  void theListsShapeStays() throws Exception {
    Map<?, ?> web = (Map<?, ?>) jstartup.list().get(0).get("pm2_env");
    assertEquals(List.of("--token", "********", "--password=********"), web.get("args"));
    Map<?, ?> env = (Map<?, ?>) web.get("env");
    assertEquals("********", env.get("DB_PASSWORD"));
    assertEquals("seen", env.get("PLAIN"));
  }
}
