package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.platforms.os.TaggedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Walks over all processes. What starts or ends meanwhile may be missed or named; dead ones are left out. Oldest first. */
final class ProcessSearch {
  private static final Comparator<ProcessStat> OLDEST_FIRST =
      Comparator.comparingLong(ProcessStat::startTime).thenComparingInt(ProcessStat::pid);

  private final Proc proc;
  private final int uid = LibC.getuid();
  private final int self = LibC.getpid();

  ProcessSearch(Proc proc) {
    this.proc = proc;
  }

  List<ProcessIdentity> session(int sessionId) {
    return live(stat -> stat.session() == sessionId).stream().map(ProcessSearch::identity).toList();
  }

  List<ProcessIdentity> withEnvironment(String assignment) {
    return live(this::isOurs).stream()
        .filter(stat -> environment(stat).holds(assignment))
        .map(ProcessSearch::identity)
        .toList();
  }

  List<TaggedProcess> tagged(String variable, String beside) throws OsException {
    proc.beginReading();
    List<TaggedProcess> found = new ArrayList<>();
    for (ProcessStat stat : live(stat -> stat.pid() != self)) {
      String tag = tag(stat, variable, beside);
      found.add(new TaggedProcess(identity(stat), stat.parent(), stat.session(), tag));
    }
    proc.endReading("/proc");
    return found;
  }

  /** The kernel lets us read what is ours, or all as root. */
  private String tag(ProcessStat stat, String variable, String beside) {
    EnvironmentBlock bytes = new EnvironmentBlock(proc.read("/proc/" + stat.pid() + "/environ"));
    String tag = bytes.value(variable);
    boolean holds = tag != null && bytes.holds(beside);
    return holds && identity(stat).equals(proc.identify(stat.pid())) ? tag : null;
  }

  private List<ProcessStat> live(Predicate<ProcessStat> wanted) {
    List<ProcessStat> found = new ArrayList<>();
    for (int pid : proc.pids()) {
      ProcessStat stat = proc.stat(pid);
      if (stat != null && !stat.dead() && wanted.test(stat)) {
        found.add(stat);
      }
    }
    found.sort(OLDEST_FIRST);
    return found;
  }

  /** Looks again who it is once it was read: then it was this process's and not a successor's by pid. */
  private EnvironmentBlock environment(ProcessStat stat) {
    byte[] bytes = proc.read("/proc/" + stat.pid() + "/environ");
    return new EnvironmentBlock(identity(stat).equals(proc.identify(stat.pid())) ? bytes : null);
  }

  /** Root's apps may run as anybody. */
  private boolean isOurs(ProcessStat stat) {
    try {
      return uid == 0
          || (int) Files.getAttribute(Path.of("/proc/" + stat.pid()), "unix:uid") == uid;
    } catch (IOException gone) {
      return false;
    }
  }

  private static ProcessIdentity identity(ProcessStat stat) {
    return new ProcessIdentity(stat.pid(), stat.startTime());
  }
}
