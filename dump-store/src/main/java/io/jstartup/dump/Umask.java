package io.jstartup.dump;

import io.jstartup.model.exec.Execution;
import java.util.Optional;
import java.util.regex.Pattern;

/** A umask as everybody writes it: octal digits in a text. */
public final class Umask {
  /** In words that fit behind "must be". */
  public static final String FORM = "an octal text from '000' to '077'";

  private static final Pattern OCTAL = Pattern.compile("(0o)?[0-7]{1,6}");

  private Umask() {}

  /** Empty when it is none, or one that takes rights from the file's own owner. */
  public static Optional<Integer> parse(String text) {
    if (!OCTAL.matcher(text).matches()) {
      return Optional.empty();
    }
    int mask = Integer.parseInt(text.replace("o", ""), 8);
    return mask <= Execution.WIDEST_UMASK ? Optional.of(mask) : Optional.empty();
  }
}
