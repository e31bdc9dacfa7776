package io.jstartup.platforms.os;

import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.os.linux.LinuxOperatingSystem;
import java.util.Locale;

/** Where the seam's real implementation comes from. */
public final class OperatingSystems {
  private OperatingSystems() {}

  /**
   * The system this JVM runs on. Loads the native bridge, so ask for it only where it is needed. The object is for one thread, the
   * loop's, unless a method says otherwise.
   *
   * @throws ProblemsException when this system, its kernel or its C library lacks what the supervisor stands on; says what
   */
  public static OperatingSystem current() {
    String name = System.getProperty("os.name", "");
    if (!name.toLowerCase(Locale.ROOT).startsWith("linux")) {
      throw new ProblemsException(
          "cannot run a supervisor on '" + name + "'", "only Linux is supported so far", "");
    }
    return LinuxOperatingSystem.open();
  }
}
