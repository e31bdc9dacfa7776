package io.jstartup.platforms.os.portable;

import io.jstartup.io.CallerIds;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.exec.RunAs;
import io.jstartup.platforms.os.BootIdentity;
import io.jstartup.platforms.os.Capability;
import io.jstartup.platforms.os.CgroupTree;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.platforms.os.SpawnRequest;
import io.jstartup.platforms.os.TaggedProcess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Java and a POSIX system's commands offer, with no native code of ours: macOS, the BSDs, and any Linux in tests. A process's
 * start time is in ms since the epoch here. An app's tree is what descends from its main process while that runs.
 */
public final class PortableOperatingSystem implements OperatingSystem {
  private static final Path LINUX_BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int INIT = 1;

  private final SessionTool sessionTool = SessionTool.find();
  private final PortableSpawner spawner = new PortableSpawner(sessionTool);
  private final int pid = (int) ProcessHandle.current().pid();
  private final int uid;

  private PortableOperatingSystem(int uid) {
    this.uid = uid;
  }

  /**
   * This system.
   *
   * @throws ProblemsException when it can't be told whom this runs as
   */
  public static PortableOperatingSystem open() {
    try {
      return new PortableOperatingSystem(CallerIds.uid());
    } catch (IOException e) {
      throw new ProblemsException(new Problem("cannot run a supervisor", e.getMessage()), e);
    }
  }

  @Override
  public Set<Capability> capabilities() {
    return sessionTool.exists()
        ? EnumSet.of(Capability.OWN_SESSION)
        : EnumSet.noneOf(Capability.class);
  }

  @Override
  public int uid() {
    return uid;
  }

  @Override
  public int pid() {
    return pid;
  }

  /** Where the kernel has no id of a boot, the start of its first process is all there is. */
  @Override
  public BootIdentity boot() throws OsException {
    try {
      if (Files.isReadable(LINUX_BOOT_ID)) {
        return new BootIdentity(Files.readString(LINUX_BOOT_ID).trim(), 0);
      }
    } catch (IOException e) {
      throw new OsException("cannot read", LINUX_BOOT_ID.toString(), 0, e.getMessage());
    }
    return identify(INIT)
        .map(init -> new BootIdentity("boot", init.startTime()))
        .orElseThrow(
            () -> new OsException("cannot tell", "the time of the boot", 0, "pid 1 is hidden"));
  }

  @Override
  public ManagedProcess spawn(SpawnRequest request) throws OsException {
    return spawner.spawn(request);
  }

  @Override
  public Optional<ManagedProcess> adopt(ProcessIdentity identity) {
    return ProcessHandle.of(identity.pid())
        .filter(ProcessHandle::isAlive)
        .filter(handle -> StartTime.same(StartTime.of(handle), identity.startTime()))
        .map(handle -> new PortableProcess(handle, identity, null));
  }

  @Override
  public Optional<ProcessIdentity> identify(int wanted) {
    return ProcessHandle.of(wanted).filter(ProcessHandle::isAlive).map(StartTime::identity);
  }

  @Override
  public List<ProcessIdentity> session(int sessionId) {
    return List.of();
  }

  @Override
  public List<ProcessIdentity> withEnvironment(String assignment) {
    return List.of();
  }

  @Override
  public List<TaggedProcess> tagged(String variable, String beside) {
    List<TaggedProcess> found = new ArrayList<>();
    for (ProcessHandle handle : ProcessHandle.allProcesses().toList()) {
      if (handle.pid() != pid) {
        int parent = handle.parent().map(ProcessHandle::pid).orElse(0L).intValue();
        found.add(new TaggedProcess(StartTime.identity(handle), parent, 0, null));
      }
    }
    found.sort(Comparator.comparingLong(process -> process.identity().startTime()));
    return found;
  }

  @Override
  public boolean adoptOrphans() {
    return false;
  }

  @Override
  public int reapOrphans() {
    return 0;
  }

  @Override
  public Poller poller() throws OsException {
    return new PortablePoller(uid);
  }

  @Override
  public Optional<CgroupTree> delegatedCgroup() {
    return Optional.empty();
  }

  @Override
  public void leaveSession() {}

  @Override
  public void sendDatagram(String address, byte[] bytes) throws IOException {
    throw new IOException("cannot send to socket '" + address + "': Java has no such sockets");
  }

  @Override
  public Optional<AutoCloseable> lock(Path file) throws IOException {
    return ChannelLocks.tryLock(file);
  }

  @Override
  public FileChannel openLog(Path file, Optional<RunAs> user) throws IOException {
    if (Files.exists(file) && Files.isDirectory(file)) {
      throw new IOException("cannot open log '" + file + "': it is a folder");
    }
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  @Override
  public List<Usage> usage(List<Integer> pids) {
    return ResourceReading.of(pids);
  }
}
