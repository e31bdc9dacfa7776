package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.LogFiles;
import io.jstartup.model.LogRotation;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * Where its output goes. systemd opens log files as root, before it becomes the app's user, and follows links: whoever can write the
 * file's folder, or the saved list, could have root write any file. So it opens only what is there and the user's, in a folder of root's;
 * all else is left to the journal. A user's manager has no other rights than the user, and opens them all.
 */
final class LogLines {
  private static final int APPEND_SINCE = 240;

  private LogLines() {}

  static void add(Draft draft, Predicate<Path> mayAppend) {
    LogFiles logs = draft.app().logs();
    String out = target(draft, logs, logs.out(), mayAppend);
    boolean same = logs.error().equals(logs.out());
    String error = same ? "inherit" : target(draft, logs, logs.error(), mayAppend);
    draft.service("StandardOutput=" + out);
    draft.service("StandardError=" + error);
    report(draft, "out_file", out);
    report(draft, "error_file", same ? out : error);
    draft.exact("merge_logs", "each instance has the files that it had");
    if (logs.policy().disabled()) {
      draft.exact("disable_logs", "StandardOutput=null");
    }
    if (!logs.direct()) {
      draft.lost("log_file, log_type, log_date_format", "only the supervisor formats output");
    }
    rotation(draft, logs, out.equals("journal") || error.equals("journal"));
    if (draft.knows(APPEND_SINCE)) {
      draft.service("LogRateLimitIntervalSec=0"); // nothing of it is dropped
    }
  }

  private static void rotation(Draft draft, LogFiles logs, boolean journal) {
    String fields = "log_rotate, log_max_size, log_retain, log_compress, log_rotate_date_format";
    if (journal) {
      draft.approximated(fields, "the journal keeps itself small, all of it: journald.conf(5)");
    } else if (!logs.policy().rotation().equals(LogRotation.USUAL)) {
      draft.lost(fields, "only logrotate(8) keeps its files small");
    }
  }

  private static String target(Draft draft, LogFiles logs, String file, Predicate<Path> mayAppend) {
    if (logs.policy().disabled() || file.equals(LogFiles.NOWHERE)) {
      return "null";
    }
    if (!draft.knows(APPEND_SINCE) || !mayAppend.test(Path.of(file))) {
      return "journal";
    }
    return draft.carried("logs", () -> "append:" + AppSyntax.path(file, draft.version()));
  }

  private static void report(Draft draft, String field, String target) {
    if (target.equals("null")) {
      draft.exact(field, "thrown away");
    } else if (!target.equals("journal")) {
      draft.approximated(field, "append: to the file; nothing but logrotate(8) keeps it small");
    } else if (draft.knows(APPEND_SINCE)) {
      draft.approximated(
          field,
          "in the journal: root opens only a file that is the user's already, in a folder of root's");
    } else {
      draft.approximated(field, "in the journal: systemd appends to no file before 240");
    }
  }
}
