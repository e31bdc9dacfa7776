package io.jstartup.platforms.service;

import io.jstartup.model.OsText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * How an instance's service is called: {@code GROUP@APP-NUMBER}. The {@code @} is in no hook's name and in no group's, so no two instances
 * of any users or homes share a name. Other characters of an app's name than A-Z a-z 0-9 _ . - become underscores, and {@code @} with 16
 * hex digits of the name's SHA-256 follows. To systemd these are instances of a template that isn't there, which it never looks for
 * when the instance has a file of its own; it puts them in one slice. (A colon would do too, but systemd-analyze takes no such names.)
 */
public final class InstanceName {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");
  private static final int LONGEST_SLUG = 60;

  private InstanceName() {}

  /** The service's name, without a suffix. */
  public static String of(String group, String app, int number) {
    return of(group, '@', app, number);
  }

  /** The same for an init system to which {@code @} means something else; this takes its place. */
  public static String of(String group, char separator, String app, int number) {
    return group + separator + part(app).replace('@', separator) + "-" + number;
  }

  private static String part(String app) {
    if (PLAIN.matcher(app).matches()) {
      return app;
    }
    String slug = app.replaceAll("[^A-Za-z0-9_]", "_");
    return slug.substring(0, Math.min(slug.length(), LONGEST_SLUG)) + "@" + hash(app);
  }

  /** 16 hex digits that stand for a text. */
  public static String hash(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(OsText.encode(text));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
