package io.jstartup.supervisor.client;

import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Gets a supervisor for a home: the one that runs, or a new one. When two callers start one at the same time, the daemon's lock lets
 * one daemon through, the other exits with 78, and both callers are connected to the one that remains.
 */
public final class DaemonLauncher {
  /** The daemon's exit code when another supervisor holds the home. */
  public static final int HOME_TAKEN = 78;

  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(3).toNanos();
  private static final int TAIL_BYTES = 4096;

  private final HomeLayout home;
  private final List<String> command;
  private final boolean leaves;

  private DaemonLauncher(HomeLayout home, List<String> command, boolean leaves) {
    this.home = home;
    this.command = List.copyOf(command);
    this.leaves = leaves;
  }

  /**
   * A launcher for this home.
   *
   * @param command the daemon's whole command line, its program absolute
   */
  public DaemonLauncher(HomeLayout home, List<String> command) {
    this(home, command, false);
  }

  /**
   * A launcher whose command prints the pid of the daemon and ends, or becomes it. A JVM that ends while it has a child waits 300 ms for the
   * thread that waits for the child.
   */
  public static DaemonLauncher leavingDaemon(HomeLayout home, List<String> command) {
    return new DaemonLauncher(home, command, true);
  }

  /**
   * A connection to the running supervisor; starts one when none answers.
   *
   * @throws ProblemsException when it did not come up, with the end of its log
   */
  public SupervisorClient connectOrStart(Duration longest) throws IOException {
    Optional<SupervisorClient> running = SupervisorClient.connect(home.socket());
    return running.isPresent() ? running.get() : start(longest);
  }

  private SupervisorClient start(Duration longest) throws IOException {
    makePrivateFile(home.log());
    long logBefore = Files.size(home.log());
    LaunchedDaemon daemon = launch();
    long deadline = System.nanoTime() + longest.toNanos();
    while (System.nanoTime() - deadline < 0) {
      Optional<SupervisorClient> client = SupervisorClient.connect(home.socket());
      if (client.isPresent()) {
        daemon.endUnless(client.get().ping().pid());
        return client.get();
      }
      if (daemon.failed()) {
        throw failed(daemon.end(), logBefore);
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    throw failed("it did not answer within " + longest.toMillis() + " ms", logBefore);
  }

  /**
   * The variable of an app that starts a daemon must not make the daemon look like a part of that app; and the starter's working
   * directory must not stay in use, as it may be on a disk that is to be unmounted.
   */
  private LaunchedDaemon launch() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("unique_id");
    File log = home.log().toFile();
    builder
        .directory(home.home().toFile())
        .redirectInput(new File("/dev/null"))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .redirectError(ProcessBuilder.Redirect.appendTo(log));
    return leaves ? LeftDaemon.start(builder) : new ChildDaemon(builder.start());
  }

  private static void makePrivateFile(Path file) throws IOException {
    if (Files.notExists(file)) {
      try {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } catch (java.nio.file.FileAlreadyExistsException e) {
        return; // another starter was faster
      }
    }
  }

  private ProblemsException failed(String why, long logBefore) throws IOException {
    String tail = tail(logBefore);
    String what = "cannot start the supervisor for '" + home.home() + "'";
    String remedy = tail.isEmpty() ? "" : "its log '" + home.log() + "' ends with:\n" + tail;
    return new ProblemsException(new Problem(what, why, remedy));
  }

  private String tail(long from) throws IOException {
    try (RandomAccessFile log = new RandomAccessFile(home.log().toFile(), "r")) {
      log.seek(Math.max(Math.min(from, log.length()), log.length() - TAIL_BYTES));
      byte[] bytes = new byte[(int) (log.length() - log.getFilePointer())];
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8).strip();
    }
  }
}
