package io.jstartup.cli.boot;

import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.model.hook.ServiceName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that {@code jstartup logrotate} wrote for the same home by another name, as it had one before the user's entry in the user database
 * changed. With two files for one log logrotate complains, and rotates by the older settings.
 */
record LogrotateLeftovers(Path folder, BootHook hook) {

  /** Removes them; gives which. What names other logs, or is not jstartup's, stays. */
  List<String> remove() {
    List<String> removed = new ArrayList<>();
    for (String name : ServiceName.possible(hook.account(), hook.jstartupHome())) {
      Path file = folder.resolve(name);
      if (!name.equals(hook.serviceName()) && isForTheSameLogs(file)) {
        delete(file);
        removed.add(file.toString());
      }
    }
    return removed;
  }

  private boolean isForTheSameLogs(Path file) {
    String log = LogrotateFile.quoted(new HomeLayout(hook.jstartupHome()).log());
    try {
      return LogrotateFile.isOurs(file)
          && new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
              .lines()
              .anyMatch(line -> line.equals(log));
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw failed("remove", file, e);
    }
  }

  private static ProblemsException failed(String verb, Path file, IOException e) {
    return new ProblemsException(
        new Problem(
            "cannot " + verb + " '" + file + "', which is for the same logs",
            e.toString(),
            "remove it by hand"),
        e);
  }
}
