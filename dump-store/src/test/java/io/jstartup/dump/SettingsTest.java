package io.jstartup.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.json.Json;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.LogRotation;
import io.jstartup.model.ProblemsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void takesTheSettingsOfPm2sLogRotation() {
    assertEquals(LogSettings.USUAL, settings.logs());
    settings.set(Setting.named("pm2-logrotate:max_size"), "20k");
    settings.set(Setting.named("pm2-logrotate:retain"), "all");
    settings.set(Setting.named("pm2-logrotate:compress"), "true");
    settings.set(Setting.named("pm2-logrotate:dateFormat"), "YYYY-MM-DD");
    settings.set(Setting.named("pm2-logrotate:rotateInterval"), "0 0 * * *");
    settings.set(Setting.named("pm2-logrotate:workerInterval"), "30");
    settings.set(Setting.named("pm2-logrotate:rotateModule"), "false");
    LogSettings logs = new Settings(home).logs();
    LogRotation all =
        new LogRotation(
            Optional.empty(),
            Optional.of(20L << 10),
            Optional.of(LogRotation.KEEP_ALL),
            Optional.of(true),
            Optional.of("YYYY-MM-DD"));
    assertEquals(new LogSettings(all, "0 0 * * *", Duration.ofSeconds(30)), logs);
    assertEquals("20k", settings.text(Setting.named("logs:max_size")));
    settings.set(Setting.LOG_ROTATE_INTERVAL, "off");
    assertEquals("", settings.logs().times());
    assertEquals("off", settings.text(Setting.LOG_ROTATE_INTERVAL));
  }

  @ParameterizedTest
  @CsvSource({
    "max_size, 10X",
    "max_size, -1",
    "max_size, 99999999999M",
    "retain, -1",
    "retain, some",
    "compress, gz",
    "dateFormat, YYYY/MM",
    "dateFormat, ' '",
    "rotateInterval, every day",
    "workerInterval, 0",
    "workerInterval, 99999999999"
  })
  void refusesWhatALogSettingCantBe(String key, String word) {
    Setting setting = Setting.named("pm2-logrotate:" + key);
    assertTrue(message(() -> settings.set(setting, word)).contains("logs:" + key), key);
    assertEquals(LogSettings.USUAL, settings.logs());
  }
}
