package io.jstartup.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.json.Json;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.ProblemsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path folder;
  private HomeLayout home;
  private Settings settings;

  @BeforeEach
  void open() {
    home = new HomeLayout(folder.resolve("home"));
    settings = new Settings(home);
  }

  private static String message(Runnable doing) {
    return assertThrows(ProblemsException.class, doing::run).getMessage();
  }

  @Test
  void isOffUntilSetAndAgainWhenUnset() {
    assertFalse(settings.on(Setting.AUTODUMP));
    settings.set(Setting.named("pm2:autodump"), "true");
    assertTrue(new Settings(home).on(Setting.AUTODUMP));
    settings.unset(Setting.AUTODUMP);
    assertFalse(settings.on(Setting.AUTODUMP));
  }

  @Test
  void keepsWhatItDoesNotKnow() throws Exception {
    Files.createDirectories(folder.resolve("home"));
    Files.setPosixFilePermissions(
        folder.resolve("home"),
        java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
    Files.writeString(home.settings(), "{\"newer\": [1]}");
    settings.set(Setting.AUTODUMP, "on");
    Map<?, ?> members = (Map<?, ?>) Json.parse(Files.readAllBytes(home.settings()));
    assertTrue(members.containsKey("newer"));
    assertEquals(true, members.get("autodump"));
  }

  @Test
  void refusesUnknownKeysBadValuesAndADamagedFile() throws Exception {
    assertTrue(message(() -> Setting.named("autodmp")).contains("did you mean 'autodump'?"));
    assertTrue(message(() -> Setting.named("x:y")).contains("there are: autodump"));
    assertTrue(message(() -> settings.set(Setting.AUTODUMP, "maybe")).contains("true or false"));
    settings.set(Setting.AUTODUMP, "true");
    Files.writeString(home.settings(), "{");
    assertTrue(message(() -> settings.on(Setting.AUTODUMP)).contains("mend or remove it"));
    assertTrue(message(() -> settings.set(Setting.AUTODUMP, "true")).contains("settings.json"));
    assertEquals("{", Files.readString(home.settings()));
  }
}
