package io.jstartup.platforms.os;

import io.jstartup.model.exec.RunAs;
import io.jstartup.model.listen.ListenAddress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The operating-system seam: every system call that Java's library doesn't offer goes through here, so that faults and other systems
 * can stand in for Linux. Methods are for the loop's thread unless they say otherwise.
 */
public interface OperatingSystem {
  /** What it can do beyond the least that every system offers. */
  Set<Capability> capabilities();

  int uid();

  int pid();

  BootIdentity boot() throws OsException;

  /**
   * Starts a process; when this returns, it has executed {@code program} (posix_spawn(3) reports what failed before). For some
   * microseconds more its {@code cmdline} and {@code environ} can still read empty, so that {@link #tagged} and {@link
   * #withEnvironment} miss it.
   */
  ManagedProcess spawn(SpawnRequest request) throws OsException;

  /** Does that for each, in whatever order is quickest, and tells what became of each, in the order of the requests. */
  default List<SpawnResult> spawnAll(List<SpawnRequest> requests) {
    return requests.stream().map(request -> SpawnResult.of(() -> spawn(request))).toList();
  }

  /**
   * Does something to a file on behalf of a user, as root: with root's rights where only root can change the way to the file, else with
   * the user's own, so that a link planted there leads nowhere that the user could not go.
   */
  default void onBehalfOf(RunAs user, Path file, FileTask task) throws IOException {
    throw new IOException("cannot use '" + file + "' as user " + user.uid() + " on this system");
  }

  /** A handle on a process that runs already; empty when it is gone or its pid is another's by now. */
  Optional<ManagedProcess> adopt(ProcessIdentity identity) throws OsException;

  /** Who has this pid now. */
  Optional<ProcessIdentity> identify(int pid);

  /** The time in what {@link ProcessIdentity#startTime} counts: what starts from now on starts no earlier. 0: it can't be told. */
  default long now() {
    return 0;
  }

  /** All processes of the session that {@code sessionId} leads. */
  List<ProcessIdentity> session(int sessionId);

  /** The processes of this user whose environment has exactly this {@code NAME=VALUE}, oldest first. */
  List<ProcessIdentity> withEnvironment(String assignment);

  /**
   * All live processes in one pass, oldest first, this process left out: one reading serves a stop of many apps. The
   * tag is the variable's value in the process's environment, when that holds the assignment {@code beside} too.
   *
   * <p>Root sees everybody's; others see the tags of their own processes only.
   *
   * @param variable a name: {@code unique_id}
   * @param beside {@code NAME=VALUE} that must stand in the same environment; tells one home's apps from another's
   * @throws OsException when there was no descriptor or memory left to see them all: an incomplete reading never looks like a whole one
   */
  List<TaggedProcess> tagged(String variable, String beside) throws OsException;

  /**
   * From now on descendants whose parent ends become children of this process (PR_SET_CHILD_SUBREAPER): whoever asks for that reaps
   * them by {@link #reapOrphans}. Survives execve(2).
   *
   * @return false where the system can't
   */
  boolean adoptOrphans();

  /**
   * Reaps the dead among the orphans that came to this process. Not those on which a {@link ManagedProcess} is open, whose exit it tells;
   * nor what lives in this process's own session, as the children of the JVM do, which reaps these itself.
   *
   * @return how many
   */
  int reapOrphans();

  Poller poller() throws OsException;

  /**
   * The cgroup this process is in, when it is cgroup v2 and this user may make sub-cgroups in it. From inside its {@code supervisor} or
   * {@code .control} (where systemd runs ExecStopPost) it is the one above. Root may do so anywhere: whether a cgroup was really delegated,
   * the caller knows.
   */
  Optional<CgroupTree> delegatedCgroup();

  /**
   * Moves a process that runs already into a cgroup; takes root. It is looked at while a handle on it is held, so that nobody else's
   * process is moved in its place.
   *
   * @param uid its real, effective and saved user id: a process of another user stays where it is; 0: whosever it is
   * @param cgroup path below the mount of cgroup v2: {@code /system.slice/x.service/app-1}
   * @return false when that process is gone
   * @throws OsException when it can't be moved, or is another user's
   */
  default boolean moveInto(ProcessIdentity process, int uid, String cgroup) throws OsException {
    throw new UnsupportedOperationException("there are no cgroups here");
  }

  /**
   * Takes this process out of its terminal and session (setsid(2)), and has it hear SIGINT again: a shell lets what it starts in the
   * background ignore that.
   */
  void leaveSession() throws OsException;

  /**
   * Two connected sockets, one of them for a process to be started.
   *
   * @throws OsException also where there is no such thing
   */
  default SocketPair socketPair() throws OsException {
    throw new OsException("cannot create", "socket pair", 0, "this system hands none to a process");
  }

  /** Sends a datagram to a UNIX socket: a path, or {@code @name} for an abstract one (sd_notify(3)). Any thread. */
  void sendDatagram(String address, byte[] bytes) throws IOException;

  /**
   * The same without waiting, with a copy of a descriptor of this process: SCM_RIGHTS, unix(7).
   *
   * @param descriptor -1: none
   * @return false: the receiver's queue is full
   */
  default boolean offerDatagram(String address, byte[] bytes, int descriptor) throws IOException {
    throw new IOException("descriptors can't be sent on this system");
  }

  /** Closes a descriptor that this process was started with. */
  default void closeInherited(int descriptor) {}

  /**
   * Takes an exclusive lock on a file until it is closed or this process ends; empty when another process has it. The file is made when
   * missing (0600) and its content left alone. A process that opens and closes the file by another way loses its lock: fcntl(2).
   */
  Optional<AutoCloseable> lock(Path file) throws IOException;

  /** Replacing this process's program in place; empty where that can't be done. */
  default Optional<Replacement> replacement() {
    return Optional.empty();
  }

  /** Taking bytes out of the head of a file; empty where no file system can. */
  default Optional<HeadRemoval> headRemoval() {
    return Optional.empty();
  }

  /** Where the file is now that a process has open by this descriptor; empty where that can't be told. Any thread. */
  default Optional<Path> openFile(int pid, int descriptor) {
    return Optional.empty();
  }

  /**
   * Gives memory back to the system that this process has freed outside Java's heap, and what it has mapped of files and can map again;
   * nothing where that can't be told it. Takes some ms, and the next work somewhat longer. Any thread.
   */
  default void releaseUnusedMemory() {}

  /** The calling thread gives way to all others from now on, by its nice value; nothing where threads have none. */
  default void giveWay() {}

  /**
   * Opens a log for appending, made (0600) when it is missing; its folder must be there. It is a plain file or a device: nothing that
   * lets a writer wait. Root follows no link that somebody else could have planted. Any thread.
   *
   * @param user whose log it is, when it is not this process's own user's
   * @throws IOException says what failed on which file, and why
   */
  default FileChannel openLog(Path file, Optional<RunAs> user) throws IOException {
    throw new IOException("cannot open log '" + file + "' on this system");
  }

  /**
   * Gives the room that a part of a file takes back to the file system; the part reads as zeros then, and the file stays as long as it is.
   * fallocate(2), FALLOC_FL_PUNCH_HOLE. Any thread.
   *
   * @return false where that can't be done
   */
  default boolean giveBack(Path file, long from, long length) {
    return false;
  }

  /**
   * Keeps room on the file system for a part of a file that isn't written yet; the file stays as long as it is, and may be shorter than that.
   * fallocate(2), FALLOC_FL_KEEP_SIZE. Any thread.
   *
   * @return false where that can't be done, or there is no such room
   */
  default boolean reserve(Path file, long from, long length) {
    return false;
  }

  /**
   * Opens a socket that listens. Of a UNIX socket that nobody listens on any more the file is replaced.
   *
   * @param beside whether another one of this user may listen there already: a port is then shared, SO_REUSEPORT of socket(7), and of a
   *     UNIX socket the file replaced
   *
   * @throws OsException says why it can't, and who has the address when another process has
   */
  default ListeningSocket listen(ListenAddress address, boolean beside) throws OsException {
    String why = "sockets can't be held for apps on this system";
    throw new OsException("cannot listen on", address.address(), 0, why);
  }

  /**
   * A copy of a descriptor of another process of this user, when that is a socket that listens there. pidfd_getfd(2), Linux 5.6; a kernel
   * with Yama may allow it to root alone.
   *
   * @return empty when the process is gone, or that is no such socket
   * @throws OsException when that is not allowed
   */
  default Optional<ListeningSocket> listening(
      ProcessIdentity process, int descriptor, ListenAddress address) throws OsException {
    return Optional.empty();
  }

  /**
   * A new socket to be shared.
   *
   * @throws OsException with the errno that a program would get that makes the socket itself
   */
  default SharedSocket share(SocketWish wish) throws OsException {
    String why = "sockets can't be handed to processes on this system";
    throw new OsException("cannot listen on", wish.text(), 0, why);
  }

  /**
   * A copy of a socket that another process was given, wherever it has it. pidfd_getfd(2), Linux 5.6; a kernel with Yama may allow it to
   * root alone.
   *
   * @param inode the socket's {@link SharedSocket#inode}
   * @return empty when the process is gone or hasn't got it any more
   * @throws OsException when that is not allowed
   */
  default Optional<SharedSocket> shared(ProcessIdentity process, SocketWish wish, long inode)
      throws OsException {
    return Optional.empty();
  }

  /** Resident memory in bytes and CPU time in ns of each process, in the order asked; gone ones are zero. */
  List<Usage> usage(List<Integer> pids);

  /**
   * Bytes of its resident memory with what it shares with others counted by its part (proc(5), Pss of smaps_rollup); empty where that
   * can't be told. Costs more than {@link #usage}.
   */
  default OptionalLong memoryShare(int pid) {
    return OptionalLong.empty();
  }

  /** One reading: {@code memory} in bytes, {@code cpuNanos} since the process started. */
  record Usage(long memory, long cpuNanos) {}
}
