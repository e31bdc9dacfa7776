package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.Cgroup;
import io.jstartup.platforms.os.OsException;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A folder below the delegated cgroup. Before it is looked at or killed, the supervisor leaves it, in case it spawned there last. */
final class LinuxCgroup implements Cgroup {
  private static final int SIGKILL = 9;
  private static final long LONGEST_KILL = Duration.ofSeconds(5).toNanos();

  private final LinuxCgroupTree tree;
  private final Proc proc;
  private final String name;
  private final String folder;

  LinuxCgroup(LinuxCgroupTree tree, Proc proc, String parent, String name) {
    this.tree = tree;
    this.proc = proc;
    this.name = name;
    this.folder = parent + "/" + name;
  }

  @Override
  public String name() {
    return name;
  }

  LinuxCgroupTree tree() {
    return tree;
  }

  String folder() {
    return folder;
  }

  @Override
  public List<Integer> pids() throws OsException {
    tree.leave(this);
    proc.beginReading();
    List<Integer> pids = new ArrayList<>();
    for (String inner : innermostFirst(folder)) {
      pids.addAll(CgroupFiles.pids(proc, inner));
    }
    proc.endReading(folder);
    return pids;
  }

  @Override
  public boolean populated() throws OsException {
    tree.leave(this);
    proc.beginReading();
    byte[] events = proc.read(folder + "/cgroup.events");
    proc.endReading(folder);
    return events != null && new String(events, StandardCharsets.US_ASCII).contains("populated 1");
  }

  @Override
  public void kill() throws OsException {
    tree.leave(this);
    int errno = CgroupFiles.write(folder + "/cgroup.kill", "1");
    if (errno == Errno.ENOENT && populated()) {
      killEach();
    } else if (errno != 0 && errno != Errno.ENOENT && errno != Errno.ENODEV) {
      throw Errno.exception("cannot kill cgroup", folder, errno);
    }
  }

  /** Before Linux 5.14: what is forked meanwhile comes in the next round. */
  private void killEach() throws OsException {
    long end = System.nanoTime() + LONGEST_KILL;
    while (populated() && System.nanoTime() < end) {
      for (int pid : pids()) {
        LibC.kill(pid, SIGKILL);
      }
    }
  }

  @Override
  public boolean remove() throws OsException {
    tree.leave(this);
    for (String inner : innermostFirst(folder)) {
      int errno = CgroupFiles.remove(inner);
      if (errno == Errno.EBUSY) {
        return false;
      }
      if (errno != 0 && errno != Errno.ENOENT) {
        throw Errno.exception("cannot remove cgroup", inner, errno);
      }
    }
    return true;
  }

  private static List<String> innermostFirst(String folder) {
    List<String> folders = new ArrayList<>();
    File[] inner = new File(folder).listFiles(File::isDirectory);
    for (File each : inner == null ? new File[0] : inner) {
      folders.addAll(innermostFirst(each.getPath()));
    }
    folders.add(folder);
    return folders;
  }
}
