package io.jstartup.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whom this process runs as: its effective ids. On Linux they are the owner of its entry in proc(5); other systems have no such entry, or
 * one that says something else, and are asked by id(1), as POSIX has it.
 */
public final class CallerIds {
  private static final Path SELF = Path.of("/proc/self");

  /** In Solaris' own folder it takes no options; the one of POSIX comes first. Whatever PATH says. */
  private static final List<String> FOLDERS = List.of("/usr/xpg4/bin", "/usr/bin", "/bin");

  /** They never change, and a process for each question would be felt. */
  private static final Map<String, Integer> ANSWERS = new ConcurrentHashMap<>();

  private CallerIds() {}

  public static int uid() throws IOException {
    return linux() ? (Integer) Files.getAttribute(SELF, "unix:uid") : ask("-u");
  }

  public static int gid() throws IOException {
    return linux() ? (Integer) Files.getAttribute(SELF, "unix:gid") : ask("-g");
  }

  private static boolean linux() {
    return System.getProperty("os.name").equals("Linux") && Files.exists(SELF);
  }

  /** Two that ask at once get the same answer. */
  static int ask(String option) throws IOException {
    Integer known = ANSWERS.get(option);
    if (known == null) {
      known = run(option);
      ANSWERS.put(option, known);
    }
    return known;
  }

  private static int run(String option) throws IOException {
    ProcessBuilder id =
        new ProcessBuilder(path(), option).redirectError(ProcessBuilder.Redirect.DISCARD);
    id.environment().clear();
    Process process = id.start();
    process.getOutputStream().close();
    byte[] said = process.getInputStream().readAllBytes();
    try {
      return Integer.parseUnsignedInt(new String(said, StandardCharsets.US_ASCII).strip());
    } catch (NumberFormatException e) {
      String command = String.join(" ", id.command());
      throw new IOException("cannot tell whom this runs as: '" + command + "' gave no number");
    }
  }

  private static String path() throws IOException {
    for (String folder : FOLDERS) {
      if (Files.isExecutable(Path.of(folder, "id"))) {
        return folder + "/id";
      }
    }
    throw new IOException("cannot tell whom this runs as: there is no id(1) in " + FOLDERS);
  }
}
