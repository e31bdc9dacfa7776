package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.OsText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * How an instance's unit is called: {@code GROUP@APP-NUMBER}. The {@code @} is in no hook's name and in no group's, so no two instances
 * of any users or homes share a name. Other characters of an app's name than A-Z a-z 0-9 _ . - become underscores, and {@code @} with 16
 * hex digits of the name's SHA-256 follows. To systemd these are instances of a template that isn't there, which it never looks for
 * when the instance has a file of its own; it puts them in one slice. (A colon would do too, but systemd-analyze takes no such names.)
 */
final class AppUnitName {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");
  private static final int LONGEST_SLUG = 60;

  private AppUnitName() {}

  static String of(String group, String app, int number) {
    return group + "@" + part(app) + "-" + number;
  }

  static String target(String group) {
    return group + "-apps.target";
  }

  private static String part(String app) {
    if (PLAIN.matcher(app).matches()) {
      return app;
    }
    String slug = app.replaceAll("[^A-Za-z0-9_]", "_");
    return slug.substring(0, Math.min(slug.length(), LONGEST_SLUG)) + "@" + hash(app);
  }

  private static String hash(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(OsText.encode(text));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
