package io.jstartup.platforms;

import java.util.regex.Pattern;

/**
 * A service's name where it is part of shell variables, as in every BSD's rc.subr: letters, digits and underscores. Two names that would
 * become one stay apart by a hash.
 */
final class RcName {
  private static final Pattern PREFIX = Pattern.compile("jstartup-");
  private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9_]");

  private RcName() {}

  static String of(String serviceName) {
    String own = PREFIX.matcher(serviceName).lookingAt() ? serviceName.substring(9) : serviceName;
    String name = ILLEGAL.matcher(serviceName).replaceAll("_");
    boolean unique = !ILLEGAL.matcher(own).find() && !Character.isDigit(name.charAt(0));
    return unique ? name : "n_" + name + "_" + String.format("%08x", serviceName.hashCode());
  }
}
