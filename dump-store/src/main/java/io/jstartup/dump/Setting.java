package io.jstartup.dump;

import io.jstartup.dump.processfile.NearestName;
import io.jstartup.model.ProblemsException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be set for a home. */
public enum Setting {
  /** Each change of the list is saved a moment later. */
  AUTODUMP("autodump", SettingType.SWITCH, "false"),
  /** A longer log is rotated. */
  LOG_MAX_SIZE("logs:max_size", SettingType.SIZE, "10M"),
  /** How many rotated files of a log are kept. */
  LOG_RETAIN("logs:retain", SettingType.RETAIN, "10"),
  /** Whether these are compressed. */
  LOG_COMPRESS("logs:compress", SettingType.SWITCH, "false"),
  /** The date in their names. */
  LOG_DATE_FORMAT("logs:dateFormat", SettingType.FILE_DATE, "YYYY-MM-DD_HH-mm-ss"),
  /** When logs are rotated whatever their size. */
  LOG_ROTATE_INTERVAL("logs:rotateInterval", SettingType.CRON, "off"),
  /** How long it takes at most until a log's size is looked at again. */
  LOG_WORKER_INTERVAL("logs:workerInterval", SettingType.SECONDS, "20"),
  /** PM2's switch for the logs of its modules; there are none here, so it changes nothing. */
  LOG_ROTATE_MODULE("logs:rotateModule", SettingType.SWITCH, "true");

  private final String key;
  private final SettingType type;
  private final String usual;

  Setting(String key, SettingType type, String usual) {
    this.key = key;
    this.type = type;
    this.usual = usual;
  }

  public String key() {
    return key;
  }

  /** What holds while it is not set, as a word. */
  public String usual() {
    return usual;
  }

  /**
   * By its key: {@code autodump}, {@code logs:retain}, or PM2's {@code pm2:autodump}, {@code pm2-logrotate:retain}.
   *
   * @throws ProblemsException when there is no such setting
   */
  public static Setting named(String word) {
    String key =
        word.replaceFirst("^pm2[:.]", "").replaceFirst("^(pm2-logrotate|logs)[:.]", "logs:");
    Optional<Setting> found =
        Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
    return found.orElseThrow(() -> unknown(key));
  }

  /**
   * Its value from a word.
   *
   * @throws ProblemsException when that is none
   */
  Object parse(String word) {
    try {
      return type.parse(word);
    } catch (IllegalArgumentException e) {
      throw new ProblemsException(
          "cannot set '" + key + "' to '" + word + "'", "it is " + type.allowed(), "");
    }
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
