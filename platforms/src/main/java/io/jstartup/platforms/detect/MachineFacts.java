package io.jstartup.platforms.detect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be seen on a machine without running anything. All paths are absolute ones of that machine; they are looked up below a root
 * folder, so that a test can describe a machine as a folder tree. What can't be read counts as not there: an unprivileged user
 * sees less, never wrongly more.
 */
public final class MachineFacts {
  private static final List<String> TOOL_FOLDERS =
      List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin", "/usr/local/sbin");
  private static final int LONGEST_TEXT = 64 * 1024;

  private final Path root;
  private final String osName;
  private final Map<String, String> environment;

  /**
   * @param root {@code /}, or the folder that stands for it
   * @param osName Java's {@code os.name}: {@code Linux}, {@code Mac OS X}, {@code FreeBSD} ...
   * @param environment the caller's variables; containers are told by some
   */
  public MachineFacts(Path root, String osName, Map<String, String> environment) {
    this.root = root;
    this.osName = osName;
    this.environment = Map.copyOf(environment);
  }

  public String osName() {
    return osName;
  }

  public boolean isLinux() {
    return osName.equals("Linux");
  }

  public boolean exists(String path) {
    return Files.exists(at(path), LinkOption.NOFOLLOW_LINKS);
  }

  public boolean isFolder(String path) {
    return Files.isDirectory(at(path));
  }

  public boolean hasVariable(String name) {
    return environment.containsKey(name);
  }

  /** The first 64 KiB of a file, as Latin-1 (only ASCII words are looked for); empty when it can't be read. */
  public String text(String path) {
    try (var in = Files.newInputStream(at(path))) {
      return new String(in.readNBytes(LONGEST_TEXT), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  /** Where a tool lies in the folders of the system; PATH is not asked, as sudo and login shells differ in it. */
  public Optional<String> tool(String name) {
    return TOOL_FOLDERS.stream()
        .map(folder -> folder + "/" + name)
        .filter(this::exists)
        .findFirst();
  }

  /** PID 1's name as the kernel shows it: at most 15 characters, and a process may choose it freely. */
  public String initName() {
    return text("/proc/1/comm").strip();
  }

  /** The last part of PID 1's {@code argv[0]}; empty when it can't be read. */
  public String initCommand() {
    String command = text("/proc/1/cmdline");
    int end = command.indexOf('\0');
    String program = (end < 0 ? command : command.substring(0, end)).strip();
    return program.substring(program.lastIndexOf('/') + 1);
  }

  /** Whether a link's target has this file name. */
  public boolean linksTo(String path, String targetName) {
    try {
      Path target = Files.readSymbolicLink(at(path)).getFileName();
      return target != null && target.toString().equals(targetName);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Whose a file or a folder is, and its type and permissions as stat(2) has them; of a link, the link's own. Empty when it can't be read. */
  public Optional<Owner> owner(String path) {
    try {
      Map<String, Object> read =
          Files.readAttributes(at(path), "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
      return Optional.of(new Owner((Integer) read.get("uid"), (Integer) read.get("mode")));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /** Of a file or a folder. */
  public record Owner(int uid, int mode) {}

  /** Whether a folder holds a file of that ending. */
  public boolean holds(String folder, String ending) {
    try (Stream<Path> files = Files.list(at(folder))) {
      return files.anyMatch(file -> file.getFileName().toString().endsWith(ending));
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a direct child of PID 1 has this name, and is root's: others' daemons become children of PID 1 too. */
  public boolean initHasChild(String name) {
    return !argumentsOfChild(name).isEmpty();
  }

  /** The arguments of a direct child of PID 1 with this name that is root's, the program's own first; empty when there is none. */
  public List<String> argumentsOfChild(String name) {
    try (Stream<Path> processes = Files.list(at("/proc"))) {
      return processes
          .map(process -> "/proc/" + process.getFileName())
          .filter(process -> isChildOfInit(text(process + "/stat"), name))
          .filter(process -> text(process + "/status").contains("\nUid:\t0\t"))
          .map(process -> List.of(text(process + "/cmdline").split("\0")))
          .findFirst()
          .orElse(List.of());
    } catch (IOException e) {
      return List.of();
    }
  }

  /** PID 1's arguments, the program's own first. */
  public List<String> initArguments() {
    return List.of(text("/proc/1/cmdline").split("\0"));
  }

  /** The line is {@code pid (name) state ppid ...}, see proc_pid_stat(5). */
  private static boolean isChildOfInit(String stat, String name) {
    int open = stat.indexOf('(');
    int close = stat.lastIndexOf(')');
    return open > 0
        && close > open
        && stat.substring(open + 1, close).equals(name)
        && stat.substring(close + 1).matches("(?s) \\S 1 .*");
  }

  /** Whether our root folder is another one than PID 1's; empty when that can't be told, as for an unprivileged user. */
  public Optional<Boolean> isChangedRoot() {
    try {
      return Optional.of(!Files.isSameFile(at("/proc/1/root"), root));
    } catch (IOException | SecurityException e) {
      return Optional.empty();
    }
  }

  private Path at(String path) {
    return root.resolve(path.substring(1));
  }
}
