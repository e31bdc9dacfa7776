package io.jstartup.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a list names the service that runs an instance: {@code NAME} for the init system's own, {@code user@UID.service/NAME} for one that a
 * user's systemd manager has, user@.service(5). So whoever reads the list knows whom to ask.
 *
 * @param name the service's name, as its init system or manager has it
 * @param manager whose manager has it, by the uid's digits; empty: the system's
 */
public record ServiceMark(String name, Optional<String> manager) {
  private static final Pattern OF_USER =
      Pattern.compile("(?s)user@(0|[1-9]\\d{0,9})\\.service/(.*)");

  /** The highest number is no user's: it says "none" to chown(2) and setreuid(2). */
  private static final long HIGHEST = 4294967294L;

  /** Reads what {@link #text} has written; of any other text it is the name. */
  public static ServiceMark parse(String text) {
    Matcher found = OF_USER.matcher(text);
    return found.matches() && Long.parseLong(found.group(1)) <= HIGHEST
        ? new ServiceMark(found.group(2), Optional.of(found.group(1)))
        : new ServiceMark(text, Optional.empty());
  }

  /** A service of this user's manager. */
  public static ServiceMark ofUser(int uid, String name) {
    return new ServiceMark(name, Optional.of(Integer.toUnsignedString(uid)));
  }

  /** As lists have it. */
  public String text() {
    return manager.map(uid -> "user@" + uid + ".service/" + name).orElse(name);
  }
}
