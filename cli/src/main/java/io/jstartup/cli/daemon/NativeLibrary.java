package io.jstartup.cli.daemon;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where JNA's native part lies in our distribution, so that it is opened there and not unpacked into a temporary folder, which may be
 * mounted noexec or belong to who knows whom.
 */
final class NativeLibrary {
  private static final Map<String, String> FOLDERS =
      Map.of(
          "amd64", "linux-x86-64",
          "aarch64", "linux-aarch64",
          "arm", "linux-arm",
          "ppc64le", "linux-ppc64le",
          "riscv64", "linux-riscv64",
          "s390x", "linux-s390x",
          "loongarch64", "linux-loongarch64");

  private NativeLibrary() {}

  /** Tells JNA, before its first class is loaded. Outside a distribution, or on another machine, JNA is left to its own ways. */
  static void locate() {
    String name = FOLDERS.get(System.getProperty("os.arch", ""));
    if (name == null) {
      return;
    }
    Path folder = lib().resolve("native").resolve(name);
    // JNA takes a list separated by colons.
    boolean nameable = folder.toString().indexOf(':') < 0;
    if (nameable && Files.isRegularFile(folder.resolve("libjnidispatch.so"))) {
      System.setProperty("jna.boot.library.path", folder.toString());
      System.setProperty("jna.nounpack", "true");
      System.setProperty("jna.nosys", "true");
    }
  }

  private static Path lib() {
    try {
      URI jar = NativeLibrary.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(jar).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
