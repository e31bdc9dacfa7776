package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.Cgroup;
import io.jstartup.platforms.os.CgroupTree;
import io.jstartup.platforms.os.OsException;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The delegated cgroup. A child is born in its parent's cgroup, so the supervisor enters an app's to spawn it there and stays until
 * something needs it out: a batch of spawns then costs one move each and one more at the end.
 */
final class LinuxCgroupTree implements CgroupTree {
  static final String SUPERVISOR = "supervisor";
  private static final String APP_PREFIX = "app-";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

  private final Proc proc;
  private final String folder;

  /** Where the last spawn left this process; null when in none of the apps'. */
  private LinuxCgroup within;

  LinuxCgroupTree(Proc proc, String folder) {
    this.proc = proc;
    this.folder = folder;
  }

  @Override
  public void enterSupervisorGroup() throws OsException {
    String supervisor = folder + "/" + SUPERVISOR;
    CgroupFiles.make(supervisor);
    CgroupFiles.enter(supervisor);
    within = null;
  }

  /** What is spawned next is born in this cgroup. */
  void enter(LinuxCgroup cgroup) throws OsException {
    if (cgroup != within) {
      CgroupFiles.make(cgroup.folder());
      CgroupFiles.enter(cgroup.folder());
      within = cgroup;
    }
  }

  void leave(LinuxCgroup cgroup) throws OsException {
    if (within != null && within.name().equals(cgroup.name())) {
      enterSupervisorGroup();
    }
  }

  void leaveAny() throws OsException {
    if (within != null) {
      enterSupervisorGroup();
    }
  }

  @Override
  public Cgroup app(String name) {
    if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException("not a cgroup's name: '" + name + "'");
    }
    return new LinuxCgroup(this, proc, folder, name);
  }

  @Override
  public Cgroup made(String name) throws OsException {
    Cgroup group = app(name);
    CgroupFiles.make(folder + "/" + name);
    return group;
  }

  @Override
  public List<Integer> supervisorPids() throws OsException {
    List<Integer> pids = new ArrayList<>(CgroupFiles.pids(proc, folder));
    pids.addAll(CgroupFiles.pids(proc, folder + "/" + SUPERVISOR));
    return pids;
  }

  @Override
  public List<Cgroup> apps() throws OsException {
    List<Cgroup> apps = new ArrayList<>();
    File[] inner = new File(folder).listFiles(File::isDirectory);
    for (File each : inner == null ? new File[0] : inner) {
      if (each.getName().startsWith(APP_PREFIX)) {
        apps.add(app(each.getName()));
      }
    }
    return apps;
  }
}
