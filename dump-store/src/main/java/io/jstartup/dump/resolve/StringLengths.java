package io.jstartup.dump.resolve;

import io.jstartup.dump.processfile.Attributes;
import io.jstartup.model.Launch;
import io.jstartup.model.OsText;
import io.jstartup.model.Problem;
import java.util.List;

/**
 * Finds arguments and variables that Linux starts no program with, execve(2): what could never run is not listed either. Only where pages
 * have 4 KiB for sure, as the limit is 32 of them; elsewhere the start tells.
 */
final class StringLengths {
  /** In bytes, without the NUL at its end. */
  static final int LONGEST = 128 * 1024 - 1;

  private StringLengths() {}

  static void check(Attributes app, Launch launch, List<Problem> problems) {
    if (!applies()) {
      return;
    }
    List<String> argv = launch.argv();
    for (int i = 0; i < argv.size(); i++) {
      check(app, i == 0 ? "its program's path" : "its argument " + i, argv.get(i), problems);
    }
    launch
        .env()
        .forEach(
            (name, value) ->
                check(app, "its variable '" + shown(name) + "'", name + "=" + value, problems));
  }

  static boolean applies() {
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("os.arch").equals("amd64");
  }

  private static String shown(String name) {
    return name.length() <= 60 ? name : name.substring(0, 60) + "...";
  }

  private static void check(Attributes app, String what, String text, List<Problem> problems) {
    if (text.length() <= LONGEST / 3) {
      return; // a character is three bytes at most
    }
    int length = OsText.encode(text).length;
    if (length > LONGEST) {
      problems.add(
          app.problem(
              what + " has " + length + " bytes; the system takes " + LONGEST,
              "put it into a file, and give the app the file's path"));
    }
  }
}
