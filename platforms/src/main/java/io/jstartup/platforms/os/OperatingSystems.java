package io.jstartup.platforms.os;

import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.os.linux.LinuxOperatingSystem;
import io.jstartup.platforms.os.portable.PortableOperatingSystem;
import java.util.Locale;

/** Where the seam's real implementation comes from. */
public final class OperatingSystems {
  private OperatingSystems() {}

  /**
   * The system this JVM runs on: Linux by its own calls, others, and Linux with {@code -Djstartup.os=portable}, by what Java offers.
   * Loads the native bridge, so ask for it only where it is needed. The object is for one thread, the
   * loop's, unless a method says otherwise.
   *
   * @throws ProblemsException when this system, its kernel or its C library lacks what the supervisor stands on; says what
   */
  public static OperatingSystem current() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      throw new ProblemsException(
          "cannot run a supervisor on '" + name + "'", "there is none for this system", "");
    }
    return isPortable() ? PortableOperatingSystem.open() : LinuxOperatingSystem.open();
  }

  /** Whether {@link #current} is what Java offers, which is cheap to have. For tests what runs elsewhere runs on Linux too. */
  public static boolean isPortable() {
    return !System.getProperty("os.name", "").equals("Linux")
        || "portable".equals(System.getProperty("jstartup.os"));
  }
}
