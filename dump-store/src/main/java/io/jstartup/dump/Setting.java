package io.jstartup.dump;

import io.jstartup.dump.processfile.NearestName;
import io.jstartup.model.ProblemsException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be set for a home. All are switches so far. */
public enum Setting {
  /** Each change of the list is saved a moment later. */
  AUTODUMP("autodump");

  private final String key;

  Setting(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  /**
   * By its key: {@code autodump}, or PM2's {@code pm2:autodump}.
   *
   * @throws ProblemsException when there is no such setting
   */
  public static Setting named(String word) {
    String key = word.replaceFirst("^pm2[:.]", "");
    Optional<Setting> found =
        Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
    return found.orElseThrow(() -> unknown(key));
  }

  /**
   * Its value from a word.
   *
   * @throws ProblemsException when that is none
   */
  boolean parse(String word) {
    return switch (word) {
      case "true", "on", "1" -> true;
      case "false", "off", "0" -> false;
      default ->
          throw new ProblemsException(
              "cannot set '" + key + "' to '" + word + "'", "it is true or false", "");
    };
  }

  private static ProblemsException unknown(String key) {
    List<String> keys = Arrays.stream(values()).map(Setting::key).toList();
    String remedy =
        NearestName.of(key, keys)
            .map(near -> "did you mean '" + near + "'?")
            .orElse("there are: " + String.join(", ", keys));
    return new ProblemsException("cannot find setting '" + key + "'", "it is unknown", remedy);
  }
}
