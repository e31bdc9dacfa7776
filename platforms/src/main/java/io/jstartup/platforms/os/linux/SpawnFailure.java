package io.jstartup.platforms.os.linux;

import io.jstartup.model.OsText;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.SpawnRequest;
import java.util.List;

/** posix_spawn(3) gives one number for whatever failed in the child; this looks again, in the child's order, for what it was. */
final class SpawnFailure {
  static final String OUT = "file for standard output";
  static final String ERROR = "file for standard error";

  private static final int X_OK = 1;
  private static final int LONGEST_STRING = 128 * 1024;

  private SpawnFailure() {}

  static OsException explain(SpawnRequest request, int errno) {
    if (request.manner().user().isPresent()) {
      return new OsException("cannot execute", request.program(), errno, reason(request, errno));
    }
    OsException log = LibC.getuid() == 0 ? null : tryLogs(request); // root's were open already
    if (log != null) {
      return log;
    }
    int folder = errnoOfFolder(request.cwd());
    if (folder != 0) {
      return Errno.exception("cannot enter working directory", request.cwd(), folder);
    }
    return new OsException("cannot execute", request.program(), errno, reason(request, errno));
  }

  private static OsException tryLogs(SpawnRequest request) {
    OsException log = tryLog(OUT, request.stdout());
    return log == null ? tryLog(ERROR, request.stderr()) : log;
  }

  private static OsException tryLog(String which, String path) {
    int flags = OpenFlags.LOG | OpenFlags.CLOSE_ON_EXEC | OpenFlags.NON_BLOCKING;
    int fd = LibC.open(CString.of(path), flags, OpenFlags.PRIVATE_FILE);
    if (fd < 0) {
      return OwnLog.failure(which, path, Errno.last());
    }
    LibC.close(fd);
    return null;
  }

  private static int errnoOfFolder(String path) {
    // the final slash asks for a folder, X_OK for the right to enter it
    return LibC.access(CString.of(path + "/"), X_OK) == 0 ? 0 : Errno.last();
  }

  private static String reason(SpawnRequest request, int errno) {
    switch (errno) {
      case Errno.E2BIG:
        return tooBig(request);
      case Errno.EAGAIN:
        return "the limit of processes is reached (ulimit -u, or the control group's pids.max)";
      case Errno.ENOEXEC:
        return "not a program this system can run; a script needs a first line such as #!/bin/sh";
      case Errno.ENOENT:
        return LibC.access(CString.of(request.program()), 0) == 0
            ? missingLoader(request)
            : Errno.text(errno);
      case Errno.EACCES:
        return notExecutable(request);
      default:
        return Errno.text(errno);
    }
  }

  private static String missingLoader(SpawnRequest request) {
    String line = firstLine(request.program());
    return line.startsWith("#!")
        ? "the interpreter of its first line '" + line + "' does not exist"
        : "the loader it needs does not exist (built for another architecture or C library?)";
  }

  private static String notExecutable(SpawnRequest request) {
    if (errnoOfFolder(request.program()) == 0) {
      return "it is a folder";
    }
    return "permission denied; is it executable (chmod +x), and may this user enter its folder?";
  }

  private static String tooBig(SpawnRequest request) {
    long total = 0;
    int longest = 0;
    for (List<String> texts : List.of(request.argv(), request.environment())) {
      for (String text : texts) {
        int length = OsText.encode(text).length + 1;
        total += length;
        longest = Math.max(longest, length);
      }
    }
    return longest > LONGEST_STRING
        ? "one argument or variable has " + longest + " bytes; the system takes " + LONGEST_STRING
        : "arguments and environment have " + total + " bytes; the system takes fewer (ulimit -s)";
  }

  private static String firstLine(String program) {
    String text = OsText.decode(new Proc().head(program));
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
