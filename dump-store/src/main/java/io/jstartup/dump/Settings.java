package io.jstartup.dump;

import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.io.DurableFile;
import io.jstartup.io.PrivateFolder;
import io.jstartup.io.Reason;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of one home, in {@code settings.json}: a JSON object with a member for each that is set. Members that are unknown here
 * are kept. May be used by several processes. What can't be read or written is a {@link ProblemsException}.
 */
public final class Settings {
  private final Path home;
  private final Path file;

  public Settings(HomeLayout home) {
    this.home = home.home();
    this.file = home.settings();
  }

  /** Whether a switch is on. */
  public boolean on(Setting setting) {
    return text(setting).equals("true");
  }

  /** Its value as a word, its default unless set. */
  public String text(Setting setting) {
    Object value = load().get(setting.key());
    return value == null ? setting.usual() : value.equals("") ? "off" : value.toString();
  }

  /** What is set for the rotation of logs. */
  public LogSettings logs() {
    return LogSettings.of(this);
  }

  /** Empty when it is not set. */
  <T> Optional<T> given(Setting setting, Class<T> type) {
    Object value = load().get(setting.key());
    return Optional.ofNullable(value)
        .map(word -> type.cast(setting.parse(word.equals("") ? "off" : word.toString())));
  }

  /** Sets it, durably, from a word such as {@code true}. */
  public void set(Setting setting, String word) {
    Object value = setting.parse(word);
    boolean plain = value instanceof Boolean || value.equals("");
    change(members -> members.put(setting.key(), plain ? value : word));
  }

  /** It has its default again. */
  public void unset(Setting setting) {
    change(members -> members.remove(setting.key()));
  }

  private interface Edit {
    void on(Map<String, Object> members);
  }

  @SuppressWarnings("try") // the lock is held, not used
  private void change(Edit edit) {
    PrivateFolder.ensure(home);
    try (SaveLock lock = SaveLock.take(home.resolve("settings.lock"))) {
      Map<String, Object> members = load();
      edit.on(members);
      DurableFile.system().replace(file, Json.pretty(members));
    } catch (IOException e) {
      throw new ProblemsException(
          new Problem("cannot write the settings '" + file + "'", Reason.of(e)), e);
    }
  }

  private Map<String, Object> load() {
    String what = "cannot read the settings '" + file + "'";
    try {
      Map<String, Object> members = new LinkedHashMap<>();
      if (!(Json.parse(Files.readAllBytes(file)) instanceof Map<?, ?> object)) {
        throw new ProblemsException(what, "it is no JSON object", "mend or remove it");
      }
      object.forEach((key, value) -> members.put((String) key, value));
      return members;
    } catch (NoSuchFileException e) {
      return new LinkedHashMap<>();
    } catch (JsonException e) {
      throw new ProblemsException(new Problem(what, e.getMessage(), "mend or remove it"), e);
    } catch (IOException e) {
      throw new ProblemsException(new Problem(what, e.toString()), e);
    }
  }
}
