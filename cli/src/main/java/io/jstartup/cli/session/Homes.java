package io.jstartup.cli.session;

import io.jstartup.cli.caller.Caller;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.OsText;
import io.jstartup.model.ProblemsException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Which home a caller means: {@code JSTARTUP_HOME}, else {@code .jstartup} in the home folder. {@code PM2_HOME} does not count. */
public final class Homes {
  /** The kernel's limit for a UNIX socket's path, unix(7), less its NUL. */
  private static final int LONGEST_SOCKET_PATH = 107;

  private Homes() {}

  /**
   * The caller's home; nothing is made or checked on the disk.
   *
   * @throws ProblemsException when Java can't open such a path, or a socket in it can't be named
   */
  public static HomeLayout of(Caller caller) {
    String asked = caller.env().getOrDefault("JSTARTUP_HOME", "");
    return asked.isEmpty()
        ? layout("HOME", userHome(caller).resolve(".jstartup"))
        : layout("JSTARTUP_HOME", path(caller, "JSTARTUP_HOME", asked));
  }

  /** {@code HOME}, else what the user database says. */
  public static Path userHome(Caller caller) {
    String home = caller.env().getOrDefault("HOME", "");
    return path(caller, "HOME", home.isEmpty() ? System.getProperty("user.home") : home);
  }

  private static Path path(Caller caller, String variable, String text) {
    try {
      if (OsText.isUtf8(text)) {
        return caller.cwd().resolve(text).normalize();
      }
    } catch (InvalidPathException e) {
      throw unusable(variable, e.getReason());
    }
    throw unusable(variable, "its bytes are not UTF-8");
  }

  private static HomeLayout layout(String variable, Path home) {
    HomeLayout layout = new HomeLayout(home);
    int length = layout.socket().toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST_SOCKET_PATH) {
      throw unusable(variable, "'" + layout.socket() + "' is too long for a socket's path");
    }
    return layout;
  }

  private static ProblemsException unusable(String variable, String why) {
    return new ProblemsException(
        "cannot use the home that " + variable + " names", why, "set JSTARTUP_HOME to another one");
  }
}
