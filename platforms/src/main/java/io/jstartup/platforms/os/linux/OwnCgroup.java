package io.jstartup.platforms.os.linux;

import io.jstartup.model.OsText;
import java.util.Optional;

/** Finds this process's cgroup v2 folder: cgroups(7), and proc(5) for {@code mountinfo}. */
final class OwnCgroup {
  private static final int W_OK = 2;

  /** Where systemd runs a unit's other commands, ExecStopPost among them. */
  private static final String CONTROL = "/.control";

  private OwnCgroup() {}

  static Optional<String> delegated(Proc proc) {
    return path(text(proc, "/proc/self/cgroup"))
        .map(OwnCgroup::delegatedAbove)
        .flatMap(path -> folder(text(proc, "/proc/self/mountinfo"), path))
        .filter(folder -> writable(folder) && writable(folder + "/cgroup.procs"));
  }

  static String text(Proc proc, String file) {
    byte[] content = proc.read(file);
    return content == null ? "" : OsText.decode(content);
  }

  /** The path of the line {@code 0::/path}. */
  static Optional<String> path(String cgroupFile) {
    return cgroupFile
        .lines()
        .filter(line -> line.startsWith("0::/"))
        .map(l -> l.substring(3))
        .findFirst();
  }

  /** The supervisor's own group and systemd's are inside of what was delegated. */
  static String delegatedAbove(String path) {
    for (String inner : new String[] {"/" + LinuxCgroupTree.SUPERVISOR, CONTROL}) {
      if (path.endsWith(inner)) {
        return path.substring(0, path.length() - inner.length());
      }
    }
    return path;
  }

  /** The folder of a cgroup in the first cgroup2 mount that shows it. The root of all is nobody's to delegate. */
  static Optional<String> folder(String mountInfo, String path) {
    if (path.length() <= 1) {
      return Optional.empty();
    }
    return mountInfo
        .lines()
        .filter(line -> line.contains(" - cgroup2 "))
        .map(line -> line.split(" "))
        .filter(fields -> fields.length > 4 && below(path, fields[3]))
        .map(fields -> fields[4] + path.substring(fields[3].equals("/") ? 0 : fields[3].length()))
        .findFirst();
  }

  private static boolean below(String path, String root) {
    return root.equals("/") || path.startsWith(root + "/");
  }

  private static boolean writable(String path) {
    return LibC.access(CString.of(path), W_OK) == 0;
  }
}
