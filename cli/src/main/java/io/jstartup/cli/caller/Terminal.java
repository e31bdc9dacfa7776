package io.jstartup.cli.caller;

import java.util.Map;

/**
 * Where the output goes. The launcher finds it out, because Java can't.
 *
 * @param outIsTty whether stdout is a terminal
 * @param errIsTty whether stderr is a terminal
 * @param columns the terminal's width, or {@link #UNLIMITED}
 * @param utf8 whether it shows more than ASCII
 * @param colour whether it may be coloured: {@code NO_COLOR} and {@code TERM=dumb} are respected
 */
public record Terminal(
    boolean outIsTty, boolean errIsTty, int columns, boolean utf8, boolean colour) {
  public static final int UNLIMITED = Integer.MAX_VALUE;

  static Terminal of(Map<String, String> env) {
    String ttys = System.getProperty("jstartup.terminal", "");
    boolean out = ttys.startsWith("out");
    boolean plain = !env.getOrDefault("NO_COLOR", "").isEmpty() || "dumb".equals(env.get("TERM"));
    return new Terminal(
        out,
        ttys.endsWith("err"),
        out ? columns(System.getProperty("jstartup.columns", "")) : UNLIMITED,
        System.getProperty("jstartup.charset", "utf-8").equals("utf-8"),
        out && !plain);
  }

  private static int columns(String text) {
    return text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : UNLIMITED;
  }
}
