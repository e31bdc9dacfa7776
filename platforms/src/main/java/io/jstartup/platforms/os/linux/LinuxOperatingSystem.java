package io.jstartup.platforms.os.linux;

import io.jstartup.model.exec.RunAs;
import io.jstartup.model.listen.ListenAddress;
import io.jstartup.platforms.os.BootIdentity;
import io.jstartup.platforms.os.Capability;
import io.jstartup.platforms.os.CgroupTree;
import io.jstartup.platforms.os.FileTask;
import io.jstartup.platforms.os.HeadRemoval;
import io.jstartup.platforms.os.ListeningSocket;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.platforms.os.Replacement;
import io.jstartup.platforms.os.SharedSocket;
import io.jstartup.platforms.os.SocketPair;
import io.jstartup.platforms.os.SocketWish;
import io.jstartup.platforms.os.SpawnRequest;
import io.jstartup.platforms.os.SpawnResult;
import io.jstartup.platforms.os.TaggedProcess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Linux 5.3 or newer with glibc 2.29 or newer, or musl 1.1.24; 64-bit x86, ARM and RISC-V. */
public final class LinuxOperatingSystem implements OperatingSystem {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int SIGINT = 2;
  private static final long SIG_DFL = 0;
  private static final Pattern SHARE = Pattern.compile("(?m)^Pss: +(\\d{1,15}) kB$");
  private static final int PRIO_PROCESS = 0;
  private static final int LOW_PRIORITY = 10;
  private static final int SC_CLK_TCK = 2;
  private static final int SC_PAGESIZE = 30;

  private final Proc proc = new Proc();
  private final Orphans orphans = new Orphans(proc);
  private final Spawner spawner = new Spawner(proc, orphans);
  private final SpawnTeam team = new SpawnTeam(spawner, () -> new Spawner(proc, orphans));
  private final ProcessSearch search = new ProcessSearch(proc);
  private final int uid = LibC.getuid();
  private final int pid = LibC.getpid();
  private final long nanosPerTick = NANOS_PER_SECOND / LibC.sysconf(SC_CLK_TCK);
  private final long pageSize = LibC.sysconf(SC_PAGESIZE);

  private Optional<LinuxCgroupTree> cgroups = Optional.empty();

  private LinuxOperatingSystem() {}

  /**
   * This system.
   *
   * @throws io.jstartup.model.ProblemsException when the kernel or the C library is too old; says which
   */
  public static LinuxOperatingSystem open() {
    Requirements.check();
    return new LinuxOperatingSystem();
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public int uid() {
    return uid;
  }

  @Override
  public int pid() {
    return pid;
  }

  @Override
  public BootIdentity boot() throws OsException {
    String file = "/proc/sys/kernel/random/boot_id";
    byte[] id = proc.read(file);
    if (id == null) {
      throw Errno.exception("cannot read", file, Errno.last());
    }
    return new BootIdentity(new String(id, StandardCharsets.ISO_8859_1).trim(), initStartTime());
  }

  /** By {@code /proc/uptime}, proc(5): hundredths of a second after boot, as long as a clock tick and cut off like it. */
  @Override
  public long now() {
    byte[] content = proc.read("/proc/uptime");
    long ticks = 0;
    for (int i = 0; content != null && i < content.length && content[i] != ' '; i++) {
      ticks = content[i] == '.' ? ticks : ticks * 10 + content[i] - '0';
    }
    return ticks;
  }

  /** A {@code /proc} mounted with hidepid hides PID 1; the PID namespace is as new as a container's start, too. */
  private long initStartTime() throws OsException {
    ProcessStat init = proc.stat(1);
    if (init != null) {
      return init.startTime();
    }
    try {
      String namespace = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
      return Long.parseLong(namespace.replaceAll("\\D", ""));
    } catch (IOException | NumberFormatException e) {
      throw new OsException("cannot read", "/proc/1/stat", Errno.ENOENT, "is /proc mounted?");
    }
  }

  @Override
  public ManagedProcess spawn(SpawnRequest request) throws OsException {
    if (request.cgroup().isPresent()) {
      LinuxCgroup cgroup = (LinuxCgroup) request.cgroup().get();
      cgroup.tree().enter(cgroup);
    } else if (cgroups.isPresent()) {
      cgroups.get().leaveAny();
    }
    return spawner.spawn(request);
  }

  /** Which cgroup a child is born into, and its umask, are the whole process's matter: such spawns can't overlap. */
  @Override
  public List<SpawnResult> spawnAll(List<SpawnRequest> requests) {
    boolean alone = cgroups.isPresent() || requests.stream().anyMatch(SpawnTeam::aloneOnly);
    return alone || requests.size() < SpawnTeam.WORTHWHILE
        ? OperatingSystem.super.spawnAll(requests)
        : team.spawnAll(requests);
  }

  @Override
  public void onBehalfOf(RunAs user, Path file, FileTask task) throws IOException {
    OwnedFiles.onBehalfOf(user, file, task);
  }

  @Override
  public Optional<ManagedProcess> adopt(ProcessIdentity identity) throws OsException {
    int pidFd = PidFd.open(identity.pid());
    if (pidFd < 0) {
      return gone(identity, Errno.last());
    }
    // looked at after the descriptor is held: from here on it can't become another's
    proc.beginReading();
    ProcessStat stat = proc.stat(identity.pid());
    if (stat == null || stat.startTime() != identity.startTime()) {
      LibC.close(pidFd);
      proc.endReading("/proc/" + identity.pid());
      return Optional.empty();
    }
    return Optional.of(new LinuxProcess(proc, orphans, identity, stat.parent() == pid, pidFd));
  }

  private static Optional<ManagedProcess> gone(ProcessIdentity identity, int errno)
      throws OsException {
    if (errno == Errno.ESRCH) {
      return Optional.empty();
    }
    throw Errno.exception("cannot adopt process", Integer.toString(identity.pid()), errno);
  }

  @Override
  public Optional<ProcessIdentity> identify(int wanted) {
    return Optional.ofNullable(proc.identify(wanted));
  }

  @Override
  public List<ProcessIdentity> session(int sessionId) {
    return search.session(sessionId);
  }

  @Override
  public List<ProcessIdentity> withEnvironment(String assignment) {
    return search.withEnvironment(assignment);
  }

  @Override
  public List<TaggedProcess> tagged(String variable, String beside) throws OsException {
    return search.tagged(variable, beside);
  }

  @Override
  public boolean adoptOrphans() {
    return orphans.adopt();
  }

  @Override
  public int reapOrphans() {
    return orphans.reap();
  }

  @Override
  public Poller poller() throws OsException {
    return new LinuxPoller();
  }

  @Override
  public Optional<CgroupTree> delegatedCgroup() {
    if (cgroups.isEmpty()) {
      cgroups = OwnCgroup.delegated(proc).map(folder -> new LinuxCgroupTree(proc, folder));
    }
    return cgroups.map(tree -> tree);
  }

  @Override
  public boolean moveInto(ProcessIdentity process, int owner, String cgroup) throws OsException {
    return new ProcessMove(proc, process, owner).into(cgroup);
  }

  @Override
  public void leaveSession() throws OsException {
    Errno.check(LibC.setsid(), "cannot leave the session of process", Integer.toString(pid));
    LibC.signal(SIGINT, SIG_DFL);
  }

  @Override
  public SocketPair socketPair() throws OsException {
    return new LinuxSocketPair();
  }

  @Override
  public void sendDatagram(String address, byte[] bytes) throws IOException {
    Datagram.send(address, bytes);
  }

  @Override
  public boolean offerDatagram(String address, byte[] bytes, int descriptor) throws IOException {
    return Datagram.offer(address, bytes, descriptor);
  }

  @Override
  public void closeInherited(int descriptor) {
    LibC.close(descriptor);
  }

  @Override
  public Optional<AutoCloseable> lock(Path file) throws IOException {
    return FileLocks.tryLock(file);
  }

  @Override
  public Optional<Replacement> replacement() {
    return Optional.of(new LinuxReplacement());
  }

  @Override
  public Optional<HeadRemoval> headRemoval() {
    return Optional.of(new CollapseRange());
  }

  @Override
  public FileChannel openLog(Path file, Optional<RunAs> user) throws IOException {
    return LogFile.open(file, user);
  }

  @Override
  public boolean giveBack(Path file, long from, long length) {
    return Allocation.giveBack(file, from, length);
  }

  @Override
  public boolean reserve(Path file, long from, long length) {
    return Allocation.reserve(file, from, length);
  }

  @Override
  public Optional<Path> openFile(int process, int descriptor) {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc/" + process + "/fd/" + descriptor)));
    } catch (IOException e) {
      return Optional.empty(); // it is gone, or another user's
    }
  }

  @Override
  public ListeningSocket listen(ListenAddress address, boolean beside) throws OsException {
    return LinuxListeningSocket.open(address, beside);
  }

  @Override
  public Optional<ListeningSocket> listening(
      ProcessIdentity process, int descriptor, ListenAddress address) throws OsException {
    int pidFd = PidFd.open(process.pid());
    if (pidFd < 0) {
      return Optional.empty();
    }
    try {
      boolean same = identify(process.pid()).filter(process::equals).isPresent();
      return same ? LinuxListeningSocket.of(process, pidFd, descriptor, address) : Optional.empty();
    } finally {
      LibC.close(pidFd);
    }
  }

  @Override
  public SharedSocket share(SocketWish wish) throws OsException {
    return LinuxSharedSocket.open(wish);
  }

  @Override
  public Optional<SharedSocket> shared(ProcessIdentity process, SocketWish wish, long inode)
      throws OsException {
    Optional<ManagedProcess> adopted = adopt(process);
    if (adopted.isEmpty()) {
      return Optional.empty();
    }
    try (ManagedProcess found = adopted.get()) {
      return Regaining.socketOf((LinuxProcess) found, inode)
          .map(fd -> new LinuxSharedSocket(wish, fd));
    }
  }

  /** Linux takes "this process" for this thread. */
  @Override
  public void releaseUnusedMemory() {
    LibCMallocTrim.trim();
    ReadFilePages.release();
  }

  @Override
  public void giveWay() {
    LibC.setpriority(PRIO_PROCESS, 0, LOW_PRIORITY);
  }

  @Override
  public List<Usage> usage(List<Integer> pids) {
    List<Usage> usages = new ArrayList<>(pids.size());
    for (int wanted : pids) {
      ProcessStat stat = proc.stat(wanted);
      usages.add(stat == null ? new Usage(0, 0) : usage(stat));
    }
    return usages;
  }

  @Override
  public OptionalLong memoryShare(int wanted) {
    byte[] text = proc.head("/proc/" + wanted + "/smaps_rollup");
    Matcher share = SHARE.matcher(new String(text, StandardCharsets.ISO_8859_1));
    return share.find()
        ? OptionalLong.of(Long.parseLong(share.group(1)) * 1024)
        : OptionalLong.empty();
  }

  private Usage usage(ProcessStat stat) {
    return new Usage(stat.residentPages() * pageSize, stat.cpuTicks() * nanosPerTick);
  }
}
