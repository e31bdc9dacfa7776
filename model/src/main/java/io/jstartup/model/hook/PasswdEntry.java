package io.jstartup.model.hook;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One user's line of the machine's user database, passwd(5), as the machine's own tools print it; nothing in it has been looked at.
 *
 * @param home what stands in the line; need not be a folder
 */
public record PasswdEntry(String name, int uid, int gid, String home) {
  private static final Pattern KEY = Pattern.compile("[^:\\s\\p{Cntrl}/-][^:\\s\\p{Cntrl}/]*");

  private static final int FIELDS = 7;

  /** With the class and the two dates of the BSDs' master.passwd(5). */
  private static final int LONG_FIELDS = 10;

  /** Whether the user database may know a user or group by this; what may not is no question for its tools. */
  public static boolean mayBeKey(String word) {
    return KEY.matcher(word).matches();
  }

  /**
   * The words that print the entry of a user, by name or by number, when there is one: getent(1) asks whatever the machine asks, network
   * directories included. macOS has none; there id(1) does the same.
   *
   * @param osName Java's {@code os.name}
   * @param key one that {@linkplain #mayBeKey may be one} when these words are run: then it begins with no hyphen
   */
  public static List<String> question(String osName, String key) {
    return osName.equals("Mac OS X") ? List.of("id", "-P", key) : List.of("getent", "passwd", key);
  }

  /** Empty when that is no line of a user. */
  public static Optional<PasswdEntry> parse(String line) {
    String[] fields = line.split(":", -1);
    if (fields.length != FIELDS && fields.length != LONG_FIELDS) {
      return Optional.empty();
    }
    try {
      String home = fields[fields.length - 2];
      return Optional.of(new PasswdEntry(fields[0], number(fields[2]), number(fields[3]), home));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Of the upper half macOS writes some with a sign: nobody is -2. */
  private static int number(String digits) {
    return digits.startsWith("-") ? Integer.parseInt(digits) : Integer.parseUnsignedInt(digits);
  }
}
