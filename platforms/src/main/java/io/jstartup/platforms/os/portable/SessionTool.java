package io.jstartup.platforms.os.portable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command that makes a session of its own, setsid(2), and executes a program in it with the same pid. */
record SessionTool(List<String> prefix) {
  private static final List<String> FOLDERS =
      List.of("/usr/bin", "/bin", "/usr/local/bin", "/usr/pkg/bin");

  /** A shell that has started a supervisor in the background made it ignore SIGINT, and Java blocks SIGQUIT: not so for an app. */
  private static final String PERL =
      "use POSIX; POSIX::setsid(); $SIG{INT} = $SIG{QUIT} = 'DEFAULT';"
          + " sigprocmask(SIG_SETMASK, POSIX::SigSet->new); exec {$ARGV[0]} @ARGV; exit 127";

  /** {@code setsid} of Linux; elsewhere perl can do it, which macOS and OpenBSD bring along. */
  static SessionTool find() {
    for (String folder : FOLDERS) {
      if (Files.isExecutable(Path.of(folder, "setsid"))) {
        return new SessionTool(List.of(folder + "/setsid"));
      }
    }
    return perl();
  }

  static SessionTool perl() {
    for (String folder : FOLDERS) {
      if (Files.isExecutable(Path.of(folder, "perl"))) {
        return new SessionTool(List.of(folder + "/perl", "-e", PERL));
      }
    }
    return new SessionTool(List.of());
  }

  boolean exists() {
    return !prefix.isEmpty();
  }

  List<String> around(List<String> command) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(command);
    return all;
  }
}
