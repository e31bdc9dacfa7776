package io.jstartup.tests.rig;

import java.nio.file.Files;
import java.nio.file.Path;

/** The product as its users get it, and the repository it was built from. */
public final class Distribution {
  private Distribution() {}

  /** The folder with {@code bin/jstartup}; the tarball with the same content lies beside it. */
  public static Path folder() {
    return present(Path.of(System.getProperty("jstartup.distribution")));
  }

  /** {@code jstartup-VERSION.tar.gz}. */
  public static Path tarball() {
    return present(Path.of(folder() + ".tar.gz"));
  }

  /** The program. */
  public static Path program() {
    return present(folder().resolve("bin/jstartup"));
  }

  /** The repository's root. */
  public static Path repository() {
    return present(Path.of(System.getProperty("jstartup.repository")));
  }

  private static Path present(Path path) {
    if (!Files.exists(path)) {
      throw new AssertionError("'" + path + "' is not there: build it with mvn verify");
    }
    return path.toAbsolutePath().normalize();
  }
}
